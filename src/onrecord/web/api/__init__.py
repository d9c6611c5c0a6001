"""What other programs ask, under /api/v1: the same as the pages and commands, as JSON."""

from fastapi import APIRouter

from onrecord.web.api import asking, reports, things

ROUTERS: tuple[APIRouter, ...] = (reports.router, things.router, asking.router)
