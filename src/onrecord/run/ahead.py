"""While one page is being understood, the next ones are already being parsed by another process."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from onrecord.values.page import Page, PageKind, Skipped

BYTES_AHEAD = 8_000_000  # no further page is fetched while so many bytes wait: pages are of very different sizes


def look_ahead(pages: Iterable[Page | Skipped], start: Callable[[Page], None], most: int) -> Iterator[Page | Skipped]:
    """The same pages in the same order; `start` is called with each web page before it is its turn.

    most: pages that wait at the same time.
    Looks ahead from web pages only: behind another input there is nothing to be gained by waiting for the next.
    """
    waiting: deque[Page | Skipped] = deque()
    size = 0
    for page in pages:
        waiting.append(page)
        size += _bytes(page)
        if isinstance(page, Page) and _is_web(page):
            start(page)
        while waiting and (len(waiting) > most or size > BYTES_AHEAD or not _is_web(waiting[0])):
            size -= _bytes(waiting[0])
            yield waiting.popleft()
    yield from waiting


def _is_web(page: Page | Skipped) -> bool:
    return isinstance(page, Page) and page.kind is PageKind.HTML


def _bytes(page: Page | Skipped) -> int:
    return len(page.content or b"")
