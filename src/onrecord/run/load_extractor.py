"""Reads the learned extractors that ship with the program."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import DamagedWeights

if TYPE_CHECKING:
    from onrecord.inference.extract import Extractor

_FOLDER = "extractor"


def load_extractor(name: str) -> Extractor:
    """The weights that the card in `onrecord/data/extractor/NAME/` names; some may lie in a folder beside it.

    Raises DamagedWeights when a file is missing or not the one the card names.
    """
    # onnxruntime takes a moment to import: whoever reads by rules alone does not wait for it.
    from onrecord.inference.weights import CARD, build_extractor, part_names  # noqa: PLC0415

    folder = files("onrecord") / "data" / _FOLDER
    try:
        card = (folder / name / CARD).read_text(encoding="utf-8")
        return build_extractor(card, {part: folder.joinpath(part).read_bytes() for part in part_names(card)})
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DamagedWeights(f"weights of the learned extractor are missing ({name})") from error
