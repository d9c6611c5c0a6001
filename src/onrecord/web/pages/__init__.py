"""The pages, one module each: it asks the record for values, and gives them to a template of the same name."""

from onrecord.web.pages import (
    family,
    home,
    instrument,
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
)
