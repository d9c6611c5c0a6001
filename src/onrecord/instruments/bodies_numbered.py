"""Numbered documents of bodies of states: the United Nations, the OSCE, the IAEA, treaty series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.instruments.family import Family, Numbered, each, one, words_of

_NUMBERS = (
    r"(?P<list>\d{1,4}(?: ?\(\d{4}\))?"
    r"(?:(?:, (?:and |or )?| (?:and|or|&) )\d{1,4}(?: ?\(\d{4}\))?"
    r"(?!\d|[-/]|\s(?:countries|states|members|votes|other|people|years))){0,20})"
)
_NO = r"(?:[Nn]os?\.? ?)?"
_UN = r"(?:\bUN |\bU\.N\. |\bUnited Nations )"
_RESOLUTIONS = r"[Rr]esolutions?(?: |(?=\d))"
# "Resolution 9 and Resolution 12 of the …"
_FURTHER = rf"(?:(?:, (?:and |or )?| (?:and|or) ){_RESOLUTIONS}{_NO}\d{{1,4}}(?: ?\(\d{{4}}\))?)"


def _assembly(match: re.Match[str]) -> str:
    if match["e"]:
        return f"A/RES/{match['e']}/{match['en']}"
    return f"A/RES/{match['s']}/{match['sn']}" if match["s"] else f"A/RES/{match['o']}({match['r']})"


def _joined(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _bare(match: re.Match[str]) -> Iterator[Numbered]:
    """Without the organ: the Security Council's, or one of the General Assembly's first thirty years."""
    yield from each("S/RES/", "A/RES/")(match)


OF_BODIES: tuple[Family, ...] = (
    Family(
        words_of("unsc unscr unscrs council res"),
        re.compile(
            rf"(?:{_UN}?(?:\bSecurity Council(?:[’']s)?|\bUNSC) {_RESOLUTIONS}{_NO}|\bUNSCRs? ?(?=\d)|\bS/RES/)"
            rf"{_NUMBERS}"
        ),
        each("S/RES/"),
    ),
    Family(
        words_of("resolution resolutions"),
        re.compile(
            rf"\b{_RESOLUTIONS}{_NO}{_NUMBERS}"
            rf"(?={_FURTHER}{{0,6}} of the {_UN}?Security Council)"
        ),
        each("S/RES/"),
    ),
    Family(
        words_of("resolution resolutions"),
        re.compile(
            rf"(?<![A-Z][a-z] )(?:{_UN}|(?<![\w.’'] )(?<!\w)|(?<=[a-z] )){_RESOLUTIONS}{_NO}{_NUMBERS}"
            r"(?![\w/]| ?\(| of (?:the|[A-Z])| ?x ?\d|p\b| by \d|[.,]\d)"
        ),
        _bare,
    ),
    Family(
        words_of("resolution resolutions res"),
        re.compile(
            rf"(?:\bA/RES/|{_UN}?(?:\bGeneral Assembly|\bUNGA)(?:[’']s)? [Rr]esolutions? {_NO}"
            r"|\b[Rr]esolution (?=(?:E?S-?\d{1,2}/\d)|(?:3[1-9]|[4-9]\d)/\d{1,3}\b|\d{1,4} ?\([IVXL]+\)))"
            r"(?:(?P<e>(?:ES|S)-\d{1,2})/(?P<en>\d{1,3})"
            r"|(?P<s>3[1-9]|[4-9]\d)/(?P<sn>\d{1,3})|(?P<o>\d{1,4}) ?\((?P<r>[IVXL]+)\))"
        ),
        one(_assembly),
    ),
    Family(
        words_of("assembly unga"),
        re.compile(rf"(?:{_UN}?(?:\bGeneral Assembly|\bUNGA)(?:[’']s)?) {_RESOLUTIONS}{_NO}{_NUMBERS}(?![\w/]| ?\()"),
        each("A/RES/"),
    ),
    Family(
        words_of("hrc rights"),
        re.compile(r"\b(?:A/HRC/RES/|(?:UN )?Human Rights Council [Rr]esolution )(?P<s>S?-?\d{1,2})/(?P<n>\d{1,3})\b"),
        one(lambda m: f"A/HRC/RES/{m['s']}/{m['n']}"),
    ),
    Family(
        words_of("a s e"),
        re.compile(
            r"(?<![\w/])(?:[AS]/(?!RES/)(?:(?:PV\.\d{1,5}|PRST/\d{4}/\d{1,3}|HRC/\d{1,2}/\d{1,3}|INF/\d{1,4}(?:/\d{1,4})?"
            r"|CONF\.\d{1,3}/\d{1,3}|AC\.\d{1,3}/\d{4}/\d{1,4}|C\.\d/\d{1,3}/\d{1,3})|\d{4}/\d{1,4}|\d{2,3}/\d{1,4})"
            r"|E/\d{4}/\d{1,4})(?:/(?:Add|Rev|Corr)\.\d{1,3}){0,3}(?![\w/])"
        ),
        one(lambda m: m[0]),
    ),
    Family(
        words_of("pc mc sum fsc cio"),
        re.compile(
            r"\b(?:PC\.(?:DEC|JOUR|DOC|DEL)|MC\.(?:DOC|DEC|DEL|JOUR)|SUM\.DOC|FSC\.(?:DEC|DOC|DEL)|CIO\.GAL)[./]\d{1,4}"
            r"(?:/\d{2,4})?(?:/(?:Rev|Corr|Add)\.\d{1,3})?\b"
        ),
        one(lambda m: m[0]),
    ),
    Family(
        words_of("council"),
        re.compile(
            r"\b(?:OSCE )?(?P<o>Permanent Council|Ministerial Council) "
            r"[Dd]ecision (?:[Nn]o\.? ?)?(?P<n>\d{1,4}(?:/\d{2})?)\b"
        ),
        one(lambda m: f"{m['o'][0]}C.DEC/{m['n']}"),
    ),
    Family(
        words_of("infcirc gov"),
        re.compile(r"\b(?:INFCIRC/\d{1,4}(?:/(?:Rev|Add|Mod|Corr)\.\d{1,3}){0,3}|GOV/(?:INF/)?\d{4}/\d{1,3})\b"),
        one(lambda m: m[0]),
    ),
    Family(
        words_of("unts t lnts ust ilm i ets cets tias"),
        re.compile(
            r"\b(?:\d{1,4} (?:UNTS|U\.N\.T\.S\.|LNTS|UST|U\.S\.T\.|ILM|I\.L\.M\.) (?:\d{1,5}|[IVXL]+)"
            r"|(?:CETS|ETS|TIAS|T\.I\.A\.S\.) (?:[Nn]o\.? ?)?\d{1,5})\b"
        ),
        one(_joined),
    ),
)
