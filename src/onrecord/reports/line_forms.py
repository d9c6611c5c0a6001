"""Lines that are furniture by their form alone, wherever on a page they stand.

A line too many among the paragraphs costs a false statement at worst, a line too few costs words that somebody said.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 300  # characters; a longer line is prose

_FLAGS = re.IGNORECASE
_LISTS = (
    r"(?:articles?|stories|story|posts?|news|headlines|topics?|coverage|reading|videos?|content|links|items|now|today)"
)
_PLATFORM = (
    r"(?:facebook|twitter|x|instagram|telegram|whats ?app|linkedin|reddit|pinterest|youtube|tik ?tok|threads|bluesky"
    r"|mastodon|vk|viber|google news|flipboard|rss)"
)
_SHARED_VIA = (
    r"(?:share|tweet|e-?mail|print|whatsapp|facebook|twitter|telegram|linkedin|reddit|pinterest|copy link|pin it|x)"
)
_SHARED_HOW = r"(?:this|on|via|the|with|article|story|page|link|to|facebook|twitter|x|your friends)"
# Who had a hand in a report, as agencies sign it: roles, and names with a capital letter and nothing else.
_CAPITAL = r"(?:[a-z]{1,3}['’-])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]{0,24}"
_PARTICLE = r"(?:(?:van|von|de|der|den|del|di|da|dos|du|la|le|bin|ibn|al|el|ten|ter) ){0,2}"
_NAMES = (
    rf"(?:{_PARTICLE}{_CAPITAL}(?:(?:,? and |, ?| |/| & |,? (?:in|of|for|at|from) ){_PARTICLE}{_CAPITAL}){{0,15}}"
    r"(?: (?:staff|newsroom|bureau|desk|correspondents?))?|(?:our|the|local) (?:staff|newsroom|desk|correspondents?))"
)
_ROLE = (
    r"(?:(?:[Aa]dditional|[Ff]urther|[Oo]riginal|ADDITIONAL) )?"
    r"(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Rr]esearch|[Pp]hotography|REPORTING|WRITING|EDITING)"
    r"(?:(?: and |, (?:and )?)(?:additional )?(?:reporting|writing|editing|translation|research|photography)){0,2}"
)
# Whole lines that nothing but the page itself can be. Bounded and disjoint classes: each pattern is linear.
_ALWAYS: tuple[tuple[str, str], ...] = (
    (
        "menu",
        r"(?:all|latest|top|breaking|more|related|recent|other|world|home|popular)(?: |$)"
        r"(?:news|stories|articles|posts|headlines|topics|coverage|reading|videos|page)?(?: (?:news|stories))?:?",
    ),
    (
        "menu",
        r"(?:skip to (?:main )?content|menu|search|home|toggle navigation|back to top|close|log ?in|sign ?in"
        r"|about us|contact us|privacy policy|terms (?:of (?:use|service)|and conditions)|(?:click|tap) here"
        r"|(?:load|show|view) (?:more|all)(?: \w{1,12})?)",
    ),
    ("menu", r"(?-i:(?:[A-Z][\w&' ]{1,24}[|›»>/•·] ?){2,12}[A-Z][\w&' ]{1,24})"),
    ("menu", r"(?:next|previous) (?:article|post|story)(?: ?[:›»>→].{0,160})?"),
    (
        "reading time",
        r"(?:reading time: ?)?\d{1,3}[ -]min(?:ute)?s?(?: read)?|listen to this article(?: ?[(·|].{0,20})?",
    ),
    (
        "related headlines",
        r"(?:read|see|watch|listen|view)(?: \w{1,10})? ?(?:more|also|next|now|all)"
        r"(?: (?:here|below|stories|news|articles))?(?: ?[:|»›>→…].{0,160}|\.{0,3})"
        r"|also (?:read|see|watch|listen)(?: ?[:|»›>→…].{0,160}|\.{0,3})",
    ),
    (
        "related headlines",
        rf"(?:related|recommended|trending|most (?:popular|read|viewed)|editors?(?: ?['’]s|s['’])? picks?)"
        rf"(?: {_LISTS}){{0,2}}(?: for you)?(?: ?[:|].{{0,160}})?",
    ),
    (
        "related headlines",
        r"(?:you may also like|more on this(?: story| topic)?|(?:don['’]t|do not) miss)(?: ?[:|].{0,160})?",
    ),
    (
        "share line",
        # Possessive: some words stand in both lists, and every way to share them out would be tried.
        rf"{_SHARED_VIA}(?:[ |,·•/]{{0,3}}{_SHARED_VIA}| {_SHARED_HOW}){{0,59}}+[ |,·•/]{{0,3}}",
    ),
    (
        "share line",
        r"\d{1,3}(?:,?\d{3}){0,2} (?:shares?|comments?|views?|likes?|retweets?)"
        r"(?:[ |·•,/]{1,3}\d{1,7} (?:shares?|comments?|views?|likes?)){0,3}",
    ),
    (
        "share line",
        rf"[\"“”]?follow (?:us|me|@?\w{{1,20}}(?: \w{{1,20}}){{0,3}}) on (?:{_PLATFORM}[ ,.!&|and]{{0,6}}){{1,6}}"
        r"(?:@\w{1,30}[.!]?)?[\"”]?|follow us[:!.]?",
    ),
    (
        "comment form",
        r"(?:leave a (?:reply|comment)|post a comment|add (?:a )?comment|write a comment|view comments"
        r"|comments?(?: ?\(\d{1,6}\))?:?|no comments(?: yet)?|join the (?:conversation|discussion)"
        r"|loading .{0,60}comments? ?\.{0,3}…?)",
    ),
    (
        "comment form",
        r"your e-?mail address will not be published\.?.{0,80}|required fields are marked.{0,20}"
        r"|(?:name|e-?mail|website) ?\*?",
    ),
    ("comment form", r"save my name, .{0,120}"),
    ("captcha", r"\d{1,3} ?[+\-−–×x*] ?(?:\d{1,3}|[a-z]{3,9}) ?= ?\??"),
    (
        "captcha",
        r"(?:i(?:['’]| a)m not a robot|prove (?:that )?you(?:['’]| a)re (?:human|not a robot)"
        r"|please enter an answer in digits:?)(?: (?:before|to) .{0,40})?[.:!]?",
    ),
    ("cookie notice", r"accept (?:all )?cookies.{0,40}|cookie (?:policy|settings)"),
    ("newsletter", r"subscribe(?: now| today)?!?|newsletters?"),
    (
        "advertisement",
        r"\W{0,3}(?:advertisements?|sponsored(?: content)?|promoted|paid post|powered by \w{1,20})\W{0,3}",
    ),
    ("rights line", r"(?:©|\(c\)|copyright(?= ?(?:©|\(c\)|\d{4}|by |[:|]))).{0,200}"),
    ("rights line", r"(?:.{0,80}[\s.|,])?all rights reserved(?:[.!|] ?.{0,120})?"),
    ("tags", r"(?:#\w{2,40}[ ,]{0,2}){1,20}"),
    (
        "address",
        r"(?:https?://|www\.)\S{1,500}(?:[ ,|]{1,3}(?:https?://|www\.)\S{1,500}){0,5}"
        r"(?: [|(\[–—-].{0,60}| [^.!?a-z][^.!?]{0,50})?",
    ),
    ("source line", r"source ?: ?(?!.{0,100}\b(?:to|is|are|was|were|will|has|have|had|says?|said|after)\b).{2,100}"),
    (
        "source line",
        r"(?-i:(?:from|via) [A-Z][\w.&]{1,20}(?: [A-Z][\w.&]{1,20}){0,3} ?[–—|-] ?[\w ]{2,40})",
    ),
    ("credit line", rf"(?-i:[(\[]?(?:{_ROLE} (?:by|BY):? {_NAMES}[;,.|]? ?){{1,6}}[)\]]?\.?)"),
    ("photo credit", r"\((?:photo|image|picture|file|credit|ap|afp|reuters)\b[^()\n]{0,100}\)"),
    ("photo credit", r"(?-i:\([A-Z][\w .'’&-]{1,40}(?:/[A-Z][\w .'’&-]{1,40}){1,4}\))"),
    (
        "photo credit",
        r"(?:photo(?:graph)?|image|picture|video)s?(?: (?:credits?|by|courtesy(?: of)?|source))? ?[:©].{1,120}"
        r"|file photo\.?",
    ),
    (
        "photo credit",
        r"(?-i:(?:[Pp]hoto|[Ii]mage|PHOTO|IMAGE)(?:graph)? (?:by|BY|[Cc]ourtesy of) "
        r"(?:[A-Z][\w.'’/&-]{1,24}[ ,|]{0,3}){1,8})",
    ),
    (
        "photo credit",
        r"(?-i:[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){1,3} ?/ ?"
        r"(?:AP|AFP|Reuters|Getty Images?|EPA|TASS|Sputnik"
        r"|Xinhua|Bloomberg|Pool|Anadolu|dpa|Shutterstock)(?:[ /]\w{1,20}){0,3}\.?)",
    ),
)
# Lines that a page says, but that somebody may also have said: not when they name who says it.
_UNLESS_SAID: tuple[tuple[str, str], ...] = (
    ("tags", r"(?:tags?|topics?|keywords?|filed under|categories|category|labels?) ?: ?.{0,199}[^.!?”\"]"),
    (
        "related headlines",
        r"(?:read|see|watch|view) (?:more|all|also) (?:about|on|from|at|in|stories|news)\b[^.,;!?“”\"]{0,100}",
    ),
    (
        "related headlines",
        r"also in (?:this|today['’]?s|the) (?:section|series|issue|edition|package|topic|news|paper)"
        r"(?: ?[:|»›>→][^.!?“”\"]{0,160})?"
        r"|(?-i:[Aa]lso [Ii]n (?:[A-Z&][\w&'’.-]{0,20} ?){1,4})(?: ?[:|»›>→][^.!?“”\"]{0,160})?",
    ),
    (
        "notice",
        r"(?:(?:do|did) you )?(?:like|love|enjoy|liked|enjoyed) (?:this|our) "
        r"(?:article|story|post|report|page|content|coverage|site|work)\?.{0,160}",
    ),
    (
        "notice",
        r"by (?:continuing to (?:browse|use|visit|read|access|navigate)|using|browsing|visiting|accessing) "
        r"(?:this|our|the) (?:web ?)?(?:site|page)s?\b.{0,40}\byou(?:r| agree| accept| consent| are)\b.{0,160}",
    ),
    ("comment form", r"notify me (?:of|by|when) .{0,80}"),
    (
        "weather",
        r"(?-i:(?:[A-Z][\w.'’-]{0,20}[,:]? ){0,4}[+\-−]?\d{1,3}(?:\.\d)? ?°(?: ?[CF]\b)?"
        r"(?:[ ,;|/]{1,3}[\w°+\-−%.]{1,15}){0,6})",
    ),
    (
        "weather",
        r"(?-i:(?!(?:Article|Section|Flight|Gate|Row|Annex|Rule|Room|Chapter)\b)"
        r"(?:[A-Z][\w.'’-]{0,20},? ){0,3}[+\-−]?\d{1,3}(?:\.\d)? ?[CF])",
    ),
    ("cookie notice", r".{0,60}\b(?:we|this (?:web)?site) uses? cookies\b.{0,200}"),
    ("newsletter", r"(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|inbox|e-?mails?|alerts?|updates)\b.{0,60}"),
    (
        "newsletter",
        r"(?:sign up|subscribe|register)(?: \w{1,12}){0,4} (?:today|now)[.!]?"
        r"|get our .{0,60}\b(?:newsletter|inbox|app|alerts?)\b.{0,60}",
    ),
    (
        "advertisement",
        r"(?:story continues below|continue reading|scroll (?:down )?to continue|(?:article|story) continues)\b.{0,40}",
    ),
)
_CERTAIN = tuple((because, re.compile(pattern, _FLAGS)) for because, pattern in _ALWAYS)
_DOUBTFUL = tuple((because, re.compile(pattern, _FLAGS)) for because, pattern in _UNLESS_SAID)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|add(?:s|ed)|ask(?:s|ed)"
    r"|wr(?:ote|ites?)|warn(?:s|ed)|urge[sd]|not(?:es|ed))\b",
    _FLAGS,
)


@lru_cache(maxsize=1 << 12)  # joining, marking and weighing lines ask for the same ones
def furniture_form(words: str) -> str | None:
    """Which kind of furniture a line is, e.g. "menu" or "weather"; None for a line of the report.

    words: a whole paragraph, without surrounding white space. Cost: linear, and none for long lines.
    """
    if len(words) > _LONGEST:
        return None
    certain = next((because for because, pattern in _CERTAIN if pattern.fullmatch(words)), None)
    if certain or _SAID.search(words):
        return certain
    return next((because for because, pattern in _DOUBTFUL if pattern.fullmatch(words)), None)


def is_said(words: str) -> bool:
    """Does a line name that somebody says something?"""
    return _SAID.search(words) is not None


def reads_like_a_sentence(words: str) -> bool:
    """Three words or more that end as a sentence does, a closing mark or bracket after the stop allowed."""
    bare = words.rstrip("\"”’'») ")
    return len(words.split()) > 2 and bare.endswith(
        (".", "!", "?", "…") if bare == words else (".", "!", "?", "…", ",")
    )
