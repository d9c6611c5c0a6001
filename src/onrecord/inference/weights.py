"""The weights and their card: checked before anything is made of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from onrecord.errors import DamagedWeights
from onrecord.inference.calibrate import Calibration
from onrecord.inference.extract import Extractor, Least
from onrecord.inference.features import COLUMNS, ROWS
from onrecord.inference.judge import MODEL_EVIDENCE, RULE_EVIDENCE, Judge
from onrecord.inference.network import ConvNetwork, Network, PieceNetwork, Together
from onrecord.inference.pieces import Pieces

FORMAT = 2
CARD = "card.json"


def build_extractor(card: str, parts: Mapping[str, bytes]) -> Extractor:
    """The extractor of a card (JSON) and its parts, by folder and file name ("fast/encoder.onnx").

    Raises DamagedWeights when the card is of another format or features, or a part is not the one the card names.
    """
    try:
        told = json.loads(card)
        if told["format"] != FORMAT or told["features"] != [ROWS, COLUMNS]:
            raise DamagedWeights("the extractor's weights are of another version of this program")
        for name, digest in told["sha256"].items():
            if hashlib.sha256(parts[name]).hexdigest() != digest:
                raise DamagedWeights(f"{name} is not the file that its card names")
        return Extractor(
            network=_networks(told["shares"], parts),
            judge=Judge(
                model=_curve(told["calibration"]["model"], MODEL_EVIDENCE),
                rules=_curve(told["calibration"]["rules"], RULE_EVIDENCE),
            ),
            least=Least(told["least"]["speech"], told["least"]["other"]),
            name=told["name"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedWeights(f"the card of the extractor's weights cannot be read ({error})") from error


def part_names(card: str) -> tuple[str, ...]:
    """The files that a card names, each with its folder. Raises DamagedWeights."""
    try:
        return tuple(json.loads(card)["sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedWeights(f"the card of the extractor's weights cannot be read ({error})") from error


def _networks(shares: Mapping[str, float], parts: Mapping[str, bytes]) -> Network:
    """The network of one folder, or those of several that read together. shares: by folder."""
    found = tuple(
        network_of(
            {name.removeprefix(f"{folder}/"): part for name, part in parts.items() if name.startswith(f"{folder}/")}
        )
        for folder in shares
    )
    return Together(found, tuple(shares.values())) if len(found) > 1 else found[0]


def network_of(parts: Mapping[str, bytes]) -> Network:
    """The network of some parts by file name: over word pieces where there is a vocabulary, else over words."""
    encoder, reader = parts["encoder.onnx"], parts["reader.onnx"]
    if "vocabulary.json" in parts:
        return PieceNetwork(encoder, reader, Pieces(parts["vocabulary.json"].decode()))
    return ConvNetwork(encoder, reader)


def _curve(told: Mapping[str, Any], pieces: int) -> Calibration:
    if len(told["weights"]) != pieces:
        raise DamagedWeights("the extractor's calibration is of another version of this program")
    return Calibration(tuple(told["weights"]), told["bias"])
