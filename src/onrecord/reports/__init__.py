"""From page to report: which words are the report, where it begins, when it was published.

Takes: a Page.
Gives: a Report.
Never: read disk, clock or network.
"""
