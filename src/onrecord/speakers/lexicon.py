"""Closed classes of English words that naming leans on."""

from __future__ import annotations

from onrecord.text.timenames import MONTH_WORDS


def lexicon(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


PREPOSITIONS = lexicon("""
    of for in at on from with by to about against near under over after before during since among between into than as
    via within without toward towards including like across around amid inside outside throughout along behind beyond
    upon""")
RELATIVES = lexicon("who whom whose which that where when")
DETERMINERS = lexicon("the a an this that these those his her its their our my your another one some")
INDEFINITE = lexicon("a an another some")
EMPTY = DETERMINERS | PREPOSITIONS | RELATIVES | lexicon("and or former then ex current acting senior late is was")
PARTICLES = lexicon("de van von der den ter ten al el bin ben ibn bint abu da di do dos del della du la le y zu af")
ABBREVIATIONS = lexicon("""
    mr mrs ms dr drs sen sens rep reps gov govs gen gens lt col maj adm capt cmdr sgt cpl pvt prof rev hon st jr sr no
    vs messrs supt atty asst profs""")
SUFFIXES = lexicon("jr sr ii iii iv")
INNER = lexicon("of for on in and the to")  # inside the name of a body
CALENDAR = MONTH_WORDS | lexicon("monday tuesday wednesday thursday friday saturday sunday")
MONTH_NAMES = lexicon("may june april august march jun")  # months that people are called, too
NO_NAMES = (
    DETERMINERS
    | PREPOSITIONS
    | RELATIVES
    | lexicon("""
    he she it they we i you him them us me but and or nor so yet if when while although though because however meanwhile
    moreover also not no yes there here what why how many most all both each every other others such two three four five
    six seven eight nine ten first last next now then still even just only once until unless whether despite according
    asked speaking earlier later today yesterday tomorrow recent new more less is are was were be do does did has have
    had will would can could may might should must let please read see mr mrs ms dr well nothing everything something
    beyond behind below above across along amid around beside besides beneath unlike upon throughout following given
    perhaps maybe indeed instead rather thus hence therefore otherwise nonetheless nevertheless again often never always
    sometimes soon few several much little same too very quite almost nearly roughly half back
    neither whoever whatever""")
)
BEFORE_TITLES = lexicon("""
    former ex then acting deputy senior longtime retired current late veteran leading top state federal vice assistant
    interim outgoing incoming newly elected local campaign""")
MALE = lexicon("he him his himself")
FEMALE = lexicon("she her hers herself")
KINSHIP = lexicon("""
    father mother son daughter brother sister husband wife uncle aunt nephew niece grandfather grandmother grandson
    granddaughter dad mom stepfather stepmother stepson stepdaughter widow widower sibling cousin spouse child in-law
    father-in-law mother-in-law son-in-law daughter-in-law brother-in-law sister-in-law""")
FIRST_PERSON = lexicon("i me my we us our")
STYLES = lexicon("king queen prince princess pope emperor sultan emir patriarch duke duchess")
ALSO_VERBS = lexicon(
    "leads heads backs fires contracts supplies guards judges doctors coaches champions fans stars hosts"
)
CLAUSE_WORDS = lexicon("""
    it he she they we you i is are was were be been has have had do does did and or but that as than if when because
    while said says told will would can could may might should must not""")
# Groups and their adjectives that are written large wherever they stand; nations come from the gazetteer.
PROPER_GROUPS = lexicon("""
    republican republicans democrat democrats democratic tory tories muslim muslims christian christians jew jews jewish
    catholic catholics protestant protestants hindu hindus buddhist buddhists sikh sikhs sunni sunnis shiite shiites
    european europeans african africans asian asians arab arabs kurd kurds kurdish latino latinos latina latinas
    hispanic hispanics""")
# Members of parties, who are written as such before their names: "Democrat Anna Berg", "Republican Sven Lund".
PARTISANS = lexicon("republican democrat libertarian tory")
NAMELESS = lexicon(  # labels of a transcript
    "question q answer a reporter journalist moderator unidentified speaker audience voice operator member members "
    "crowd unknown questioner participant male female heckler hecklers protester protesters"
)
