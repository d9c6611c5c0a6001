"""Every attribution's speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.speakers.descriptors import resolve_phrase
from onrecord.speakers.exemplars import name_exemplars
from onrecord.speakers.findings import Finding, Spoken, speaker_of
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.heads import name_heads, name_mention, together
from onrecord.speakers.lexicon import DETERMINERS, FEMALE, FIRST_PERSON, MALE, NAMELESS, RELATIVES
from onrecord.speakers.posts import printed_offices
from onrecord.speakers.pronouns import resolve_personal
from onrecord.speakers.ranking import Rankings
from onrecord.speakers.relatives import owner_before, resolve_relative
from onrecord.speakers.scene import Scene, set_scene
from onrecord.speakers.thing_candidates import AskedThing
from onrecord.speakers.thing_pronouns import resolve_it
from onrecord.speakers.words import CLOSING, OPENING, STRAIGHT, Word
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind

PRONOUNS = frozenset({"he", "she", "it", "they", "who", "i", "we", "that"})
LONGEST_SIGNATURE = 10  # words and marks
NOBODY = frozenset({"nobody", "no-one", "none"})
EXCEPTING = frozenset({"but", "except", "save", "besides", "than"})  # "nobody but Berg": Berg


def name_speakers(
    report: Report, attributions: Sequence[Attribution], gazetteer: Gazetteer, rankings: Rankings | None = None
) -> dict[str, Speaker]:
    """A Speaker for each attribution id where one can be named.

    rankings: learned weights for pronouns; without them rules alone decide.

    A source that cannot be named keeps its own words. An attribution without a source gets a speaker only when
    the text makes it clear, e.g. a quotation that goes on; one of "nobody" gets none.
    """
    if not attributions:
        return {}
    scene, spoken = follow(report, attributions, gazetteer, rankings)
    offices = printed_offices(spoken, scene)
    return {one.attribution.id: speaker_of(one.finding, office) for one, office in zip(spoken, offices, strict=True)}


def follow(
    report: Report, attributions: Sequence[Attribution], gazetteer: Gazetteer, rankings: Rankings | None = None
) -> tuple[Scene, list[Spoken]]:
    """The report as naming sees it, and who speaks one after the other, with all that is known of them."""
    scene = set_scene(report, attributions, gazetteer, rankings)
    spoken: list[Spoken] = []
    by_id = {attribution.id: attribution for attribution in attributions}
    for attribution in sorted(attributions, key=lambda one: _places(one, by_id)):
        finding = _find(attribution, scene, spoken)
        if finding:
            start = _place(attribution)
            spoken.append(Spoken(attribution, finding, start, scene.sentence_at(start)))
    return scene, spoken


def _places(attribution: Attribution, by_id: Mapping[str, Attribution]) -> tuple[int, ...]:
    """Where the speakers of all that an attribution is reported in are looked for, the outermost first, then its own.

    Whose words they are is known before who is meant inside of them: “She had warned him,” Berg said.
    """
    outer = by_id.get(attribution.nested_in or "")
    return (*(_places(outer, by_id) if outer else ()), _place(attribution))


def _place(attribution: Attribution) -> int:
    """Where an attribution's speaker is looked for."""
    return (attribution.source or attribution.cue or attribution.content)[0].start


