"""The record on disk: one SQLite file.

Takes: ReportRecords, and questions.
Gives: a record that opens after any crash, and answers.
Never: extract, or change a human judgement.
"""
