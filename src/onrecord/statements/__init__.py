"""From report to attributions: who-said-what relations with their exact spans.

Takes: a Report.
Gives: Attributions.
Never: read disk, clock or network.
"""
