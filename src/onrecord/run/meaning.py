"""Proposals by meaning: what on record is near to some words, and what may be the same in other words.

`Proposer.propose(record, words, k)` is what a check of a quotation may show beneath its verdict. A proposal is never a
verdict: two sentences that say the opposite are near in meaning, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from onrecord.comparing.rewording import Rewordings, gist_of
from onrecord.errors import BadRequest
from onrecord.inference.sentences import Embedder, Vectors
from onrecord.run.load_meaning import load_encoder, load_rewordings
from onrecord.store import meaning
from onrecord.store.cells import LONE_SURROGATE
from onrecord.store.record import Record
from onrecord.store.search import ANYTHING, MOST_CHARACTERS, Filters, Hit
from onrecord.text.passages import passages_of, plain
from onrecord.values.span import Span

PROPOSAL = "by meaning: a proposal"  # perhaps the same in other words
SUGGESTION = "by meaning: a suggestion"  # near in meaning, and no more is said
_AT_ONCE = 64  # wordings whose vectors are made and kept together: who stops keeps what was done
_LOOKED_AT = 50  # wordings near the words that are judged

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Proposed(Hit):
    """A statement that is near in meaning to the words asked for. Never a verdict.

    label: PROPOSAL where it is perhaps the same in other words, else SUGGESTION. score: likeness of the sentence
    vectors, -1 to 1. chance: that the two are one statement in other words, learned from translations. against: what
    contradicts that, the gravest first ("number": another number). passage: the part of the words that is near.
    same_words: how many other statements that pass the filters have the very same words.
    """

    label: str = SUGGESTION
    score: float = 0.0
    chance: float = 0.0
    against: tuple[str, ...] = ()
    passage: str = ""
    same_words: int = 0


class Proposer:
    """An encoder and a rule, made once: `load_proposer`."""

    def __init__(self, encoder: Embedder, rule: Rewordings) -> None:
        self._encoder = encoder
        self._rule = rule

    @property
    def digest(self) -> str:
        """Of the encoder: vectors of another one are not looked at."""
        return self._encoder.digest

    @property
    def rule(self) -> Rewordings:
        """Which pairs of texts are proposed."""
        return self._rule

    def lacking(self, record: Record) -> int:
        """How many wordings of the record have no vectors yet. What lacks them is not proposed."""
        with record.reading() as connection:
            return meaning.lacking(connection, meaning.model_number(connection, self._encoder.digest))

    def index(self, record: Record, tell: Tell = lambda done, total: None) -> int:
        """Make the vectors that are lacking, and say how many wordings were done.

        tell: is called with how many are done and how many there are. Whoever stops it keeps what was done. Raises
        RecordNotWritable, RecordBusy.
        """
        total = self.lacking(record)
        done = after = 0
        while total:
            with record.reading() as connection:
                model = meaning.model_number(connection, self._encoder.digest)
                waiting = meaning.next_lacking(connection, model, after, _AT_ONCE)
            if not waiting:
                break
            found = list(self._vectors(waiting))
            with record.batch():
                model = meaning.keep_model(record.connection, self._encoder.name, self._encoder.digest)
                meaning.put_vectors(record.connection, model, found)
            after = waiting[-1][0]
            done += len(waiting)
            tell(done, max(done, total))
        return done

    def _vectors(self, waiting: Sequence[tuple[int, str]]) -> Iterator[tuple[int, meaning.Passages]]:
        places = [(wording, span, span.of(words)) for wording, words in waiting for span in passages_of(words)]
        vectors = self._encoder.vectors([plain(passage) for _, _, passage in places])
        found: dict[int, list[tuple[Span, Vectors]]] = {wording: [] for wording, _ in waiting}
        for (wording, span, _), vector in zip(places, vectors, strict=True):
            found[wording].append((span, vector))
        yield from found.items()

    def nearest(
        self, record: Record, words: str, filters: Filters = ANYTHING, *, limit: int = 20
    ) -> tuple[Proposed, ...]:
        """The statements nearest in meaning, one for each wording, the nearest first.

        Raises BadRequest for words that are none or too many, or a filter that makes no sense.
        """
        ((_, found),) = self._near(record, (words,), filters, limit)
        return found

    def propose(self, record: Record, words: str, k: int = 3, filters: Filters = ANYTHING) -> tuple[Proposed, ...]:
        """What may be the same in other words, the likeliest first, at most k.

        With `against` or for short words it is a suggestion only, and behind the others. Statements with the very same
        words are left out: they need no proposal.
        """
        (found,) = self.propose_each(record, (words,), k, filters)
        return found

    def propose_each(
        self, record: Record, asked: Sequence[str], k: int = 3, filters: Filters = ANYTHING
    ) -> tuple[tuple[Proposed, ...], ...]:
        """As `propose` for several texts; the record is gone through once."""
        answers = []
        for words, near in self._near(record, asked, filters, _LOOKED_AT):
            likely = [one for one in near if one.chance >= self._rule.least and not _is_same(words, one.passage)]
            likely.sort(key=lambda one: (one.label != PROPOSAL, -one.chance, one.statement))
            answers.append(tuple(likely[:k]))
        return tuple(answers)

    def _near(
        self, record: Record, asked: Sequence[str], filters: Filters, limit: int
    ) -> Iterator[tuple[str, tuple[Proposed, ...]]]:
        texts = [_asked(words) for words in asked]
        vectors = self._encoder.vectors(texts)
        with record.reading() as connection:
            model = meaning.model_number(connection, self._encoder.digest)
            only = meaning.wordings_asked(connection, filters)
            # Rejected statements and earlier versions fall out below; some more are looked at to make up for them.
            near = meaning.nearest(connection, model, vectors, 2 * limit + _LOOKED_AT, only)
            for words, found in zip(texts, near, strict=True):
                held = meaning.holders_of(connection, [one.wording for one in found], filters)
                shown = [self._proposed(words, one, held[one.wording]) for one in found if one.wording in held]
                yield words, tuple(shown[:limit])

    def _proposed(self, words: str, near: meaning.Near, hits: Sequence[Hit]) -> Proposed:
        passage = near.passage.of(hits[0].words)
        judged = self._rule.judge(gist_of(plain(words)), gist_of(plain(passage)), near.cosine)
        return Proposed(
            **asdict(hits[0]),
            label=PROPOSAL if self._rule.proposes(judged) else SUGGESTION,
            score=round(near.cosine, 3),
            chance=round(judged.chance, 3),
            against=tuple(one.value for one in judged.against),
            passage=passage,
            same_words=len(hits) - 1,
        )


def _asked(words: str) -> str:
    if not any(sign.isalnum() for sign in words):
        raise BadRequest("there are no words to search for by meaning", remedy="name WORDS, best a whole sentence")
    if len(words) > MOST_CHARACTERS:
        raise BadRequest(
            f"the search has {len(words)} characters", remedy=f"search for at most {MOST_CHARACTERS} at once"
        )
    return plain(LONE_SURROGATE.sub(" ", words))


def _is_same(words: str, passage: str) -> bool:
    """The very same words, marks and case aside."""
    one, other = gist_of(words), gist_of(plain(passage))
    return one == other and _letters(words) == _letters(passage)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


@cache
def load_proposer() -> Proposer:
    """The encoder of the extra `meaning` and the shipped rule. Raises MissingExtra, DamagedWeights."""
    return Proposer(load_encoder(), load_rewordings())
