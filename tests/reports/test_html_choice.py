"""What belongs to a page's report, what is marked in it, and what is left out."""

from __future__ import annotations

import pytest

from onrecord.reports.html import Article, article_from_html
from onrecord.values.report import FurnitureKind, PassageKind

ONE = "The harbour board met on Thursday and put off the vote on the new quay by two weeks."
TWO = "“We need more time,” the chair told reporters. “Nobody wants to hurry this at all.”"
THREE = "The vote had been planned for the spring, and shipping firms had asked for it to be soon."
FOUR = "Fishermen said that they had not been asked, and that they would come to the next meeting."


def article(inside: str) -> Article:
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>"
    return article_from_html(
        f"<html><body>{menu}<h1>Quay vote put off</h1><article>{inside}</article></body></html>",
        origin="a.html",
    )


def main_text(found: Article) -> list[str]:
    marked = {piece.span.start for piece in found.furniture}
    at, kept = 0, []
    for paragraph in found.text.split("\n\n"):
        if at not in marked:
            kept.append(paragraph)
        at += len(paragraph) + 2
    return kept[1:] if found.title_span else kept


def kinds(found: Article) -> list[tuple[str, FurnitureKind]]:
    return [(piece.span.of(found.text), piece.kind) for piece in found.furniture]


def passages(found: Article) -> list[tuple[str, PassageKind]]:
    return [(one.span.of(found.text), one.kind) for one in found.passages]


@pytest.mark.parametrize(
    ("box", "words", "kind"),
    [
        (
            "<figure><img src=a.png><figcaption>{}</figcaption></figure>",
            "Ships wait at the old quay",
            FurnitureKind.CAPTION,
        ),
        ('<div class="wp-caption-text">{}</div>', "Ships wait at the old quay", FurnitureKind.CAPTION),
        ('<span class="photoCredit">{}</span>', "Ann Lee / Tide Mail", None),  # inline, and in no figure: just words
        (
            '<figure><figcaption>Ships <span class="photoCredit">{}</span></figcaption></figure>',
            "Ann Lee / Tide Mail",
            FurnitureKind.CREDIT,
        ),
        ('<div class="related-articles"><h3>{}</h3></div>', "More about the quay", FurnitureKind.RELATED),
        ('<p class="read-more"><a href=/x>{}</a></p>', "Why the crane came late", FurnitureKind.RELATED),
        ("<p>See also: <a href=/x>{}</a></p>", "Why the crane came late", FurnitureKind.RELATED),
        ("<p><a href=/x>{}</a></p>", "Why the crane came late", FurnitureKind.RELATED),
        ('<div class="share-buttons"><p>{}</p></div>', "Share this with your friends", FurnitureKind.SHARE),
        (
            '<div id="newsletterSignup"><p>{}</p></div>',
            "The harbour in your inbox, every morning.",
            FurnitureKind.NEWSLETTER,
        ),
        (
            '<div class="cookie-notice"><p>{}</p></div>',
            "This part needs your consent to be shown.",
            FurnitureKind.NOTICE,
        ),
        ('<div class="post-tags"><p>{}</p></div>', "Quays Harbours Votes", FurnitureKind.TAGS),
        ('<div class="ad-slot"><p>{}</p></div>', "Boats at half the price, today only!", FurnitureKind.ADVERT),
        (
            '<section id="comments"><p>{}</p></section>',
            "I never liked that quay, if you ask me.",
            FurnitureKind.COMMENTS,
        ),
        (
            '<aside class="pull-quote"><p>{}</p></aside>',
            "“Nobody wants to hurry this at all.”",
            FurnitureKind.PULL_QUOTE,
        ),
        ("<blockquote><p>{}</p></blockquote>", "Nobody wants to hurry this at all, they had not been asked", None),
    ],
)
def test_what_stands_in_the_article_and_is_not_the_report_is_marked(
    box: str, words: str, kind: FurnitureKind | None
) -> None:
    found = article(f"<p>{ONE}</p><p>{TWO}</p>{box.format(words)}<p>{THREE}</p><p>{FOUR}</p>")
    marked = dict(kinds(found))
    if kind is None:
        assert marked == {}
    else:
        assert next((one for span, one in marked.items() if span.endswith(words)), None) is kind
        assert main_text(found) == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{ONE}</p><ul><li>{TWO}</li><li>{THREE}</li></ul><p>{FOUR}</p>",
        f"<p>{ONE}</p><p>{TWO}</p><div>{THREE}</div><p>{FOUR}</p>",
        f"<div class='lead'>{ONE}</div><div class='text'><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>",
        f"<h2 class='article-teaser'>{ONE}</h2><div class='text'><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>",
        # the page's own text in pieces of one class
        f"<div class='chunk'><p>{ONE}</p><p>{TWO}</p></div><div class='ad'></div>"
        f"<div class='chunk'><p>{THREE}</p><p>{FOUR}</p></div>",
        f"<div>{ONE}<br><br>{TWO}<br><br>{THREE}<br><br>{FOUR}</div>",
        f"<p>{ONE}</p><p>{TWO.replace('time', '<time>time</time>')}</p><p>{THREE}</p><p>{FOUR}</p>",
        # names of the page as a whole say nothing of its text
        f"<div class='with-sidebar has-comments newsletter'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>",
        f"<form><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></form>",
    ],
)
def test_what_belongs_to_the_report_comes_back(inside: str) -> None:
    assert main_text(article(inside)) == [ONE, TWO, THREE, FOUR]


