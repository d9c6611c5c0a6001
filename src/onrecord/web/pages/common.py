"""What the pages share."""

from __future__ import annotations

from fastapi import Request

from onrecord.web.site import Site


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site
