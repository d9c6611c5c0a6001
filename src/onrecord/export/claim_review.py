"""A ClaimReview of schema.org, of a check that a person signs. Never made without a name.

The program finds out whether words are on record; whether a claim is thereby right is a judgement, and that is
somebody's. The rating is the verdict's word: a number would be made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.checking.verdict import Check
from onrecord.errors import WrongOption
from onrecord.export import iris
from onrecord.export.jsonld import CONTEXT, known
from onrecord.values.carrier import Carrier

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for a review. day: ISO, when it was signed. address: where the review is published, if anywhere."""

    by: str
    day: str
    address: str | None = None


def claim_review(check: Check, signature: Signature) -> Json:
    """The check as its signer's review. Raises WrongOption for a signature without a name."""
    if not signature.by.strip():
        raise WrongOption("a ClaimReview needs the person who signs it", remedy="name the person: --claim-review NAME")
    question = check.question
    claim = {
        "@type": "Claim",
        "text": question.claim.words,
        # Who was asked about may be a person or a body: nobody said which.
        "author": {"@type": "Thing", "name": question.speaker} if question.speaker else None,
        "dateCreated": iris.iso_date(question.date),
    }
    return known(
        {
            "@context": CONTEXT,
            "@type": "ClaimReview",
            "url": iris.web_address(signature.address),
            "author": {"@type": "Person", "name": signature.by.strip()},
            "datePublished": signature.day,
            "claimReviewed": question.claim.words,
            "itemReviewed": known(claim),
            "reviewRating": {"@type": "Rating", "alternateName": _rating(check)},
            "citation": [_report(one.carrier) for one in check.evidence],
        }
    )


def _report(carrier: Carrier) -> Json:
    """A report that was held against the words."""
    return known(
        {
            "@type": "NewsArticle",
            "@id": iris.report_name(carrier.report),
            "url": iris.web_address(carrier.url),
            "headline": carrier.title,
            "publisher": {"@type": "Organization", "name": carrier.outlet} if carrier.outlet else None,
            "datePublished": iris.iso_date(carrier.published),
        }
    )


def _rating(check: Check) -> str:
    """ "altered; other speaker": the verdicts on what was asked."""
    asked = (check.speaker_verdict.value, check.date_verdict.value)
    return "; ".join((check.verdict.value, *dict.fromkeys(one for one in asked if one != "not asked")))
