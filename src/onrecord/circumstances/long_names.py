"""Names with prepositions in them, read as one: "Co-operation in Europe (OSCE)" puts nothing in Europe."""

from __future__ import annotations

from onrecord.text.acronyms import spelled_out

_LONGEST = 30  # characters drawn together: a phrase knows words up to some length


def as_one(words: str) -> str:
    """The words, of the same length, with names in front of their initials drawn together as a few long words."""
    for name in spelled_out(words):
        drawn, at = list(words[name.start : name.end]), 0
        for place, sign in enumerate(drawn):
            following = "".join(drawn[place + 1 :]).split(" ", 1)[0]
            if sign == " " and (place - at + 1 + len(following) <= _LONGEST or following[:1].islower()):
                drawn[place] = "_"
            elif sign == " ":
                at = place + 1
        words = f"{words[: name.start]}{''.join(drawn)}{words[name.end :]}"
    return words
