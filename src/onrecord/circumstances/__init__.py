"""When, where, on what occasion and to whom something was said.

Takes: a Report, its Attributions and their Speakers.
Gives: Circumstances for each attribution id.
Never: read disk, clock or network.
"""
