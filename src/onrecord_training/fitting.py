"""How sure is sure: the calibration and the threshold, from articles that no network was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from onrecord.inference.calibrate import Calibration
from onrecord.inference.decode import Found
from onrecord.inference.extract import Least
from onrecord.inference.judge import Judge
from onrecord.inference.resolve import resolve
from onrecord.values.span import Span
from onrecord_training.examples import Row

_WORTH_FITTING = 0.3
_FEWEST = 100
_NOISE = 0.001
_HALF = 0.5  # intersection over union above which two contents are the same, as in score_attributions.py


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in one held-out article, and the gold.

    speech: heads of those whose cue is one of saying or writing. group: what kind of article it is.
    """

    text: str
    found: list[Found]
    gold: list[Row]
    speech: frozenset[int] = frozenset()
    group: str = ""


def is_right(text: str, found: Found, gold: Row) -> bool:
    """Content the same by more than half, and a word of the source shared (or none on either side)."""
    content, other = _solid(text, found.content), _solid(text, _spans(gold["content"]))
    if len(content & other) < _HALF * len(content | other):
        return False
    source, named = _solid(text, found.source), _solid(text, _spans(gold.get("source") or []))
    return bool(source & named) if named else not source


def _spans(places: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*place) for place in places)


def _solid(text: str, spans: Sequence[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}


def fit(judged: Sequence[Judged]) -> Judge:
    """The curves for the network's readings and for the rules'.

    Fitted twice: the many that nobody would keep shape a curve where it does not matter, so the second time they are
    left out.
    """
    first = Judge(model=_curve(judged, by_rule=False), rules=_curve(judged, by_rule=True))
    likely = [
        replace(one, found=[found for found in one.found if first.probability(found) >= _WORTH_FITTING])
        for one in judged
    ]
    return Judge(
        model=_curve(likely, by_rule=False, otherwise=first.model),
        rules=_curve(likely, by_rule=True, otherwise=first.rules),
    )


def _curve(judged: Sequence[Judged], *, by_rule: bool, otherwise: Calibration | None = None) -> Calibration:
    """The logistic curve that fits what was right best; a little ridge keeps it from being too sure of few cases.

    otherwise: the curve where there are too few to fit one to.
    """
    pairs = [
        (found.evidence, _is_gold(one, found)) for one in judged for found in one.found if found.by_rule is by_rule
    ]
    if otherwise is not None and len(pairs) < _FEWEST:
        return otherwise
    if not pairs:
        raise ValueError("nothing was found in the held-out articles: there is nothing to calibrate on")
    evidence = torch.tensor([e for e, _ in pairs], dtype=torch.float64)
    right = torch.tensor([float(r) for _, r in pairs], dtype=torch.float64)
    weights = torch.zeros(evidence.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros((), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        value = binary_cross_entropy_with_logits(evidence @ weights + bias, right) + 1e-4 * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return Calibration(tuple(round(float(w), 4) for w in weights.detach()), round(float(bias.detach()), 4))


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose probability lies from `start` to a tenth more. said: their mean probability; right: the share."""

    start: float
    n: int
    said: float
    right: float


def reliability(judged: Sequence[Judged]) -> tuple[list[Bin], float]:
    """How often findings of each tenth of probability are right, and the expected calibration error.

    Each half of the articles is judged by the curves fitted to the other half, so that no curve sees its own cases.
    Only what is worth fitting counts: what is less probable is never kept.
    """
    pairs = []
    for own, others in ((judged[::2], judged[1::2]), (judged[1::2], judged[::2])):
        judge = fit(others)
        for one in own:
            chosen = judge.chosen(one.found)
            pairs += [(p, _is_gold(one, found)) for found, p in chosen if p >= _WORTH_FITTING]
    bins = []
    for tenth in range(10):
        inside = [(p, right) for p, right in pairs if min(int(p * 10), 9) == tenth]
        if inside:
            said, right = (sum(part) / len(inside) for part in zip(*inside, strict=True))
            bins.append(Bin(tenth / 10, len(inside), round(said, 3), round(right, 3)))
    return bins, round(sum(one.n * abs(one.said - one.right) for one in bins) / max(1, len(pairs)), 3)


def _is_gold(one: Judged, found: Found) -> bool:
    return any(is_right(one.text, found, gold) for gold in one.gold)


def least(judged: Sequence[Judged], judge: Judge) -> tuple[Least, float]:
    """The probabilities below which a finding is left out, and the F1 of outermost statements with them.

    The best mean of the F1 of each group, so that the many articles of one kind do not decide for the others; of those
    that differ by less than noise, the ones that leave out least.
    """
    steps = [step / 100 for step in range(30, 71, 5)]
    groups = sorted({one.group for one in judged})
    tried = [Least(speech, other) for speech in steps for other in steps if other >= speech]
    means = {
        one: sum(f1([a for a in judged if a.group == group], judge, one) for group in groups) / len(groups)
        for one in tried
    }
    good = [one for one in tried if means[one] >= max(means.values()) - _NOISE]
    chosen = min(good, key=lambda one: (one.speech + one.other, one.other))
    return chosen, means[chosen]


def f1(judged: Sequence[Judged], judge: Judge, at: Least) -> float:
    """Of outermost statements, content and source right."""
    right = told = gold = 0
    for one in judged:
        sure = [(found, p) for found, p in judge.chosen(one.found) if p >= at.of(found.head in one.speech)]
        outer = [read.found for read in resolve(sure) if read.inside is None]
        told += len(outer)
        gold += len(one.gold)
        right += sum(_is_gold(one, found) for found in outer)
    return 2 * right / (told + gold) if told + gold else 0.0
