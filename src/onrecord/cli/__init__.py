"""The command line.

Takes: what the user typed.
Gives: words for eyes on a terminal, lines for programs in a pipe, exit codes.
Never: hold logic that a script would want too.
"""
