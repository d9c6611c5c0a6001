"""The record in other people's formats.

Takes: ReportRecords or rows of the record.
Gives: JSON lines and CSV as the contract spells them; annotations, networks and tasks as other programs do.
Never: leave anything out.
"""
