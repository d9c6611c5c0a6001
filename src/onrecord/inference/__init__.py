"""Learned models at run time.

Takes: the words of a report with their marks and what the rules found, as arrays. Gives: attributions as spans with a
score. Never: trains, downloads, or knows a report, a draft or the record.
"""
