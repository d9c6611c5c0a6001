"""Reads the learned extractors that ship with the program."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import DamagedWeights
from onrecord.run.shipped import shipped_text

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor

_FOLDER = "extractor"


def load_extractor(name: str) -> Extractor:
    """The weights that the card in `onrecord/data/extractor/NAME/` names; some may lie in a folder beside it.

    Raises DamagedWeights when a file is missing, or not the one the card names, or the card is not the one shipped.
    """
    # onnxruntime takes a moment to import: whoever reads by rules alone does not wait for it.
    from onrecord.inference.weights import CARD, build_extractor, part_names  # noqa: PLC0415

    folder = files("onrecord") / "data" / _FOLDER
    try:
        card = shipped_text(f"{_FOLDER}/{name}/{CARD}")
    except DamagedWeights as error:  # the rules read alone: this says so
        raise DamagedWeights(error.what) from error
    try:
        return build_extractor(card, {part: folder.joinpath(part).read_bytes() for part in part_names(card)})
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DamagedWeights(f"weights of the learned extractor are missing ({name})") from error
