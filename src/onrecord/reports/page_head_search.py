"""The last resort for a page's date: htmldate's search of the whole page."""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import TYPE_CHECKING

from onrecord.reports.date_claims import DateClaim, Role, Voice

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Without a last day the search would ask the clock which dates are possible; the future is doubted elsewhere.
_SETTINGS = {"original_date": True, "max_date": "2100-01-01"}


def searched(tree: HtmlElement, address: str | None) -> tuple[DateClaim, ...]:
    """What htmldate finds: in its fast way first, then among everything on the page that looks like a date."""
    from htmldate import find_date  # noqa: PLC0415  # slow to load, and seldom asked

    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    for is_extensive in (False, True):
        found = find_date(deepcopy(tree), extensive_search=is_extensive, url=address, **_SETTINGS)
        if found:
            kind = f"htmldate's {'extensive ' if is_extensive else ''}search of the page"
            doubt = "the first of January: a year, for instance of the rights line" if found.endswith("-01-01") else None
            return (DateClaim(kind, found, (found,), Role.PUBLISHED, Voice.SEARCH, doubt=doubt),)
    return ()