def _find(attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    words = _unquoted(scene.words_in(attribution.source))
    if given := _given(attribution, scene):
        return given
    if not words:
        return _signed(attribution, scene) or _going_on(attribution, scene, spoken)
    if _is_nobody(words):
        return None
    if scene.report.turns and all(word.low in NAMELESS or not word.is_word for word in words):
        label = " ".join(word.text for word in words if word.is_word) or words[0].text
        return Finding(label, SpeakerType.UNKNOWN, f"'{label}': the transcript names nobody")
    return _pronoun(words, attribution, scene, spoken) or _phrase(words, attribution, scene, spoken)


def _unquoted(words: Sequence[Word]) -> Sequence[Word]:
    """Without words said that ran into a source: "“so swollen I could hardly walk,” she"."""
    if not words or words[0].text not in OPENING + STRAIGHT:
        return words
    closed = next((k for k, word in enumerate(words) if k and word.text in CLOSING + STRAIGHT), len(words))
    return [word for word in words[closed + 1 :] if word.is_word] or words


def _is_nobody(words: Sequence[Word]) -> bool:
    """ "No one at the ministry", "no minister", "none of them": a source that says that there is no speaker."""
    no = words[0].low == "no" and len(words) > 1 and words[1].text.islower()  # "No. 10" is somebody
    return (no or words[0].low in NOBODY) and EXCEPTING.isdisjoint(word.low for word in words)


def _given(attribution: Attribution, scene: Scene) -> Finding | None:
    """The speaker of a turn as a person named him, where the transcript calls him otherwise, or not at all."""
    turns = scene.report.turns
    start, _, end = attribution.id.partition("-")
    at = bisect_left(turns, int(start), key=lambda turn: turn.words.start) if turns else 0
    turn = turns[at] if at < len(turns) else None
    if turn is None or turn.words.end != int(end) or not any(sign.isalnum() for sign in turn.turn.speaker):
        return None  # a voice inside a turn, or one that nobody named
    label = "".join(span.of(scene.report.text) for span in attribution.source)
    if " ".join(turn.turn.speaker.split()) == " ".join(label.split()):
        return None
    told = f"'{label}' is {turn.turn.speaker}" if label else f"the transcript of {turn.turn.speaker}"
    return Finding(turn.turn.speaker, SpeakerType.PERSON, f"{told}, as it was said when it was read")


def _phrase(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    return (
        name_exemplars(words, scene)
        or name_heads(attribution, scene)
        or _joint(words, attribution, scene, spoken)
        or resolve_phrase(attribution, scene, spoken)
    )


def _joint(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """ "She and her aides", "the senator and his allies": each is named by itself, if the first of them can be."""
    joint = next((k for k, word in enumerate(words) if word.low == "and"), 0)
    if not 0 < joint < len(words) - 1 or any(word.low in RELATIVES for word in words[:joint]):
        return None
    first = _part(words[:joint], attribution, scene, spoken)
    if not first.persons:
        return None
    said = Spoken(attribution, first, words[0].start, words[0].sentence)
    return together((first, _part(words[joint + 1 :], attribution, scene, [*spoken, said])))


def _bare(word: Word) -> Word:
    """A pronoun without its verb: "they're", "I'll"."""
    low, mark, _ = word.low.partition("'")
    return word._replace(low=low, text=word.text[: len(low)]) if mark and low in PRONOUNS else word


def _part(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    part = replace(attribution, source=(Span(words[0].start, words[-1].end),))
    return _pronoun(words, part, scene, spoken) or _phrase(words, part, scene, spoken)


def _signed(attribution: Attribution, scene: Scene) -> Finding | None:
    """The name on a line of its own behind a quotation: "— Anna Berg"."""
    if attribution.cue or attribution.kind is not Kind.DIRECT:
        return None
    last = scene.words_in(attribution.content[-1:])
    below = last[-1].paragraph + 1 if last else len(scene.lines)
    if below >= len(scene.lines) or scene.lines[below].span.start < attribution.content[-1].end:
        return None
    line = scene.lines[below].words
    if not (3 <= len(line) + 1 <= LONGEST_SIGNATURE and line[0].text in "-–—" and line[1].capital):
        return None
    mention = scene.mention_over(next((word for word in line if word.capital), line[0]).start)
    finding = name_mention(mention, scene) if mention else None
    return finding if finding and finding.type is SpeakerType.PERSON else None


def _going_on(attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """The speaker before goes on: a quotation without cue, or a second cue in the same sentence."""
    if attribution.source or scene.report.turns:  # a turn without a label may be anybody's
        return None
    # Who spoke only in the words of another does not go on outside of them.
    heard = (one for one in reversed(spoken) if one.attribution.nested_in in (None, attribution.nested_in))
    before = next(heard, None)
    if before is None:
        return None
    back = scene.sentence_at(_place(attribution)) - before.sentence
    quotation = not attribution.cue and attribution.kind is Kind.DIRECT and back <= 6
    if not quotation and not (back == 0 and _is_second_cue(attribution, scene)):
        return None
    return Finding(
        before.finding.name, before.finding.type, f"goes on from {before.finding.name}", before.finding.persons
    )


def _is_second_cue(attribution: Attribution, scene: Scene) -> bool:
    """ "…, adding that" and "… and said": a cue whose subject stands before the first one."""
    cue = scene.words_in(attribution.cue)
    if not cue or not cue[0].text.isalpha():
        return False
    before = scene.words[scene.place_of(cue[0]) - 1]
    return cue[0].low.endswith("ing") or before.low in ("and", "but", "then", "also", "later")


def _pronoun(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """Whom a pronoun means; None when the source is no pronoun."""
    last = _bare(words[-1])
    if last.low in ("who", "which", "whom", "that", "whose"):
        if len(words) > 1 and words[-2].low != "of" and any(word.capital and not word.first for word in words[:-1]):
            behind = next(k for k, word in enumerate(reversed(words[:-1])) if word.is_word)
            return _part(words[: len(words) - 1 - behind], attribution, scene, spoken)  # "Anna Berg, who"
        if all(word.low not in DETERMINERS for word in words[:-1]):
            return resolve_relative(words, scene, lambda phrase: _named_as(phrase, attribution, scene, spoken))
    if words[0].low == "whose" and len(words) > 1:
        owner = owner_before(words[0], scene, lambda phrase: _named_as(phrase, attribution, scene, spoken))
        rest = _part(words[1:], attribution, scene, spoken)
        named = owner.type is not SpeakerType.UNKNOWN
        return replace(rest, name=f"{owner.name}'s {rest.name}", because=owner.because) if named else rest
    if len(words) > 1:
        return None
    if last.low in MALE | FEMALE:
        return resolve_personal(last, attribution, scene, spoken)
    if last.low in ("it", "its", "they", "them", "their"):
        asked = AskedThing(last, attribution, scene, spoken)
        return resolve_it(asked, lambda phrase: _named_as(phrase, attribution, scene, spoken))
    if last.low in FIRST_PERSON and last.text != "US":
        return _first_person(last, attribution, scene, spoken)
    return None


def _named_as(phrase: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Whom a noun phrase of the text means that is no source itself: what a relative pronoun hangs on."""
    return _phrase(phrase, replace(attribution, source=(Span(phrase[0].start, phrase[-1].end),)), scene, spoken)


def _first_person(word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Inside a quotation "I" and "we" are its speaker; outside, "I" is the author of the report."""
    outer = next((one for one in reversed(spoken) if one.attribution.id == attribution.nested_in), None)
    if outer:
        name = outer.finding.name
        return Finding(name, outer.finding.type, f"'{word.text}' in the words of {name}", outer.finding.persons)
    if scene.report.byline and word.low in ("i", "me", "my"):
        return Finding(scene.report.byline, SpeakerType.PERSON, f"'{word.text}': the report's author")
    if word.low in ("i", "me", "my") and not word.quoted:
        return Finding(
            "author of the article", SpeakerType.PERSON, f"'{word.text}': the report does not name its author"
        )
    return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': the report does not name its author")
