"""Instruments of numbered families: resolutions, acts of the European Union, executive orders, cases, documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.values.span import Span

_NUMBERS = (
    r"(?P<list>\d{1,4}(?: ?\(\d{4}\))?"
    r"(?:(?:, (?:and |or )?| (?:and|or|&) )\d{1,4}(?: ?\(\d{4}\))?(?!\d|[-/]|\s(?:countries|states|members|votes|other|people|years)))*)"
)
_NO = r"(?:[Nn]os?\.? ?)?"
_UN = r"(?:\bUN |\bU\.N\. |\bUnited Nations )"
_RESOLUTIONS = r"[Rr]esolutions?(?: |(?=\d))"
_ONE_NUMBER = re.compile(r"(\d{1,4})(?: ?\((\d{4})\))?")
_ORDINALS = (
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth "
    "Sixteenth Seventeenth Eighteenth Nineteenth Twentieth Twenty-first Twenty-second Twenty-third Twenty-fourth "
    "Twenty-fifth Twenty-sixth Twenty-seventh"
).split()
_ORDINAL_OF = {word.casefold(): number for number, word in enumerate(_ORDINALS, 1)}
_SECTORS = {"regulation": "R", "directive": "L", "decision": "D"}


class Numbered(NamedTuple):
    """A number with its family. identifiers: its normal form; several where the words leave them open."""

    span: Span
    identifiers: tuple[str, ...]


Read = Callable[[re.Match[str]], Iterator[Numbered]]


@dataclass(frozen=True, slots=True)
class Family:
    """One form of citing. words: one of them, and nearly always a digit, stands in every text that has it."""

    words: frozenset[str]
    pattern: re.Pattern[str]
    read: Read


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())


def _one(form: Callable[[re.Match[str]], str]) -> Read:
    def read(match: re.Match[str]) -> Iterator[Numbered]:
        yield Numbered(_span(match), (form(match),))

    return read


def _each(*series: str) -> Read:
    """One for each number of a list; the first carries the words before it."""

    def read(match: re.Match[str]) -> Iterator[Numbered]:
        whole = match.start()
        numbers = list(_ONE_NUMBER.finditer(match.string, *match.span("list")))
        for number in numbers:
            start = whole if number is numbers[0] else number.start()
            stop = match.end() if len(numbers) == 1 else number.end()
            year = f" ({number[2]})" if number[2] else ""
            yield Numbered(Span(start, stop), tuple(f"{one}{number[1]}{year}" for one in series))

    return read


def _assembly(match: re.Match[str]) -> str:
    if match["e"]:
        return f"A/RES/{match['e']}/{match['en']}"
    return f"A/RES/{match['s']}/{match['sn']}" if match["s"] else f"A/RES/{match['o']}({match['r']})"


def _year(digits: str) -> str:
    return digits if len(digits) == 4 else f"19{digits}"


def _celex(kind: str, year: str, number: str) -> str:
    return f"3{_year(year)}{_SECTORS[kind.lower()]}{int(number):04d}"


def _short_act(match: re.Match[str]) -> str:
    """Which part is the year: the one that looks like one; of two, the first, as it is since 2015."""
    one, other = match["a"], match["b"]
    year_first = len(one) == 4 and one[:2] in ("19", "20")
    return _celex(match["k"], one, other) if year_first else _celex(match["k"], other, one)


def _suffixed(match: re.Match[str]) -> str:
    code = _celex(match["k"], match["oy"], match["on"])
    return code.replace("D", "F") if match["f"] else code


def _amendment(match: re.Match[str]) -> str:
    said = match["o"].casefold().replace(" ", "-")
    number = _ORDINAL_OF.get(said) or int(re.sub(r"\D", "", said) or 0)
    return f"US Const. amend. {number}"


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))


def _act(match: re.Match[str]) -> str:
    return f"{' '.join(match['t'].split())} {match['y']}"


def _case(match: re.Match[str]) -> str:
    return match["n"] or f"{match['a']} v. {match['b']}"


def _joined(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


_EU = r"(?:(?:Council|Commission|European Parliament and Council) )?(?:(?:Implementing|Delegated) )?"
_NAME = r"[A-Z](?:[\w’'&-]|\.(?=\w)|(?<=Inc)\.|(?<=Co)\.|(?<=Corp)\.|(?<=[^\w][A-Z])\.){0,40}"
_PARTY = rf"{_NAME}(?: (?:{_NAME}|of|the|and|for)){{0,6}}"
_COURT = re.compile(
    r"\b(?:[Cc]ourts?|[Cc]ases?|[Rr]ul(?:ed|es|ing|ings)|[Jj]udg(?:e|es|ment|ments)|[Jj]ustices?|[Dd]ecisions?|[Aa]pplication|"
    r"[Oo]verturn\w*|[Ll]awyers?|[Ll]itigation|[Pp]recedents?)\b"
)


def _case_in_court(match: re.Match[str]) -> Iterator[Numbered]:
    """Matches, films and products have the same form: a court must be near."""
    around = match.string[max(0, match.start() - 200) : match.end() + 200]
    if match["n"] or _COURT.search(around):
        yield Numbered(Span(match.start("a"), match.end("b")), (_case(match),))


def _bare(match: re.Match[str]) -> Iterator[Numbered]:
    """Without the organ: the Security Council's, or one of the General Assembly's first thirty years."""
    yield from _each("S/RES/", "A/RES/")(match)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FAMILIES: tuple[Family, ...] = (
    Family(
        _words("unsc unscr unscrs council res"),
        re.compile(
            rf"(?:{_UN}?(?:\bSecurity Council(?:[’']s)?|\bUNSC) {_RESOLUTIONS}{_NO}|\bUNSCRs? ?(?=\d)|\bS/RES/){_NUMBERS}"
        ),
        _each("S/RES/"),
    ),
    Family(
        _words("resolution resolutions"),
        re.compile(rf"\b{_RESOLUTIONS}{_NO}{_NUMBERS}(?= of the {_UN}?Security Council)"),
        _each("S/RES/"),
    ),
    Family(
        _words("resolution resolutions"),
        re.compile(
            rf"(?<![A-Z][a-z] )(?:{_UN}|(?<![\w.’'] )(?<!\w)|(?<=[a-z] )){_RESOLUTIONS}{_NO}{_NUMBERS}"
            r"(?![\w/]| ?\(| of (?:the|[A-Z])| ?x ?\d|p\b| by \d|[.,]\d)"
        ),
        _bare,
    ),
    Family(
        _words("resolution resolutions res"),
        re.compile(
            rf"(?:\bA/RES/|{_UN}?(?:\bGeneral Assembly|\bUNGA)(?:[’']s)? [Rr]esolutions? {_NO}"
            r"|\b[Rr]esolution (?=(?:E?S-?\d{1,2}/\d)|(?:3[1-9]|[4-9]\d)/\d{1,3}\b|\d{1,4} ?\([IVXL]+\)))"
            r"(?:(?P<e>(?:ES|S)-\d{1,2})/(?P<en>\d{1,3})|(?P<s>3[1-9]|[4-9]\d)/(?P<sn>\d{1,3})|(?P<o>\d{1,4}) ?\((?P<r>[IVXL]+)\))"
        ),
        _one(_assembly),
    ),
    Family(
        _words("assembly unga"),
        re.compile(rf"(?:{_UN}?(?:\bGeneral Assembly|\bUNGA)(?:[’']s)?) {_RESOLUTIONS}{_NO}{_NUMBERS}(?![\w/]| ?\()"),
        _each("A/RES/"),
    ),
    Family(
        _words("hrc rights"),
        re.compile(r"\b(?:A/HRC/RES/|(?:UN )?Human Rights Council [Rr]esolution )(?P<s>S?-?\d{1,2})/(?P<n>\d{1,3})\b"),
        _one(lambda m: f"A/HRC/RES/{m['s']}/{m['n']}"),
    ),
    Family(
        _words("a s e"),
        re.compile(
            r"(?<![\w/])(?:[AS]/(?!RES/)(?:(?:PV\.\d{1,5}|PRST/\d{4}/\d{1,3}|HRC/\d{1,2}/\d{1,3}|INF/\d{1,4}(?:/\d{1,4})?"
            r"|CONF\.\d{1,3}/\d{1,3}|AC\.\d{1,3}/\d{4}/\d{1,4}|C\.\d/\d{1,3}/\d{1,3})|\d{4}/\d{1,4}|\d{2,3}/\d{1,4})"
            r"|E/\d{4}/\d{1,4})(?:/(?:Add|Rev|Corr)\.\d{1,3}){0,3}(?![\w/])"
        ),
        _one(lambda m: m[0]),
    ),
    Family(
        _words("regulation directive decision"),
        re.compile(
            rf"\b{_EU}(?P<k>[Rr]egulation|[Dd]irective|[Dd]ecision) \((?:EU|CFSP|Euratom|EU, Euratom)\) (?P<y>\d{{4}})/(?P<n>\d{{1,4}})\b"
        ),
        _one(lambda m: _celex(m["k"], m["y"], m["n"])),
    ),
    Family(
        _words("regulation"),
        re.compile(
            rf"\b{_EU}(?P<k>[Rr]egulation) \((?:EU|EC|EEC|ECSC|Euratom|EU, Euratom|EC, Euratom)\) "
            r"[Nn]o\.? ?(?P<on>\d{1,4})/(?P<oy>\d{4}|\d{2})\b"
        ),
        _one(lambda m: _celex(m["k"], m["oy"], m["on"])),
    ),
    Family(
        _words("directive decision"),
        re.compile(
            r"\b(?:(?:Council|Commission) )?(?:(?P<f>[Ff]ramework) )?(?P<k>[Dd]irective|[Dd]ecision) "
            r"(?P<oy>\d{4}|\d{2})/(?P<on>\d{1,4})/(?:EU|EC|EEC|CFSP|JHA|Euratom)\b"
        ),
        _one(_suffixed),
    ),
    Family(
        _words("regulation directive decision"),
        re.compile(r"\b(?P<k>Regulation|Directive|Decision) (?:[Nn]o\.? ?)?(?P<a>\d{1,4})/(?P<b>\d{4}|\d{1,4})\b(?!/)"),
        _one(_short_act),
    ),
    Family(
        _words("com swd join sec"),
        re.compile(r"\b(?P<k>COM|SWD|JOIN|SEC) ?\((?P<y>\d{4})\) ?(?P<n>\d{1,4})(?: (?:final|FINAL))?\b"),
        _one(lambda m: f"{m['k']}({m['y']}) {m['n']}"),
    ),
    Family(
        _words("case cases ecli"),
        re.compile(r"\b(?:ECLI:[A-Z]{2}:[A-Z]{1,7}:\d{4}:\w{1,20}|(?:Joined )?Cases? [CTF][-\u2011\u2013]\d{1,4}/\d{2}(?: P)?\b)"),
        _one(lambda m: m[0].replace("\u2013", "-").replace("\u2011", "-")),
    ),
    Family(
        _words("law l"),
        re.compile(r"\b(?:Public Law(?: [Nn]o\.?)?|Pub\. ?L\.(?: [Nn]o\.)?|P\. ?L\.) ?(?P<c>\d{2,3})[-\u2010-\u2014](?P<n>\d{1,4})\b"),
        _one(lambda m: f"Pub. L. {m['c']}-{m['n']}"),
    ),
    Family(
        _words("stat c usc"),
        re.compile(
            r"\b(?:(?P<v>\d{1,3}) Stat\. (?P<p>\d{1,5})"
            r"|(?P<t>\d{1,2}) U\.?S\.?C\.?(?:A\.)? (?:§§? ?|[Ss]ec(?:tion|\.) )?(?P<s>\d{1,5}[a-z]{0,2}(?:-\d{1,3})?))"
        ),
        _one(lambda m: f"{m['v']} Stat. {m['p']}" if m["v"] else f"{m['t']} U.S.C. {m['s']}"),
    ),
    Family(
        _words("order orders eo o"),
        re.compile(r"\b(?:(?:Presidential )?[Ee]xecutive [Oo]rders?(?: [Nn]os?\.?)?|E\.O\.|EO) ?(?P<n>\d{4,5})\b(?![-/])"),
        _one(lambda m: f"EO {m['n']}"),
    ),
    Family(
        _words("amendment amendments"),
        re.compile(
            r"(?<![\w-])(?P<o>(?:Twenty[- ](?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh)"
            rf"|{'|'.join(_ORDINALS[:20])})|(?:[1-9]|1\d|2[0-7])(?:st|nd|rd|th)) Amendments?\b"
            r"(?! (?:to|of|in|by)\b(?! (?:the )?(?:US|U\.S\.|United States|Constitution)))"
        ),
        _one(_amendment),
    ),
    Family(
        _words("amendment"),
        re.compile(r"\bAmendment (?P<r>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))(?![\w-])"),
        _one(lambda m: f"US Const. amend. {_arabic(m['r'])}"),
    ),
    Family(
        _words("law"),
        re.compile(r"\b(?:Federal (?:Constitutional )?Law|law) (?:[Nn]o\.?|№) ?(?P<n>\d{1,4})[-\u2011\u2013]? ?(?P<k>FZ|FKZ|ФЗ|ФКЗ)\b"),
        _one(lambda m: f"{m['n']}-{m['k'].replace('ФКЗ', 'FKZ').replace('ФЗ', 'FZ')}"),
    ),
    Family(
        _words("act"),
        re.compile(
            r"\b(?P<t>(?:[A-Z][\w’'-]{0,40}(?:,)? (?:(?:and|of|for|to|the|in|\(?[A-Z][\w’')-]{0,40},?) ){0,8})Act),? (?:of )?"
            r"(?P<y>1[2-9]\d\d|20\d\d)\b"
        ),
        _one(_act),
    ),
    Family(
        _words("v vs"),
        re.compile(rf"\b(?P<a>{_PARTY}) (?:v\.|vs\.|v) (?P<b>(?:the )?{_PARTY})(?: \([Aa]pplication [Nn]o\.? ?(?P<n>\d{{1,5}}/\d{{2}})\))?"),
        _case_in_court,
    ),
    Family(
        _words("application applications"),
        re.compile(r"(?<!\()\b[Aa]pplications? (?:[Nn]os?\.? ?)?(?P<n>\d{1,5}/\d{2})\b"),
        _one(lambda m: m["n"]),
    ),
    Family(
        _words("pc mc sum fsc cio"),
        re.compile(
            r"\b(?:PC\.(?:DEC|JOUR|DOC|DEL)|MC\.(?:DOC|DEC|DEL|JOUR)|SUM\.DOC|FSC\.(?:DEC|DOC|DEL)|CIO\.GAL)[./]\d{1,4}"
            r"(?:/\d{2,4})?(?:/(?:Rev|Corr|Add)\.\d{1,3})?\b"
        ),
        _one(lambda m: m[0]),
    ),
    Family(
        _words("council"),
        re.compile(r"\b(?:OSCE )?(?P<o>Permanent Council|Ministerial Council) [Dd]ecision (?:[Nn]o\.? ?)?(?P<n>\d{1,4}(?:/\d{2})?)\b"),
        _one(lambda m: f"{m['o'][0]}C.DEC/{m['n']}"),
    ),
    Family(
        _words("infcirc gov"),
        re.compile(r"\b(?:INFCIRC/\d{1,4}(?:/(?:Rev|Add|Mod|Corr)\.\d{1,3}){0,3}|GOV/(?:INF/)?\d{4}/\d{1,3})\b"),
        _one(lambda m: m[0]),
    ),
    Family(
        _words("unts t lnts ust ilm i ets cets tias"),
        re.compile(
            r"\b(?:\d{1,4} (?:UNTS|U\.N\.T\.S\.|LNTS|UST|U\.S\.T\.|ILM|I\.L\.M\.) (?:\d{1,5}|[IVXL]+)"
            r"|(?:CETS|ETS|TIAS|T\.I\.A\.S\.) (?:[Nn]o\.? ?)?\d{1,5})\b"
        ),
        _one(_joined),
    ),
    Family(
        _words("h s"),
        re.compile(
            r"(?<![\w.])(?P<k>H\. ?R\.|H\. ?(?:J|Con)\. ?Res\.|H\. ?Res\.|S\. ?(?:J|Con)\. ?Res\.|S\. ?Res\.|S\.) ?(?P<n>\d{1,5})\b"
            r"(?! ?(?:percent|%|million|\d|[A-Z][a-z]+ (?:Street|Avenue|Road)))"
        ),
        _one(lambda m: f"{m['k'].replace(' ', '')} {m['n']}".replace("H.J.Res.", "H.J.Res.")),
    ),
    Family(
        _words("ds"),
        re.compile(r"\bWT/(?P<n>DS\d{1,3})\b|\bWTO (?:dispute|case|panel)(?: [Nn]o\.?)? (?P<m>DS\d{1,3})\b"),
        _one(lambda m: m["n"] or m["m"]),
    ),
)
WITHOUT_DIGITS = tuple(family for family in FAMILIES if family.words & {"amendment", "v"})
WORDS_WITHOUT_DIGITS = frozenset(word for family in WITHOUT_DIGITS for word in family.words)
DIGITS = frozenset("0123456789")
# Words that no paragraph with an instrument of a family is without, single letters and very common ones left out.
FAMILY_WORDS = frozenset(word for family in FAMILIES for word in family.words if len(word) > 2) | {"l", "v", "vs", "eo", "ds"}
