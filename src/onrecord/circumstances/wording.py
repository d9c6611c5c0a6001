"""The closed classes of words by which reports say where, on what occasion, to whom and through what."""

from __future__ import annotations

from onrecord.circumstances.scene import SAID
from onrecord.text.timenames import MONTH, WEEKDAY

MARKS = rf",;:()“”\"{SAID}–—\n"  # a phrase ends at one of them
_ABBREVIATED = "|".join(
    rf"(?<=\b{short})" for short in ("[A-Z]", "Mr", "Ms", "Dr", "St", "Mrs", "Sen", "Rep", "Gov", "Gen", "Prof", "Lt")
)
WORD = rf"(?:[^\s{MARKS}.]|\.(?=\w)|(?:{_ABBREVIATED})\.){{1,40}}"
_EVENT_ING = r"(?:meeting|briefing|hearing|gathering|building|wedding|opening|filing|posting|sitting|closing)\b"
# Words with which something new begins: a preposition, a clause, a time, a participle.
STOP = (
    r"(?:that|in|on|at|during|after|following|before|as|about|ahead|by|when|while|if|whether|how|why|what|who|whose|where"
    r"|which|to|for|over|from|with|via|through|last|this|next|earlier|later|late|early|yesterday|today|tonight|then|outside"
    r"|inside|aboard|near|because|since|until|without|under|against|between|among|amid|into|onto|upon|within|again|also"
    r"|here|there|he|she|it|they|we|I|is|was|were|are|has|have|had|will|would|could|just|only|so|using"
    r"|(?:re)?(?:released|issued|published|posted|aired|broadcast|conducted|held|hosted|provided|sent|given|obtained"
    r"|dated|addressed|made|shared|seen|signed|emailed|taped|recorded|organized|organised|sponsored|called)"
    rf"|(?!{_EVENT_ING})[a-z]{{2,20}}ing|{WEEKDAY}|{MONTH})(?![\w’'-])|-+ |of (?={WEEKDAY}|{MONTH})"
)
END = rf"(?=[’']?(?: *[{MARKS}]| (?:{STOP})| (?:and|or|but) (?=[a-z])|\.|\s*$| -+ ))"
DETERMINER = (
    rf"(?:(?:{WEEKDAY}|(?:last|this) (?:week|month|year)|yesterday|today|tonight)(?: night| morning| evening)?[’']s"
    r"|an?|the|his|her|their|its|our|my|this|that|another|one|two|several|various|recent)"
)
# Of a programme, a paper.
TITLE = r"(?:“[^“”\n]{2,60}”|\"[^\"\n]{2,60}\"|‘{1,2}[^‘’\n]{2,60}’{1,2}|'{1,2}[^'\n]{2,60}'{1,2})"
NOUN_PHRASE = (
    rf"(?:(?:the|an?|his|her|their|its|our) )?(?!{STOP}){WORD}(?: (?!{STOP}){WORD}){{0,8}}(?:(?<=[’']s) {TITLE})?"
)

MEETING = (
    r"(?:(?:news|press|media) (?:conference|briefing|call|availability)s?|conference(?: call)?s?|briefings?|meetings?"
    r"|summits?|sessions?|hearings?|forums?|debates?(?! over| about)|rall(?:y|ies)|ceremony|panels?(?: discussion)?"
    r"|town[- ]halls?|talks|(?<!unlikely )events?(?! of| that)|fund-?raisers?|conventions?|dinners?|lunch(?:eon)?s?"
    r"|breakfasts?"
    r"|receptions?|galas?|vigils?|funerals?|memorial services?|parades?|march(?:es)?|protests?|demonstrations?|trials?"
    r"|lectures?|seminars?|symposiums?|workshops?|gatherings?|roundtables?|discussions?|assembl(?:y|ies)"
    r"|inauguration|commencement|signing|(?:campaign )?stops?|stop-?overs?|question[- ]and[- ]answer sessions?|Q&A)"
)
SPEECH = (
    r"(?:speech(?:es)?|address(?:es)?|remarks|keynote|testimony|deposition|sermon|eulogy|monologue|toast|presentation"
    r"|comments)"
)
TALK = r"(?:interviews?|conversations?|(?:telephone |phone )?calls?(?! for| of| to)|exchange(?! of| for)|appearances?)"
VISIT = r"(?:visits?|trips?|tour)"
PROGRAMME = r"(?:program(?:me)?s?|show(?! of)|podcast|webcast|live ?stream|newscast|broadcast|telecast)"
EVENT = rf"(?:(?i:{MEETING})|{SPEECH}|{TALK}|{VISIT}|{PROGRAMME})"
WRITING = (
    r"(?:statements?|letters?|e-?mails?(?: messages?)?|tweets?|(?:blog |Facebook |Instagram )?post(?:ing)?s?|op-eds?"
    r"|articles?|essays?|columns?|editorials?|memos?|memorandum|(?:text |video |voice ?mail )?messages?|texts?|notes?"
    r"|(?:press |news )?releases?|filings?|affidavits?|complaints?|lawsuits?|briefs?|motions?|reports?|books?|memoirs?"
    r"|autobiography|videos?|(?:campaign |television |TV |radio |web )?ads?|advertisements?|commercials?|newsletters?"
    r"|communiqu[ée]s?|petitions?|telegrams?|cables?|papers?|threads?|responses?|repl(?:y|ies)|ruling"
    r"|recordings?|questionnaires?|blogs?)"
)
PLATFORM = (
    r"(?:Twitter|Facebook|Instagram|Telegram|YouTube|TikTok|Snapchat|Truth Social|Weibo|WeChat|WhatsApp|LinkedIn|Reddit"
    r"|Tumblr|Threads|Mastodon|Bluesky|Periscope|VKontakte|VK|X|social media)"
)
LANGUAGE = (
    r"(?:English|French|German|Spanish|Russian|Ukrainian|Polish|Italian|Portuguese|Dutch|Greek|Turkish|Arabic|Hebrew"
    r"|Persian|Farsi|Chinese|Mandarin|Cantonese|Japanese|Korean|Hindi|Urdu|Serbian|Czech|Hungarian|Swedish|Norwegian|Danish|Finnish|Romanian|Bulgarian"
    r"|Croatian|Catalan|Thai|Vietnamese|Swahili|Latin)"
)
VENUE = (
    r"(?:University|College|School|Church|Hall|Cent(?:er|re)|Stadium|Arena|Hotel|Tower|Palace|Square|Park|Airport"
    r"|Building|Theat(?:er|re)|Library|Museum|House|Club|Institute|Cathedral|Mosque|Synagogue|Base|Hospital|Kremlin"
    r"|Pentagon|Auditorium|Academy|Fairgrounds|Island|Garden)"
)
