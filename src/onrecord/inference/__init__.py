"""Learned models at run time: which words are the source, cue and content of a statement.

Takes: the words of a report, its quotation marks, and what the rules found.
Gives: attributions as spans, each with a calibrated probability.
Never: trains, downloads, reads disk, clock or network; knows a draft, a statement or the record.
"""
