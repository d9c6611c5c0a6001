"""Two wordings in one line for eyes: what went stands in [-…-], what came in {+…+}; colour is never alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from onrecord.cli.terminal import visible
from onrecord.comparing.difference import Edit
from onrecord.comparing.readable import readable

GONE, COME = "red strike", "green underline"


def marked(
    edits: Sequence[Edit], old: str, new: str, is_change: Callable[[Edit], bool] = lambda edit: edit.is_news
) -> Text:
    """The new words with what came and, before it, what went. Spelling and marks stand as they are in the new."""
    text = Text()
    for edit in readable(edits, old, new):
        if is_change(edit):
            for piece, style in (
                *_signed(edit.old.of(old), "[-", "-]", GONE),
                *_signed(edit.new.of(new), "{+", "+}", COME),
            ):
                text.append(piece, style)
        else:
            text.append(_line(edit.new.of(new)))
    return text


def _signed(words: str, opens: str, closes: str, style: str) -> Iterator[tuple[str, str]]:
    """White space at the rim stays outside of the signs."""
    inner = words.strip()
    if inner:
        yield " " if words[0].isspace() else "", ""
        yield f"{opens}{_line(inner)}{closes}", style
        yield " " if words[-1].isspace() else "", ""


def _line(words: str) -> str:
    """On one line, with the blanks at its ends."""
    inner = " ".join(words.split())
    if not inner:
        return " " if words else ""
    return visible(f"{' ' if words[0].isspace() else ''}{inner}{' ' if words[-1].isspace() else ''}")


def one_side(edits: Sequence[Edit], old: str, new: str, *, is_new: bool) -> Text:
    """The words of one side, with what the other does not have marked."""
    text = Text()
    for edit in readable(edits, old, new):
        words = edit.new.of(new) if is_new else edit.old.of(old)
        if edit.is_news:
            signs = ("{+", "+}", COME) if is_new else ("[-", "-]", GONE)
            for piece, style in _signed(words, *signs):
                text.append(piece, style)
        else:
            text.append(_line(words))
    return text
