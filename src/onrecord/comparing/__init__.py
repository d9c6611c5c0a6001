"""Two wordings of one thing: what differs, and whether it matters.

Takes: texts, paragraphs or statements, and those that took their place.
Gives: edits with their places on both sides and the kind of each; which statements changed; which reports are versions.
Never: read disk, clock or network; judge by a score where an alignment can tell.
"""
