"""Judgements of people: what of their log counts, who is one with whom by it, and which statement is meant.

Takes: the log, and the words of statements.
Gives: the judgements that stand, the identities that follow from them, a statement's place in a newer reading.
Never: read disk, clock or network.
"""