@pytest.mark.parametrize(
    ("inside", "passage"),
    [
        ("<blockquote><p>{}</p></blockquote>", PassageKind.BLOCK_QUOTE),
        ('<blockquote class="twitter-tweet"><p>{}</p></blockquote>', PassageKind.EMBEDDED_POST),
        ('<blockquote class="instagram-media"><p>{}</p></blockquote>', PassageKind.EMBEDDED_POST),
        ('<blockquote class="bluesky-embed"><p>{}</p></blockquote>', PassageKind.EMBEDDED_POST),
        ('<div class="fb-post"><p>{}</p></div>', PassageKind.EMBEDDED_POST),
        ('<div class="social-embed telegram-post"><p>{}</p></div>', PassageKind.EMBEDDED_POST),
    ],
)
def test_posts_and_block_quotes_are_read_and_told_apart(inside: str, passage: PassageKind) -> None:
    post = "We have asked for a new vote and will not wait for the spring."
    found = article(f"<p>{ONE}</p><p>{TWO}</p>{inside.format(post)}<p>{THREE}</p><p>{FOUR}</p>")
    assert (post, passage) in passages(found)
    assert found.furniture == ()


def test_sub_headings_are_told_apart_and_those_below_the_end_are_not_the_reports() -> None:
    found = article(f"<p>{ONE}</p><h2>What next</h2><p>{TWO}</p><p>{THREE}</p><h2>You may like this</h2>")
    assert passages(found) == [("What next", PassageKind.HEADING)]
    assert "You may like this" not in main_text(found)


def test_a_second_copy_of_the_article_is_left_out() -> None:
    words = f"{ONE} {TWO} {THREE} {FOUR} {ONE}"
    found = article(
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p><p>{ONE}</p><div class='articleBody'>{words}</div>"
    )
    assert found.text.count(THREE) == 1


def test_menu_and_text_of_a_page_without_paragraphs_are_not_glued() -> None:
    menu = "<div><a href=/>Home</a><br><a href=/s>Sport</a><br><a href=/w>Weather</a></div>"
    body = f"<div>{menu}<div><font>{ONE}<br><br>{TWO}<br><br>{THREE}<br><br>{FOUR}</font></div></div>"
    found = article_from_html(f"<html><body>{body}</body></html>", origin="a.html")
    assert [line for line in found.text.split("\n\n") if len(line) > 20] == [ONE, TWO, THREE, FOUR]
    assert not any("Weather" in line and "board" in line for line in found.text.split("\n\n"))


@pytest.mark.parametrize(
    ("markup", "flag"),
    [
        (f"<article><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p class='", "truncated: the page's markup breaks off"),
        (f"<article><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><script>var a =", "truncated: the page's markup breaks off"),
        (f"<article><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><!-- and", "truncated: the page's markup breaks off"),
        (f"<article><p>{ONE}</p><p>{TWO}</p><p>{THREE}", None),  # end tags may be left out
        (f"<article><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></article></html>\n", None),
    ],
)
def test_a_page_that_was_not_saved_whole_says_so(markup: str, flag: str | None) -> None:
    assert article_from_html(f"<html><body>{markup}", origin="a.html").flags == ((flag,) if flag else ())


@pytest.mark.parametrize("tag", ["svg", "select", "button", "noscript", "template", "video"])
def test_an_end_tag_that_was_forgotten_takes_nothing_with_it(tag: str) -> None:
    found = article(f"<p>{ONE}</p><div><{tag}></div><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p>")
    assert FOUR in found.text


def test_more_blocks_than_an_article_has_are_read_and_flagged() -> None:
    found = article_from_html(f"<article>{f'<p>{ONE}</p>' * 20_500}</article>", origin="a.html")
    assert found.text.count(ONE) == 20_500
    assert any("without trafilatura" in flag for flag in found.flags)
