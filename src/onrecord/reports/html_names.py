"""What an element's name and attributes say of the words in it, by the common practice of the web."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from onrecord.values.report import FurnitureKind

# Signs are bits: an element has its own and all of what it stands in.
LINK: Final = 1
HEADING: Final = 2
QUOTE: Final = 4
POST: Final = 8
HIDDEN: Final = 16
FIGURE: Final = 32
ASIDE: Final = 64
ARTICLE: Final = 128
PROSE: Final = 256  # a paragraph or an item of a list
SOFT: Final = 512  # only a hint: a teaser, a box, an author's note
BYLINE: Final = 1024
_FIRST_KIND: Final = 2048

_KINDS = (
    FurnitureKind.MENU,
    FurnitureKind.MASTHEAD,
    FurnitureKind.RELATED,
    FurnitureKind.CREDIT,  # stands in captions, never the other way round
    FurnitureKind.CAPTION,
    FurnitureKind.SHARE,
    FurnitureKind.COMMENTS,
    FurnitureKind.NEWSLETTER,
    FurnitureKind.NOTICE,
    FurnitureKind.PULL_QUOTE,
    FurnitureKind.TAGS,
    FurnitureKind.ADVERT,
    FurnitureKind.WEATHER,
    FurnitureKind.COUNTER,
    FurnitureKind.OTHER,
)
KIND_SIGNS: Final = {kind: _FIRST_KIND << place for place, kind in enumerate(_KINDS)}
ANY_KIND: Final = sum(KIND_SIGNS.values())

# Words of class names, ids and the like, as pages use them; "a b" stands for the two side by side ("a-b", "aB").
_NAMES: dict[FurnitureKind | int, str] = {
    FurnitureKind.MENU: """
        nav navi navigation navbar subnav sitenav topnav menu submenu megamenu breadcrumb breadcrumbs pagination pager
        pagenav sidebar footer foot colophon toc toolbar topbar skiplink sitemap widgets""",
    FurnitureKind.MASTHEAD: """
        masthead branding,site header,page header,site title,site branding,site logo,site description""",
    FurnitureKind.RELATED: """
        related relatedposts relatedcontent recommended recommendation recommendations readmore trending mostread
        mostpopular outbrain taboola seealso yarpp teasers upnext crosslink crosslinks,read more,read also,see also,
        read next,up next,more stories,more news,more on,most read,most popular,most viewed,also read,next post,
        previous post,prev post,related posts,inline link,inline links,in other news,more from,further reading,
        recent posts,latest news,post navigation,popular posts,other articles,similar posts""",
    FurnitureKind.CAPTION: """
        caption captions figcaption cutline bildunterschrift bildtext imagecaption,image description,
        photo description,image legend""",
    FurnitureKind.CREDIT: """
        credit credits photocredit imagecredit copyright copyrights photographer bildquelle bildnachweis,photo by,
        image source,photo source,image author""",
    FurnitureKind.SHARE: """
        share sharing shares sharebar sharer sharebox sharethis sharedaddy addthis addtoany social socials socialmedia
        sociable followus tweetbutton,share buttons,follow us,social links,jp relatedposts""",
    FurnitureKind.COMMENTS: """
        comments commentlist commentform comentarios kommentare kommentar disqus respond reactions discussion,
        comment form,comment list,comment count,comments area,comment respond,reader comments,post comments,
        comment body,comment content,comment section""",
    FurnitureKind.NEWSLETTER: """
        newsletter newsletters nlsignup mailchimp signup subscribe subscription mailinglist,sign up,mc embed,
        email signup""",
    FurnitureKind.NOTICE: """
        cookie cookies cookiebar gdpr consent paywall regwall adblock noscript captcha disclaimer,cookie notice,
        trust label""",
    FurnitureKind.PULL_QUOTE: "pullquote pullquotes pulledquote,pull quote,pulled quote,quote box",
    FurnitureKind.TAGS: """
        tags taglist tagcloud hashtags keywords posttags entrytags,tag list,tag links,tags links,post tags,entry tags,
        cat links,article tags,post categories,entry categories,topic list,article topics,post category,tag cloud""",
    FurnitureKind.ADVERT: """
        ad ads adv advert adverts advertisement advertising adslot adunit adbox adsense adsbygoogle dfp sponsor
        sponsored promo promotion promobox anzeige werbung,paid content,ad container,google ad""",
    FurnitureKind.WEATHER: "weather",
    FurnitureKind.COUNTER: """
        viewcount readingtime timetoread,view count,views count,reading time,read time,time to read""",
    FurnitureKind.OTHER: """
        authorbox authorbio authorinfo bio aboutauthor,author box,author bio,about author,author info,about the author,
        author description,author profile,author card,post author,entry footer,article footer,post footer""",
    BYLINE: """
        byline dateline pubdate timestamp postmeta entrymeta articlemeta author autor authors postdate
        publishdate publisheddate postinfo,post meta,entry meta,article meta,post date,entry date,article date,
        publish date,published date,date published,article info,meta data,date time,post info,article author,
        posted on,author name,meta info""",
    SOFT: "teaser teasers promo box infobox sidebar widget factbox excerpt card carousel slider gallery slideshow",
    POST: """
        tweet tweetembed fbpost instagrammedia telegrampost,twitter tweet,twitter video,instagram media,fb post,
        fb video,telegram post,bluesky embed,tiktok embed,twitter quote,reddit card,mastodon embed,text post media,
        twitter widget,embedded tweet,embedded post,social embed,tweet body,tweet text""",
    ARTICLE: "articlebody storybody entrycontent postcontent,article body,story body,entry content,post content,"
    "article content,post body,article text,story content,body text,article copy",
}
# Roles of ARIA and types of schema.org.
_ROLES = {
    "navigation": KIND_SIGNS[FurnitureKind.MENU],
    "banner": KIND_SIGNS[FurnitureKind.MASTHEAD],
    "contentinfo": KIND_SIGNS[FurnitureKind.MENU],
    "search": KIND_SIGNS[FurnitureKind.MENU],
    "menu": KIND_SIGNS[FurnitureKind.MENU],
    "menubar": KIND_SIGNS[FurnitureKind.MENU],
    "dialog": KIND_SIGNS[FurnitureKind.NOTICE],
    "alertdialog": KIND_SIGNS[FurnitureKind.NOTICE],
    "complementary": ASIDE,
    "heading": HEADING,
}
_TAGS = {
    "a": LINK,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    "blockquote": QUOTE,
    "aside": ASIDE,
    "figure": FIGURE,
    "nav": KIND_SIGNS[FurnitureKind.MENU],
    "menu": KIND_SIGNS[FurnitureKind.MENU],
    "footer": KIND_SIGNS[FurnitureKind.MENU],
    "figcaption": KIND_SIGNS[FurnitureKind.CAPTION] | FIGURE,
    "amp-img": FIGURE,
    "form": KIND_SIGNS[FurnitureKind.NEWSLETTER],
    "fieldset": KIND_SIGNS[FurnitureKind.NEWSLETTER],
    "dialog": KIND_SIGNS[FurnitureKind.NOTICE],
    "p": PROSE,
    "li": PROSE,
    "dd": PROSE,
    "article": ARTICLE,
    "time": BYLINE,
}
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(class|id|role|itemprop|data-(?:testid|component|type|role|block|module|qa))\s*+=\s*+"
    r"(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))",
    re.IGNORECASE,
)
_IS_HIDDEN = re.compile(
    r"(?<![\w-])hidden(?![\w-])(?!\s*=\s*[\"']?(?:until-found|false))|aria-hidden\s*=\s*[\"']?true"
    r"|display\s*:\s*none|visibility\s*:\s*hidden",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PART = re.compile(r"[a-z0-9]+")
_LONGEST_NAMES = 400  # characters of one element's names; more is style, not meaning


def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for kind, names in _NAMES.items():
        sign = KIND_SIGNS[kind] if isinstance(kind, FurnitureKind) else kind
        groups = names.split(",")
        for name in [*groups[0].split(), *(" ".join(group.split()) for group in groups[1:])]:
            table[name] = table.get(name, 0) | sign
    return table


_TABLE = _table()


def names_in(attributes: str) -> str:
    """The class, id, role and the like of a tag, as one line; roles in the form "role=…"."""
    if "=" not in attributes:
        return ""
    found = []
    for name, double, single, bare in _ATTRIBUTE.findall(attributes):
        value = double or single or bare
        found.append(f"role={value.lower()}" if name.lower() == "role" else value)
    return " ".join(found)[:_LONGEST_NAMES]


def is_hidden(attributes: str) -> bool:
    """Does the tag say that what is in it is not shown?"""
    lowered = attributes.lower()
    return ("hidden" in lowered or "display" in lowered) and _IS_HIDDEN.search(attributes) is not None


def meaning_of(tag: str, attributes: str) -> tuple[str, int]:
    """The names of a tag with attributes, and the signs of all that it says of what is in it."""
    return _known_meaning(tag, attributes) if len(attributes) <= _LONGEST_NAMES else _meaning(tag, attributes)


def _meaning(tag: str, attributes: str) -> tuple[str, int]:
    names = names_in(attributes)
    return names, sign_of_tag(tag) | signs_of_names(names) | (HIDDEN if is_hidden(attributes) else 0)


_known_meaning = lru_cache(maxsize=8192)(_meaning)  # pages say the same again and again


def sign_of_tag(tag: str) -> int:
    return _TAGS.get(tag, 0)


def signs_of_names(names: str) -> int:
    """What class names, ids and roles say: signs of all words that are known."""
    signs = 0
    for name in names.split():
        signs |= _signs_of_name(name)
    return signs


@lru_cache(maxsize=8192)
def _signs_of_name(name: str) -> int:
    if name.startswith("role="):
        return _ROLES.get(name[5:], 0)
    parts = _PART.findall(_HUMP.sub("-", name).lower())
    signs = 0
    for at, part in enumerate(parts):
        signs |= _TABLE.get(part, 0)
        if at:
            signs |= _TABLE.get(f"{parts[at - 1]} {part}", 0)
        if at > 1:
            signs |= _TABLE.get(f"{parts[at - 2]} {parts[at - 1]} {part}", 0)
    return signs


def kind_of(signs: int) -> FurnitureKind | None:
    """The kind of furniture that signs speak of; the first of several."""
    if not signs & ANY_KIND:
        return None
    return next(kind for kind, sign in KIND_SIGNS.items() if signs & sign)
