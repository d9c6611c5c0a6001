"""What came of one place of a draft, as a card of HTML: verdict, differences, who, when and where, other carriers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checking.assess import Evidence
from onrecord.checking.changes import Change, Effect
from onrecord.checking.draft import MEANING, Checked, DraftCheck, DraftKind, Outcome
from onrecord.checking.verdict import Check, is_asked_for
from onrecord.comparing.difference import Edit
from onrecord.export.dates_shown import date_shown
from onrecord.export.draft_checks import line_of
from onrecord.export.draft_marks import SIGNS, shown, tone_of
from onrecord.values.alike import Alike
from onrecord.values.carrier import Carrier
from onrecord.values.verdict import SpeakerVerdict

_SHORT = 10  # characters of an id
_LONGEST = 600  # characters of a statement that are shown, and of the words asked about
_AROUND = 240
_OTHERS = 4
_QUOTES = '“”„«»"'


def card(number: int, one: Checked, found: DraftCheck) -> str:
    """One place. number: its own, from 1."""
    tone = tone_of(one.outcome).value
    body = "".join((_asked(one, found), _notes(one), _answer(one, found)))
    back = f' <a href="#place-{number}">in the text</a>' if one.quoted.spans else ""
    return (
        f'<article class="card {tone}" id="check-{number}"><h3>{number}. {tag(one.outcome)}</h3>'
        f"<p>{shown(_sentence(MEANING[one.outcome]))}{back}</p>{body}</article>\n"
    )


def tag(outcome: Outcome, words: str | None = None) -> str:
    tone = tone_of(outcome)
    sign = f'<span aria-hidden="true">{SIGNS[tone]} </span>'
    return f'<span class="tag {tone.value}">{sign}{shown(words or outcome.value)}</span>'


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _asked(one: Checked, found: DraftCheck) -> str:
    place, line = one.quoted, line_of(one, found)
    nobody = "an unpaired quotation mark" if place.kind is DraftKind.MARK else "names nobody for it"
    told = [
        place.speaker or nobody,
        *([date_shown(place.date)] if place.date else []),
        *([f"line {line}"] if line else ["outside of the article"]),
    ]
    told += ["paraphrase"] if place.kind is DraftKind.PARAPHRASE else []
    words = "" if place.spans else f'<p class="asked">{shown(_short(place.words))}</p>'
    return f'{words}<p><span class="label">The draft:</span> {shown(" · ".join(told))}</p>'


def _notes(one: Checked) -> str:
    rest = [failing.value for failing in one.failings[1:]]
    notes = [f"Also: {', '.join(rest)}."] if rest else []
    notes += [_sentence(why) for why in one.why]
    if one.check:
        notes += [_sentence(note) for note in one.check.notes]
        notes += [f"Left out of account: {ignored}." for ignored in one.check.question.claim.ignored]
    return "".join(f'<p class="note">{shown(note)}</p>' for note in notes)


def _answer(one: Checked, found: DraftCheck) -> str:
    if one.check is None:
        return "".join(_alike(hit) for hit in one.alike)
    check = one.check
    if not check.evidence:
        searched = count(check.searched.statements, "statement")
        reports = count(check.searched.reports, "report")
        parts = "".join(_part(part, check) for part in check.partly)
        return f'{parts}<p class="label">Searched: {searched} in {reports}.</p>'
    joined = len(check.evidence) if Outcome.SPLICED in one.failings else 1
    pieces = "".join(_evidence(piece, check) for piece in check.evidence[:joined])
    return f"{pieces}{_others(check, check.evidence[joined : joined + _OTHERS])}"


def _part(one: Evidence, check: Check) -> str:
    """A statement that has a part of the words."""
    return (
        f"<blockquote>{shown(one.asked_of(check.question.claim.words))}</blockquote>"
        f'<p><span class="label">On record of it:</span> {_where(one.carrier, one.voice)}</p>'
    )


def _evidence(one: Evidence, check: Check) -> str:
    differences = "".join(_difference(change) for change in one.changes if change.effect is not Effect.WRITTEN)
    written = sorted({kind.value for change in one.changes for kind in change.kinds if change.effect is Effect.WRITTEN})
    not_asked = check.speaker_verdict is SpeakerVerdict.OTHER and not is_asked_for(one, check.question)
    other = f'<span class="grave">, not {shown(check.question.speaker or "")}</span>' if not_asked else ""
    return (
        f"<blockquote>{_passage(one, check.question.claim.words)}</blockquote>"
        f'<p><span class="label">On record:</span> {_where(one.carrier, one.voice, other)}</p>'
        + (f"<ul>{differences}</ul>" if differences else "")
        + (
            f'<p class="label">Written otherwise, which changes nothing: {shown(", ".join(written))}.</p>'
            if written
            else ""
        )
    )


def _passage(one: Evidence, asked: str) -> str:
    words = [f'<span class="around">{shown(_tail(one.around[0].before))}</span>']
    for at, edits in enumerate(one.edits):
        words.append('<span class="around"> … </span>' if at else "")
        words += [_edit(edit, one.carrier.words, asked) for edit in edits]
    words.append(f'<span class="around">{shown(_head(one.around[-1].after))}</span>')
    return "".join(words)


def _edit(edit: Edit, record: str, asked: str) -> str:
    """Words changed are marked; spelling and marks stand as they are on record."""
    old, new = edit.old.of(record), edit.new.of(asked)
    if not edit.is_news:
        return shown(old)
    return f"{_marked('del', 'left out', old)}{_marked('ins', 'not on record', new)}"


def _marked(element: str, said: str, words: str) -> str:
    """White space at the rim stays outside. Who hears the page is told what the line through or under it says."""
    inner = words.strip()
    if not inner:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    told = f'<span class="sr">[{said}: </span>'
    return f'{before}<{element}>{told}{shown(inner)}<span class="sr">]</span></{element}>{after}'


def _tail(words: str) -> str:
    return words if len(words) <= _AROUND else f"… {words[-_AROUND:].split(' ', 1)[-1]}"


def _head(words: str) -> str:
    return words if len(words) <= _AROUND else f"{words[:_AROUND].rsplit(' ', 1)[0]} …"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _where(carrier: Carrier, voice: str | None = None, other: str = "") -> str:
    """Who, when and where, as HTML. other: what is to stand behind the name."""
    who = voice or carrier.speaker or "nobody named"
    how = "transcript" if carrier.is_primary else carrier.kind
    when = _when(carrier.said_on, carrier.published)
    parts = [
        f"<b>{shown(who)}</b>{other}",
        *(shown(one) for one in (when, carrier.occasion, carrier.place, how) if one),
    ]
    parts += _report(carrier.outlet, carrier.title, carrier.url)
    parts.append(_statement(carrier.statement))
    return " · ".join(parts)


def _when(said_on: str | None, published: str | None) -> str:
    return date_shown(said_on) if said_on else f"published {date_shown(published) if published else '–'}"


def _statement(id: str) -> str:
    """A site puts a link in its place: see `draft_sections`."""
    return f'<span data-statement="{shown(id)}">statement {shown(id[:_SHORT])}</span>'


def _report(outlet: str | None, title: str | None, url: str | None) -> Iterator[str]:
    if outlet:
        yield shown(outlet)
    if url and url.startswith(("http://", "https://")):
        yield f'<a href="{shown(url)}" rel="noopener noreferrer">{shown(title or url)}</a>'
    elif title:
        yield shown(title)


def _difference(change: Change) -> str:
    kinds = ", ".join(kind.value for kind in change.kinds)
    old, new = map(_quoted, (change.old, change.new))
    what = {
        Effect.LEFT_OUT: f"left out: {old}",
        Effect.ADDED: f"not on record: {new}",
        Effect.CHANGED: f"on record {old}, in the draft {new if change.new else 'nothing'}",
        Effect.WRITTEN: f"written {new} for {old}",
    }[change.told]
    grave = ' <span class="grave">— can change the meaning</span>' if change.can_change_meaning else ""
    return f"<li><b>{shown(kinds)}</b>: {shown(what)}{grave}</li>"


def _quoted(words: str) -> str:
    """In quotation marks, once: words that bring their own keep no second pair."""
    plain = _short(" ".join(words.split()))
    return f"“{plain.strip(_QUOTES) or plain}”"


def _others(check: Check, others: Sequence[Evidence]) -> str:
    rows = "".join(f"<li>{shown(one.verdict.value)}: {_where(one.carrier, one.voice)}</li>" for one in others)
    told = ""
    if check.reports > 1:
        apart = f", {check.independent:,} independent" if check.independent != check.reports else ""
        told = f'<p class="label">In {count(check.reports, "report")}{apart}, as far as they were looked at.</p>'
    return told + (f'<p class="label">Other statements:</p><ul>{rows}</ul>' if rows else "")


def _alike(hit: Alike) -> str:
    denied = " (told as denied, or as not said)" if hit.is_denied else ""
    when = _when(hit.said_on, hit.published)
    parts = [f"<b>{shown(hit.speaker or 'nobody named')}</b>", shown(when), shown(hit.kind)]
    parts += _report(hit.outlet, hit.title, hit.url)
    parts.append(_statement(hit.statement))
    parts.append(f"{hit.shared} of {hit.asked} words that say something")
    return (
        f"<blockquote>{shown(_short(hit.words))}{denied}</blockquote><p>"
        f'<span class="label">On record:</span> {" · ".join(parts)}</p>'
    )
