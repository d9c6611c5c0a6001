"""What flows through the product: frozen values, standard library only.

Takes: nothing.
Gives: Span, Page, Skipped, Report, Attribution, Statement, ReportRecord and the dates and speakers in them.
Never: read disk, clock or network.
"""
