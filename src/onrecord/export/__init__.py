"""The record in other people's formats.

Takes: ReportRecords or rows of the record; a line of an export.
Gives: JSON lines, CSV and Parquet as the contract spells them; annotations, networks and tasks as other programs do;
of a line the ReportRecord it was written from.
Never: leave anything out that was not to be left out, or believe a line that does not fit.
"""
