"""The order of the stages, in one pure function.

Takes: a Page and the Tools.
Gives: a ReportRecord.
Never: read disk, clock or network.
"""
