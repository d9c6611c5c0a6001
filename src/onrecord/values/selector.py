"""A place in a text, said so that it is found again in another reading of the same text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words at a place and some before and behind them (W3C Web Annotation Data Model, 4.2.4).

    exact: never empty. prefix, suffix: "" where the text begins or ends there.
    """

    exact: str
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        if not self.exact:
            raise ValueError("a selector needs words to look for")
