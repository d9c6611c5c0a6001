"""When, where, on what occasion, to whom and through what something was said.

Takes: a Report, its Attributions and their Speakers.
Gives: Circumstances for each attribution id.
Never: read disk, clock or network.
"""
