"""The last resort for a page's date: htmldate's search of the whole page."""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

from onrecord.reports.date_claims import DateClaim, Role, Voice

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LAST = "2100-01-01"
"""Without a last day the search would ask the clock which dates are possible; the future is doubted elsewhere."""
_MOST, _LONGEST = 20_000, 2_000_000  # elements and characters; its patterns take seconds on what is longer


def searched(tree: HtmlElement, address: str | None) -> tuple[DateClaim, ...]:
    """What htmldate finds: in its fast way first, then among everything on the page that looks like a date.

    Nothing on pages of more than 20,000 elements or 2,000,000 characters.
    """
    if _is_huge(tree):
        return ()
    from htmldate import find_date  # noqa: PLC0415  # slow to load, and seldom asked

    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    for is_extensive in (False, True):
        found = find_date(
            deepcopy(tree), extensive_search=is_extensive, original_date=True, url=address, max_date=_LAST
        )
        if found:
            kind = f"htmldate's {'extensive ' if is_extensive else ''}search of the page"
            doubt = (
                "the first of January: a year, for instance of the rights line" if found.endswith("-01-01") else None
            )
            return (DateClaim(kind, found, (found,), Role.PUBLISHED, Voice.SEARCH, doubt=doubt),)
    return ()


def _is_huge(tree: HtmlElement) -> bool:
    length = 0
    for number, element in enumerate(tree.iter()):
        length += len(element.text or "") + len(element.tail or "")
        if number > _MOST or length > _LONGEST:
            return True
    return False
