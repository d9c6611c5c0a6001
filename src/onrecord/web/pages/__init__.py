"""The pages, one module each: it asks the record for values, and gives them to a template of the same name."""

from onrecord.web.pages import api_page, feeds, home, login, read, report, report_source, versions

ROUTERS = (
    home.router,
    read.router,
    report.router,
    report_source.router,
    versions.router,
    login.router,
    api_page.router,
    feeds.router,
)
