"""Were the words written? What documents are called, and how a clause says that its words come from one."""

from __future__ import annotations

import re

from onrecord.statements import grammar as g
from onrecord.statements.draft import Draft

# Beyond the nouns the rules know as sources of a document's own verbs: enough to tell who writes from who speaks.
_DOCUMENTS = g.DOCUMENT_NOUNS | frozenset(
    (
        "suit suits lawsuits complaints announcement guidance guideline guidelines research assessment assessments "
        "memos memorandum memoir memoirs statistics presentation slides website websites webpage site page pages blog "
        "blogs results findings entry manual handbook diary diaries journal journals letters studies surveys "
        "polls statements filings rulings articles posts postings messages notes notice notices invitation invitations "
        "log logs transcripts releases newsletter agenda itinerary database list chart leaflet leaflets flyer "
        "brochure poster placard plaque sticker label caption contract bill law act code regulation regulations "
        "directive amendment clause bylaws roadmap factsheet dossier file files certificate questionnaire census "
        "analyses autopsy biography novel essay essays poem inscription obituary editorials advisory alert bulletin "
        "motion petition subpoena judgment judgement opinion dissent affidavits indictments declarations resolutions "
        "orders treaties agreements accord pact protocol protocols charters minutes readout dispatch cable cables "
        "telegram correspondence preface foreword abstract columns spreadsheet estimate estimates projections"
    ).split()
)
# Newspapers are called so, and newspapers report: "the Evening Post said".
_TITLES = frozenset(
    "post review record records journal dispatch telegram column cable bulletin survey assessment".split()
)
# "media reports", "reports", "recent reports" are what newspapers say; "the police reports" are papers.
_HEARSAY = frozenset(
    "media news press newspaper wire agency local recent some several initial early other many".split()
)
_BOUNDS = g.PREPOSITIONS | frozenset([",", "that", "which", "who", "whose", "("])
_AND = frozenset(["and", "or"])
_PARTICIPLES = g.DOCUMENT_VERBS | frozenset("done led drawn held given found".split())

_PAPERS = (
    r"(?:statements?|(?:press |news )?releases?|letters?|e-?mails?|texts?|tweets?|posts?|postings?|memos?|memorandum"
    r"|filings?|complaint|lawsuit|indictment|affidavit|declaration|op-eds?|messages?|article|column|editorial"
    r"|essay|book|memoir|report|paper|study|documents?|papers|notes?|notice|ruling|advisory|bulletin"
    r"|newsletter|petition|motion|submission|resolution|blog|diary|journal|communiqu[eé]|writing|thread|caption"
    r"|obituary|manifesto|survey|assessment)\b"
)
_PLATFORMS = (
    r"(?:twitter|facebook(?! live)|instagram|telegram|truth social|x|weibo|wechat|linkedin|reddit|threads|bluesky"
    r"|mastodon|whatsapp|substack|tumblr|parler|vkontakte|social media|web ?sites?|webpage|blog|page|homepage)\b"
)
_SPOKEN = (
    r"(?:to|of|for|with|about|on|over|at|by|from|and|that|in|as|before|after|video|audio|voice|televised|taped|radio"
    r"|oral)\b"
)
_MODIFIERS = rf"(?:(?!{_SPOKEN})[\w’'.-]+ ){{0,6}}"
_MEDIUM = (
    rf"(?:(?:in|via|through) (?:written (?:\w+)|{_MODIFIERS}{_PAPERS}(?![’'-]))"
    rf"|(?:on|via|through) {_MODIFIERS}{_PLATFORMS}(?![’'-])"
    r"|(?:by|over|via) (?:e-?mail|letter|text(?: message)?|fax|tweet)\b)"
)
# "said on Friday in a written statement", "told the paper in an e-mail": behind the cue, before a mark or the content
_AFTER = re.compile(rf"[^.,;:\n“”\"]{{0,60}}?\b{_MEDIUM}", re.IGNORECASE)
# "In a letter to the board, the union said": at the head of the sentence
_BEFORE = re.compile(
    rf"(?:^|[.!?\n”\"] ?|\b(?:and|but|while) )(?:But |And )?{_MEDIUM}[^.;\n“”\"]{{0,80}}$", re.IGNORECASE
)
# "denied it in a statement, calling …", "filed a lawsuit alleging …": between the source and a cue in -ing
_WRITTEN_FIRST = re.compile(
    rf"\b(?:{_MEDIUM}|(?:issued|released|published|sent|wrote|posted|files?|filed|submitted|signed|circulated)"
    rf" {_MODIFIERS}{_PAPERS})[^.;:\n“”\"]{{0,120}}$",
    re.IGNORECASE,
)
# "requested help in a letter", "denied the claims on Friday in a statement": right behind a content that leaves it out
_AFTER_CONTENT = re.compile(rf",? (?:(?:on )?\w+ ){{0,2}}{_MEDIUM}", re.IGNORECASE)
# "a statement from the ministry that said", "her letter, which said"
_TO_RELATIVE = re.compile(r"(?: (?:from|by|to|of|on) [^.;:,\n“”\"]{1,60})?,? $")
# "wrote back and said"
_WROTE_AND = re.compile(r"\b(?:wrote|tweeted|posted|e-?mailed|texted)\b[^.;:\n“”\"]{0,60} and (?:also )?$")
_IN_CUE = re.compile(rf"\b{_MEDIUM}", re.IGNORECASE)


