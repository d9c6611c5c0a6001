"""Which reports are copies of each other, and which is the original.

Takes: the words of reports, and what is known of where and when they were published.
Gives: keys under which copies meet, alignments of two reports, groups of copies, the original where evidence names it.
Never: read disk, clock or network.
"""
