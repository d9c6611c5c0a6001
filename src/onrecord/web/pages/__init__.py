"""The pages, one module each: it asks the record for values, and gives them to a template of the same name."""

from onrecord.web.pages import check, compare, draft, home, report, review, search

ROUTERS = (
    home.router,
    report.router,
    search.router,
    draft.router,
    check.router,
    compare.router,
    review.router,
)
