"""Small closed classes of English words whose change changes what is said. General English grammar, no corpus."""

from __future__ import annotations

from onrecord.comparing.difference import Difference

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = (*_ONES.split(), "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()


def _numbers() -> dict[str, str]:
    """Words without their hyphens -> digits: "twentyone" -> "21", "third" -> "3rd"."""
    found = {word: str(number) for number, word in enumerate(_SMALL)}
    for tens, word in enumerate(_TENS, 2):
        found[word] = str(tens * 10)
        found |= {f"{word}{_SMALL[ones]}": str(tens * 10 + ones) for ones in range(1, 10)}
    endings = {1: "st", 2: "nd", 3: "rd"}
    return found | {word: f"{number}{endings.get(number, 'th')}" for number, word in enumerate(_ORDINALS, 1)}


NUMBERS = _numbers()
MULTIPLES = frozenset(
    "hundred thousand million billion trillion hundreds thousands millions billions dozen dozens double half "
    "quarter twice percent %".split()
)
ACRONYMS = frozenset(("US", "IT", "WHO"))  # words of small letters mean something else

NEGATION = frozenset("not no never none nobody nothing neither nor nowhere without hardly barely scarcely non".split())
# Verbs that turn round what stands behind them: without "refuse to" a sentence says the opposite.
REVERSING = frozenset(
    (
        "refuse refuses refused refusing fail fails failed failing deny denies denied denying decline declines "
        "declined declining stop stops stopped stopping cease ceases ceased avoid avoids avoided avoiding against"
    ).split()
)
MODALITY = frozenset(
    (
        "will would shall should can could may might must ought perhaps maybe possibly probably certainly definitely "
        "reportedly allegedly apparently presumably supposedly likely potentially clearly obviously undoubtedly if "
        "unless whether alleged possible probable certain suspected"
    ).split()
)
QUANTITY = frozenset(
    (
        "all some many most much few several every each any both more less fewer least majority minority only just "
        "nearly almost about around approximately roughly over under above below least entire whole always often "
        "sometimes rarely seldom usually partly fully completely largely mostly once again"
    ).split()
)
DATES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december yesterday today tomorrow tonight"
    ).split()
)
STOP_WORDS = frozenset(
    (
        "a an the and or but of to in on at by for from with as that this these those it its he she they we i you his "
        "her their our your my him them us me is are was were be been being am has have had do does did so then than "
        "there here who whom which what when where also 's into out up"
    ).split()
)
CLOSED = (
    (NEGATION, Difference.NEGATION),
    (DATES, Difference.DATE),
    (MODALITY, Difference.MODALITY),
    (QUANTITY, Difference.QUANTITY),
)
GRAMMAR = frozenset().union(NEGATION, MODALITY, QUANTITY, DATES, MULTIPLES, STOP_WORDS)

# Verbs whose past is not made with -ed: one verb a group.
_IRREGULAR = """
be am is are was were been being; have has had having; do does did done doing; go goes went gone going; say says said;
make makes made; take takes took taken; come comes came; see sees saw seen; know knows knew known; get gets got gotten;
give gives gave given; find finds found; think thinks thought; tell tells told; become becomes became; leave leaves left
leaving; feel feels felt; put puts putting; bring brings brought; begin begins began begun; keep keeps kept; hold holds
held; write writes wrote written; stand stands stood; hear hears heard; let lets letting; mean means meant; set sets
setting; meet meets met; run runs ran running; pay pays paid; sit sits sat;
 speak speaks spoke spoken; lie lies lay lain;
lead leads led; read reads reading; grow grows grew grown; lose loses lost losing;
fall falls fell fallen; send sends
sent; build builds built; understand understands understood; draw draws drew drawn; break breaks broke broken;
spend spends spent; cut cuts cutting; rise rises rose risen; drive drives drove driven; buy buys bought;
wear wears wore worn; choose chooses chose chosen; seek seeks sought; fight fights fought;
teach teaches taught; catch catches caught; sell
sells sold; win wins won; strike strikes struck; shoot shoots shot; forget forgets forgot forgotten; steal steals stole
stolen; eat eats ate eaten; fly flies flew flown; swear swears swore sworn; throw throws threw thrown; deal deals dealt;
hit hits hitting; hurt hurts; cost costs; bear bears bore borne; sink sinks sank sunk; withdraw withdraws withdrew
withdrawn; undergo undergoes underwent; overcome overcomes overcame; foresee foresees foresaw foreseen; undertake
undertakes undertook undertaken; forbid forbids forbade forbidden; forgive forgives forgave forgiven; hide hides hid
hidden; ride rides rode ridden; ring rings rang rung; sing sings sang sung; swim swims swam swum; wake wakes woke woken
"""
IRREGULAR = {form: group.split()[0] for group in _IRREGULAR.split(";") for form in group.split()}

# Frequent verbs that are no nouns, in the form without an ending: with an "s" they are not many of something.
VERBS = frozenset(
    (
        "accept accuse achieve acquire adapt add admit adopt affect agree allow announce apologise apologize appear "
        "apply appoint argue arrive ask assert assure attend avoid be believe belong betray borrow carry collect "
        "commit compare compete complain comply concede conclude condemn confirm connect consider consist constitute "
        "contain continue contribute convince cooperate create criticise criticize decide declare defend define "
        "deliver demonstrate denounce deny depend deploy deprive describe deserve destroy determine develop die "
        "differ disagree disappear discover discuss dismiss elect eliminate emerge employ enable encourage endanger "
        "endorse endure enjoy ensure enter escalate establish evaluate examine exceed exclude exist expand expect "
        "expel explain expose extend fail follow fulfil fulfill gather generate happen hesitate identify ignore "
        "illustrate imagine imply impose improve include indicate inform inherit insist intend introduce invade "
        "invest investigate involve join justify learn lend liberate maintain manage meddle modernise modernize "
        "negotiate obtain occupy occur oppose owe participate perform persuade possess postpone prefer prepare "
        "pretend prevent proclaim produce prohibit promote propose protect prove provide provoke publish punish "
        "pursue ratify realise realize receive recognise recognize recommend reconsider recover reduce refer reflect "
        "rely remember remind remove replace represent require resist respond restore reveal satisfy settle solve "
        "strengthen submit succeed suffer suggest suppose survive tend threaten tolerate translate undermine violate "
        "want warn weaken"
    ).split()
)
