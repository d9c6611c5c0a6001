"""What each answer of a check means, in words; and what speaks against a proposal by meaning."""

from __future__ import annotations

from onrecord.values.verdict import Certainty, Verdict

MEANS = {
    Verdict.VERBATIM: "the same words are on record in a row",
    Verdict.CUT: "all words are on record in this order, with others left out between them",
    Verdict.SPLICED: "the words are from separate statements or distant passages",
    Verdict.ALTERED: "on record with other words",
    Verdict.PARAPHRASED: "a report tells this in its own words; it is no quotation",
    Verdict.NOT_ON_RECORD: "nothing on record has these words; that does not say that they were never said",
}
CERTAINTIES = {
    Certainty.TOO_SHORT: "fewer than eight words: too short to tell from these words alone who said them",
    Certainty.TOO_COMMON: "a common phrase: many may have said it, so look who did, and on what occasion",
}
AGAINST = {"number": "another number", "negation": "negated in one of the two", "date": "another day or month"}
