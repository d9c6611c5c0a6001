"""What belongs together across reports: the same words, the same event of speaking.

Takes: statements of several reports as values, and which of them share words.
Gives: families of statements with the same words, occasions of speaking, each with the reason for every member.
Never: read disk, clock or network; depend on the order in which reports were read.
"""
