"""Numbered laws and cases: acts of the European Union, laws and orders of the United States, acts, judgments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.instruments.family import Family, Numbered, one, words_of
from onrecord.values.span import Span

_ORDINALS = (
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth "
    "Sixteenth Seventeenth Eighteenth Nineteenth Twentieth Twenty-first Twenty-second Twenty-third Twenty-fourth "
    "Twenty-fifth Twenty-sixth Twenty-seventh"
).split()
_ORDINAL_OF = {word.casefold(): number for number, word in enumerate(_ORDINALS, 1)}
_SECTORS = {"regulation": "R", "directive": "L", "decision": "D"}
_EU = r"(?:(?:Council|Commission|European Parliament and Council) )?(?:(?:Implementing|Delegated) )?"
_NAME = r"[A-Z](?:[\w’'&-]|\.(?=\w)|(?<=Inc)\.|(?<=Co)\.|(?<=Corp)\.|(?<=[^\w][A-Z])\.){0,40}"
_PARTY = rf"{_NAME}(?:(?: (?:of|the|and|for)){{0,2}} {_NAME}){{0,6}}"
_COURT = re.compile(
    r"\b(?:[Cc]ourts?|[Cc]ases?|[Rr]ul(?:ed|es|ing|ings)|[Jj]udg(?:e|es|ment|ments)|[Jj]ustices?|[Dd]ecisions?"
    r"|[Aa]pplication|[Oo]verturn\w*|[Ll]awyers?|[Ll]itigation|[Pp]recedents?)\b"
)


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


def _case_in_court(match: re.Match[str]) -> Iterator[Numbered]:
    """Matches, films and products have the same form: a court must be near."""
    around = match.string[max(0, match.start() - 200) : match.end() + 200]
    if match["n"] or _COURT.search(around):
        yield Numbered(Span(match.start("a"), match.end("b")), (_case(match),))


OF_LAWS: tuple[Family, ...] = (
    Family(
        words_of("regulation directive decision"),
        re.compile(
            rf"\b{_EU}(?P<k>[Rr]egulation|[Dd]irective|[Dd]ecision) "
            rf"\((?:EU|CFSP|Euratom|EU, Euratom)\) (?P<y>\d{{4}})/(?P<n>\d{{1,4}})\b"
        ),
        one(lambda m: _celex(m["k"], m["y"], m["n"])),
    ),
    Family(
        words_of("regulation"),
        re.compile(
            rf"\b{_EU}(?P<k>[Rr]egulation) \((?:EU|EC|EEC|ECSC|Euratom|EU, Euratom|EC, Euratom)\) "
            r"[Nn]o\.? ?(?P<on>\d{1,4})/(?P<oy>\d{4}|\d{2})\b"
        ),
        one(lambda m: _celex(m["k"], m["oy"], m["on"])),
    ),
    Family(
        words_of("directive decision"),
        re.compile(
            r"\b(?:(?:Council|Commission) )?(?:(?P<f>[Ff]ramework) )?(?P<k>[Dd]irective|[Dd]ecision) "
            r"(?P<oy>\d{4}|\d{2})/(?P<on>\d{1,4})/(?:EU|EC|EEC|CFSP|JHA|Euratom)\b"
        ),
        one(_suffixed),
    ),
    Family(
        words_of("regulation directive decision"),
        re.compile(r"\b(?P<k>Regulation|Directive|Decision) (?:[Nn]o\.? ?)?(?P<a>\d{1,4})/(?P<b>\d{4}|\d{1,4})\b(?!/)"),
        one(_short_act),
    ),
    Family(
        words_of("com swd join sec"),
        re.compile(r"\b(?P<k>COM|SWD|JOIN|SEC) ?\((?P<y>\d{4})\) ?(?P<n>\d{1,4})(?: (?:final|FINAL))?\b"),
        one(lambda m: f"{m['k']}({m['y']}) {m['n']}"),
    ),
    Family(
        words_of("case cases ecli"),
        re.compile(
            r"\b(?:ECLI:[A-Z]{2}:[A-Z]{1,7}:\d{4}:\w{1,20}"
            r"|(?:Joined )?Cases? [CTF][-\u2011\u2013]\d{1,4}/\d{2}(?: P)?\b)"
        ),
        one(lambda m: m[0].replace("\u2013", "-").replace("\u2011", "-")),
    ),
    Family(
        words_of("law l"),
        re.compile(
            r"\b(?:Public Law(?: [Nn]o\.?)?|Pub\. ?L\.(?: [Nn]o\.)?|P\. ?L\.) ?"
            r"(?P<c>\d{2,3})[-\u2010-\u2014](?P<n>\d{1,4})\b"
        ),
        one(lambda m: f"Pub. L. {m['c']}-{m['n']}"),
    ),
    Family(
        words_of("stat c usc"),
        re.compile(
            r"\b(?:(?P<v>\d{1,3}) Stat\. (?P<p>\d{1,5})"
            r"|(?P<t>\d{1,2}) U\.?S\.?C\.?(?:A\.)? (?:§§? ?|[Ss]ec(?:tion|\.) )?(?P<s>\d{1,5}[a-z]{0,2}(?:-\d{1,3})?))"
        ),
        one(lambda m: f"{m['v']} Stat. {m['p']}" if m["v"] else f"{m['t']} U.S.C. {m['s']}"),
    ),
    Family(
        words_of("order orders eo o"),
        re.compile(
            r"\b(?:(?:Presidential )?[Ee]xecutive [Oo]rders?(?: [Nn]os?\.?)?|E\.O\.|EO) ?(?P<n>\d{4,5})\b(?![-/])"
        ),
        one(lambda m: f"EO {m['n']}"),
    ),
    Family(
        words_of("amendment amendments"),
        re.compile(
            r"(?<![\w-])(?P<o>(?:Twenty[- ](?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh)"
            rf"|{'|'.join(_ORDINALS[:20])})|(?:[1-9]|1\d|2[0-7])(?:st|nd|rd|th)) Amendments?\b"
            r"(?! (?:to|of|in|by)\b(?! (?:the )?(?:US|U\.S\.|United States|Constitution)))"
        ),
        one(_amendment),
    ),
    Family(
        words_of("amendment"),
        re.compile(r"\bAmendment (?P<r>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3}))(?![\w-])"),
        one(lambda m: f"US Const. amend. {_arabic(m['r'])}"),
    ),
    Family(
        words_of("law"),
        re.compile(
            r"\b(?:Federal (?:Constitutional )?Law|law) (?:[Nn]o\.?|№) ?(?P<n>\d{1,4})"
            r"[-\u2011\u2013]? ?(?P<k>FZ|FKZ|ФЗ|ФКЗ)\b"
        ),
        one(lambda m: f"{m['n']}-{m['k'].replace('ФКЗ', 'FKZ').replace('ФЗ', 'FZ')}"),
    ),
    Family(
        words_of("act"),
        re.compile(
            r"\b(?P<t>(?:[A-Z][\w’'-]{0,40}(?:,)? "
            r"(?:(?:and|of|for|to|the|in|\(?[A-Z][\w’')-]{0,40},?) ){0,8})Act),? (?:of )?"
            r"(?P<y>1[2-9]\d\d|20\d\d)\b"
        ),
        one(_act),
    ),
    Family(
        words_of("v vs"),
        re.compile(
            rf"\b(?P<a>{_PARTY}) (?:v\.|vs\.|v) (?P<b>(?:the )?{_PARTY})"
            rf"(?: \([Aa]pplication [Nn]o\.? ?(?P<n>\d{{1,5}}/\d{{2}})\))?"
        ),
        _case_in_court,
    ),
    Family(
        words_of("application applications"),
        re.compile(r"(?<!\()\b[Aa]pplications? (?:[Nn]os?\.? ?)?(?P<n>\d{1,5}/\d{2})\b"),
        one(lambda m: m["n"]),
    ),
    Family(
        words_of("h s"),
        re.compile(
            r"(?<![\w.])(?P<k>H\. ?R\.|H\. ?(?:J|Con)\. ?Res\.|H\. ?Res\.|S\. ?(?:J|Con)\. ?Res\.|S\. ?Res\.|S\.) ?"
            r"(?P<n>\d{1,5})\b"
            r"(?! ?(?:percent|%|million|\d|[A-Z][a-z]+ (?:Street|Avenue|Road)))"
        ),
        one(lambda m: f"{m['k'].replace(' ', '')} {m['n']}"),
    ),
    Family(
        words_of("ds"),
        re.compile(r"\bWT/(?P<n>DS\d{1,3})\b|\bWTO (?:dispute|case|panel)(?: [Nn]o\.?)? (?P<m>DS\d{1,3})\b"),
        one(lambda m: m["n"] or m["m"]),
    ),
)
