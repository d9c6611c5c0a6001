"""Who is speaking: mentions, chains, names.

Takes: a Report and its Attributions.
Gives: a Speaker for each attribution id.
Never: read disk, clock or network.
"""
