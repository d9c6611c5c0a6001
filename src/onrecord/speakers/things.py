"""Bodies, states and documents taken up by a common noun: "the alliance", "the response", "the Russian side"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import nations_in
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.phrases import head_words, own_words
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType


def resolve_thing(words: Sequence[Word], kind: SpeakerType, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """What a body, state or document noun means here; its own words where the report names nothing that fits."""
    head = head_words(words)
    own = own_words(words, scene)
    if kind is SpeakerType.STATE:
        nations = list(nations_in(head, scene.gazetteer))
        if nations:
            return Finding(nations[0], SpeakerType.STATE, f"'{own}': government of {nations[0]}")
    return Finding(own, kind, f"'{own}': as printed")
