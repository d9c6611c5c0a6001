"""Did she say this?

Takes: words somebody holds for a quotation, and what is on record that shares words with them.
Gives: a verdict with evidence: differences by name, the passage, the speaker, the date, what was left out of account.
Never: read disk, clock or network; judge by a score where an alignment can tell; say "false".
"""
