"""What the pages share."""

from __future__ import annotations

from fastapi import Request

from onrecord.web.site import Site
from onrecord.web.turns import Turns

# Checks of whole drafts, by pages and programs: each takes a core for some seconds, and who waits holds a thread.
DRAFTS = Turns(2, waiting=2, seconds=20)


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site
