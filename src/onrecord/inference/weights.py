"""The weights file and its card: checked before anything is made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from onrecord.errors import DamagedWeights
from onrecord.inference.calibrate import Calibration
from onrecord.inference.extract import Extractor
from onrecord.inference.features import COLUMNS, ROWS
from onrecord.inference.network import Network

FORMAT = 1
PARTS = ("encoder.onnx", "reader.onnx")


def build_extractor(card: str, parts: Mapping[str, bytes]) -> Extractor:
    """The extractor of a card (JSON) and its parts, by file name.

    Raises DamagedWeights when the card is of another format or features, or a part is not the one the card names.
    """
    try:
        told = json.loads(card)
        if told["format"] != FORMAT or told["features"] != [ROWS, COLUMNS]:
            raise DamagedWeights("the extractor's weights are of another version of this program")
        for name in PARTS:
            if hashlib.sha256(parts[name]).hexdigest() != told["sha256"][name]:
                raise DamagedWeights(f"{name} is not the file that its card names")
        return Extractor(
            network=Network(parts["encoder.onnx"], parts["reader.onnx"]),
            calibration=Calibration(tuple(told["calibration"]["weights"]), told["calibration"]["bias"]),
            threshold=told["threshold"],
            name=told["name"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedWeights(f"the card of the extractor's weights cannot be read ({error})") from error