def is_document(source: str) -> bool:
    """Is the head of a noun phrase something written: "the response to the board", "a letter seen by the paper"?"""
    words: list[str] = re.findall(r"[\w-]+|[,(]", source)
    for index, word in enumerate(words):
        following = words[index + 1].lower() if index + 1 < len(words) else ","
        if word.lower() == "reports" and index and words[index - 1].lower() not in _HEARSAY:
            return True
        if _is_writing(word, first=index == 0) and (following in _BOUNDS | _AND or _is_participle(following)):
            return True
        if index and word.lower() in _BOUNDS:
            return False
    return False


def _is_writing(word: str, *, first: bool) -> bool:
    lower = word.lower()
    return lower in _DOCUMENTS and (first or lower not in _TITLES or not word[0].isupper())


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in _PARTICIPLES


def is_written(draft: Draft, reading: str) -> bool:
    """Does what stands around the cue say that the words were written? What the content says does not count."""
    if any(_IN_CUE.search(span.of(reading)) for span in draft.cue):
        return True
    if not draft.source:
        return False
    source = draft.source[0]
    if source.of(reading).lower() in {"which", "that"}:
        before = reading[max(0, source.start - 100) : source.start]
        nouns = (word for word in re.finditer(r"[\w-]+", before) if _is_writing(word[0], first=False))
        if any(_TO_RELATIVE.match(before, noun.end()) for noun in nouns):
            return True
    if not draft.cue:
        return reading.startswith(" (@", draft.source[-1].end)  # a post as pages show it: "… — Name (@name)"
    return _medium_beside(draft, reading)


def _medium_beside(draft: Draft, reading: str) -> bool:
    """The medium behind the cue, at the head of the sentence, or before a cue in -ing."""
    cue, source = draft.cue, draft.source
    after = max(cue[-1].end, source[-1].end)
    content = min((span.start for span in draft.content if span.start >= after), default=after + 120)
    if _AFTER.match(reading, after, min(content, after + 120)):
        return True
    end = draft.content[-1].end
    if end > after and _AFTER_CONTENT.match(reading, end, end + 120):
        return True
    before = min(cue[0].start, source[0].start)
    if _BEFORE.search(reading[max(0, before - 140) : before]):
        return True
    between = reading[max(source[-1].end, cue[0].start - 240) : cue[0].start]
    if cue[0].of(reading).endswith("ing"):
        return bool(_WRITTEN_FIRST.search(between))
    return bool(_WROTE_AND.search(between))
