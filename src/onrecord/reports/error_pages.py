"""Pages that a server or a guard sends instead of the report: "Page not found", "Just a moment…", "Access denied".

They are read like any other, for nothing that came in is dropped, but flagged, for nobody should cite one. The phrases
are those of RFC 9110's status codes, of common servers, and of the guards that look for a browser.
"""

from __future__ import annotations

import re

MOST_WORDS = 150  # of such a page; a report about a page that is gone is longer

_STATUS = re.compile(
    r"(?i:(?:http |error |status )?(?:40[0134]|410|429|50[0234])\b[ .:|–—-]{0,4}(?:error|page not found|not found"
    r"|forbidden|access denied|unauthori[sz]ed|bad request|too many requests|gone|internal server error|bad gateway"
    r"|service (?:temporarily )?unavailable|gateway time-?out)"
    r"|(?:error|http error|status) (?:40[0134]|410|429|50[0234])\b)"
)
_WHOLE_LINE = re.compile(
    r"(?i:(?:sorry,? |oops[!,.]? |whoops[!,.]? )?(?:we (?:can[’']t|cannot|couldn[’']t) find (?:that|the|this) page"
    r"|(?:the |this )?(?:requested )?page (?:you (?:requested|are looking for) )?"
    r"(?:(?:was |could |can )?not (?:be )?found|does(?: not|n[’']t) exist|is (?:not available|unavailable))"
    r"|not found|access (?:to this page has been )?denied|forbidden|just a moment|attention required|one more step"
    r"|checking your browser[^\n]{0,60}|verify(?:ing)? (?:that )?you are (?:a )?human[^\n]{0,60}"
    r"|are you a (?:human|robot)|pardon our interruption|service (?:temporarily )?unavailable"
    r"|(?:502 )?bad gateway|gateway time-?out|too many requests|internal server error"
    r"|this site can[’']t be reached|security check(?: required)?)[ .!?…]{0,4})"
)
_LINES = 3  # from the top in which it stands


def error_page(title: str | None, text: str) -> str | None:
    """The words by which a page says that it is none, None where it does not. text: what is read of it, in lines."""
    if len(text.split(None, MOST_WORDS)) > MOST_WORDS:
        return None
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES]
    for line in ((title or "").split(" | ")[0].split(" - ")[0].strip(), (title or "").strip(), *lines):
        told = _STATUS.match(line[:200]) or _WHOLE_LINE.fullmatch(line[:200])
        if told:
            return told[0].strip()
    return None
