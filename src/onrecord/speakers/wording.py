"""A source in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.lexicon import RELATIVES
from onrecord.speakers.phrases import ARTICLES
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.span import Span


def own_words(words: Sequence[Word], scene: Scene) -> str:
    """The phrase as printed, without article, trailing clause and the capital of a sentence's beginning."""
    kept = list(words)
    while kept and (kept[0].low in ARTICLES or not kept[0].is_word):
        kept = kept[1:]
    stop = next((k for k, word in enumerate(kept) if word.low in RELATIVES or word.text in ",;—–("), len(kept))
    kept = kept[: stop or len(kept)] or list(words)
    end = kept[-1].end
    if len(kept) == len(words) and kept[-1].possessive:
        end = kept[-1].end
    text = " ".join(Span(kept[0].start, end).of(scene.report.reading).split())
    first = kept[0]
    plain = first.first and first.capital and not scene.gazetteer.nation(first.low) and first.text[1:].islower()
    named = any(mention.start <= first.start < mention.end for mention in scene.mentions)
    return text[0].lower() + text[1:] if plain and not named else text
