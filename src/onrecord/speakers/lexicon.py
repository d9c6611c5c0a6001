"""Closed classes of English words that naming leans on."""

from __future__ import annotations


def lexicon(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


PREPOSITIONS = lexicon("""
    of for in at on from with by to about against near under over after before during since among between into than as
    via within without toward towards including like""")
RELATIVES = lexicon("who whom whose which that where when")
DETERMINERS = lexicon("the a an this that these those his her its their our my your another one some")
POSSESSIVES = lexicon("his her its their our my your whose")
EMPTY = DETERMINERS | PREPOSITIONS | RELATIVES | lexicon("and or former then ex current acting senior late is was")
PARTICLES = lexicon("de van von der den ter ten al el bin ben ibn bint abu da di do dos del della du la le y zu af")
ABBREVIATIONS = lexicon("""
    mr mrs ms dr sen sens rep reps gov gen lt col maj adm capt cmdr sgt cpl pvt prof rev hon st jr sr no vs messrs""")
SUFFIXES = lexicon("jr sr ii iii iv")
INNER = lexicon("of for on in and the")  # inside the name of a body
CALENDAR = lexicon("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sept sep oct nov dec""")
NO_NAMES = lexicon("""
    the a an this that these those he she it they we i you his her its their our my your but and or nor so yet if when
    while although though because since as at in on of for from with by to after before during under over about against
    however meanwhile moreover also not no yes there here what who which where why how some many most all both each
    every other another such one two three four five six seven eight nine ten first last next now then still even just
    only once until unless whether despite according asked speaking earlier later today yesterday tomorrow recent new
    more less among between without within is are was were be do does did has have had will would can could may might should
    must let please read see mr mrs ms dr well nothing everything something""")
BEFORE_TITLES = lexicon("""
    former ex then acting deputy senior longtime retired current late veteran leading top state federal vice assistant
    interim outgoing incoming newly elected local campaign""")
MALE = lexicon("he him his himself")
FEMALE = lexicon("she her hers herself")
