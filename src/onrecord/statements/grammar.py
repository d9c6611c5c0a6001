"""The closed classes of English the rules lean on. No list of names, no open-class words but those of speech."""

from __future__ import annotations

from onrecord.text.timenames import MONTH_WORDS
from onrecord.text.words import Word

PRONOUNS = frozenset("he she they i we it who you one".split())
OBJECT_PRONOUNS = frozenset("him her them us me".split())
DETERMINERS = frozenset(
    (
        "the a an this that these those his her their its our my your some any several many most few both all "
        "another each every no"
    ).split()
)
ALSO_PRONOUNS = frozenset("this that these those some many most few both all each".split())
PREPOSITIONS = frozenset(
    (
        "in on at of to for from with by about after before during following amid against among into over under "
        "since until through via despite without near outside inside within between toward towards as than like "
        "upon across behind beyond because regarding concerning ahead alongside"
    ).split()
)
SUBORDINATORS = frozenset(
    (
        "that because while when if although though unless whether where what whatever how why which whom whose as "
        "since until after before"
    ).split()
)
CONJUNCTIONS = frozenset("and but or nor yet so then plus".split())
BE = frozenset("is was are were be been being am 's 're 'm".split())
HAVE = frozenset(["has", "have", "had", "having", "'ve"])
DO = frozenset(["do", "does", "did"])
MODALS = frozenset("could should might may must can cannot would can't couldn't shouldn't wouldn't".split())
AUXILIARIES = BE | HAVE | DO | frozenset(["will", "'ll", "won't"])
NEGATIONS = frozenset(
    "not never n't no didn't doesn't don't hasn't haven't hadn't wasn't isn't weren't aren't won't wouldn't".split()
)
ADVERBS = frozenset(
    (
        "also then later earlier once again further often now just still first since even soon thus himself "
        "herself themselves itself previously there here always meanwhile afterward afterwards ever sometimes too "
        "instead yesterday today tonight ago recently however nevertheless yet nonetheless only"
    ).split()
)
# Words in -ly that are no adverbs are nouns and adjectives of the press.
_NOT_ADVERBS = frozenset(
    "family ally italy july reply assembly supply early daily weekly monthly elderly friendly anomaly fly".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
MONTHS = MONTH_WORDS
TIME_NOUNS = frozenset(
    (
        "week month year day night morning afternoon evening weekend monday tuesday wednesday thursday friday "
        "saturday sunday"
    ).split()
)
TIME_WORDS = frozenset("yesterday today tonight earlier later recently afterward afterwards".split())
# Nouns for those who can speak without a name: enough for weak cues to be believed.
SPEAKING_NOUNS = frozenset(
    (
        "minister president spokesman spokeswoman spokesperson official officials senator lawmaker lawmakers governor "
        "mayor chief chairman chairwoman director secretary ambassador envoy diplomat diplomats leader leaders "
        "candidate campaign government ministry administration department agency committee commission court judge "
        "judges police officer officers prosecutor prosecutors lawyer lawyers attorney attorneys expert experts "
        "analyst analysts economist economists professor researcher researchers scientist scientists doctor doctors "
        "author authors writer writers journalist journalists reporter reporters editor editors critic critics "
        "supporter supporters opponent opponents aide aides adviser advisers advisor advisors strategist strategists "
        "pollster pollsters activist activists group groups organization organisation company firm union alliance "
        "bloc party republicans democrats voters people residents witnesses source sources man woman father mother "
        "wife husband son daughter brother sister friend teacher student students team paper newspaper magazine "
        "outlet statement letter report study survey poll document memo ruling order complaint lawsuit filing "
        "indictment resolution treaty agreement response reply proposal proposals draft drafts book article editorial "
        "post message note email transcript release tweet ad video speech head heads commander general colonel "
        "soldier representative congressman congresswoman representatives commissioner premier chancellor king queen "
        "prince pope bishop priest pastor coach player owner founder manager executive executives ceo host anchor "
        "commentator moderator nominee billionaire businessman mogul veteran parent parents survivors victims family "
        "neighbors neighbours person persons individual insider insiders figure figures allies ally rival rivals "
        "colleague colleagues participants attendees fans historian lobbyist operative operatives mission embassy "
        "council parliament senate house congress union watchdog regulator authorities authority militants rebels "
        "protesters demonstrators organizers board captain keeper keepers chairperson treasurer bureau office "
        "delegate delegates delegation soldiers workers farmers villagers players driver pilot nurse nurses patients "
        "customers investors trader traders banker bankers regulators inspector inspectors monitors mediator "
        "mediators negotiator negotiators guard guards fisherman fishermen sailor mechanic engineer engineers "
        "architect landlord tenants neighbour passenger passengers singer actor actress artist directors surgeon "
        "scholar scholars curator librarian principal dean rector provost superintendent sheriff marshal admiral crew "
        "consulate secretariat presidency cabinet directorate tribunal jury panel coalition opposition faction caucus "
        "cooperative charity foundation institute university college hospital school club association federation "
        "league manufacturer retailer airline bank automaker developer operator broadcaster network station channel "
        "website platform newsroom"
    ).split()
)
DOCUMENT_NOUNS = frozenset(
    (
        "statement letter report study survey poll document documents memo ruling complaint lawsuit filing "
        "indictment resolution treaty agreement response proposal proposals draft drafts book article editorial "
        "post message note email e-mail emails transcript release tweet tweets declaration charter convention "
        "communique communiqué paper order warrant affidavit brief manifesto pamphlet testimony data figures "
        "papers records text texts decree constitution summary audit sign banner headline op-ed column review "
        "investigation analysis inquiry probe"
    ).split()
)
DOCUMENT_VERBS = frozenset(
    "made issued published signed released written sent posted read drafted obtained adopted seen".split()
)
SPEECH_NOUNS = frozenset(
    (
        "concern concerns criticism hope hopes fear fears doubt doubts support anger regret outrage frustration "
        "gratitude thanks condolences confidence skepticism scepticism opposition disappointment alarm dismay "
        "readiness willingness interest condemnation warning warnings threat threats call calls apology objections "
        "reservations solidarity sympathy satisfaction surprise optimism pessimism accusations allegations charges "
        "insults displeasure disagreement view views opinion belief commitment appreciation remorse"
    ).split()
)
# Labels before a colon that are no speakers.
LABELS = frozenset(
    (
        "analysis opinion video watch live update updated breaking exclusive explainer factbox context background "
        "editorial review photos pictures gallery podcast interview profile report news read listen warning note "
        "correction clarification question answer example timeline key factbox poll results result live-updates "
        "comment column letter feature obituary reports rumours rumors sources source quote transcript q a"
    ).split()
)


def is_adverb(word: Word) -> bool:
    return (word.lower in ADVERBS and not word.text.isupper()) or (
        word.lower.endswith("ly") and word.lower not in _NOT_ADVERBS and not word.is_capital
    )


def is_mark(word: Word, marks: str) -> bool:
    return word.quotation is None and word.text in marks


def is_name_like(word: Word) -> bool:
    """Capitalised, and not only because the sentence begins with a function word."""
    return (
        word.is_capital
        and word.lower not in DETERMINERS | PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | PRONOUNS | WEEKDAYS | MONTHS
    )


def speaks(word: Word) -> bool:
    """Is this a noun for those who can speak, one or more of them?"""
    return word.lower in SPEAKING_NOUNS or (word.lower.endswith("s") and word.lower[:-1] in SPEAKING_NOUNS)


def is_plural(word: Word) -> bool:
    return (word.lower.endswith("s") and not word.lower.endswith(("ss", "us", "is", "'s"))) or word.lower in {
        "people",
        "police",
        "women",
        "men",
    }


def begins_main_clause(word: Word) -> bool:
    """A pronoun, a determiner or a name: what a main clause begins with after a subordinate one."""
    return word.lower in PRONOUNS - {"who"} or word.lower in DETERMINERS or is_name_like(word)
