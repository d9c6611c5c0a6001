"""The pages, one module each: it asks the record for values, and gives them to a template of the same name."""

from onrecord.web.pages import (
    api_page,
    family,
    feeds,
    home,
    instrument,
    login,
    occasion,
    outlet,
    read,
    report,
    report_source,
    speaker,
    statement,
    versions,
)

ROUTERS = (
    home.router,
    read.router,
    report.router,
    report_source.router,
    versions.router,
    statement.router,
    speaker.router,
    occasion.router,
    instrument.router,
    outlet.router,
    family.router,
    login.router,
    api_page.router,
    feeds.router,
)
