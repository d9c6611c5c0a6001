"""Whatever comes in, in whatever encoding: what is on record points at exactly the characters that are on record."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.export.contract import record_to_json
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.text.served import named_encoding, telling_encoding
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.statement import ReportRecord
from tests.many import times

ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "koi8-r", "iso8859-2"),
    *("gb18030", "cp932"),
)
# Pieces that collide: marks, names, cues, and signs that shift, hide or end something elsewhere.
PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "“We are ready,” ",
                "Ann Lee said. ",
                "he said ",
                "«Да», ",
                '"No," ',
                "she wrote: ",
                "‘It’s lit’ ",
                "on Monday ",
            ),
            *(
                "\n\n",
                "\r\n",
                "\u2028",
                "🌊",
                "\u202e",
                "\ufeff",
                "\0",
                "e\u0301",
                "\u200b",
                "\x85",
                "\x1b",
                "ß",
                "ﬁ",
                "…",
            ),
            *("\ud83d", "\udc00", "lаmp ", "&amp;", "<b>", "\u00a0", "FranÃ§ois ", "\uffff", "\U0010ffff", "\t"),
        ]
    ),
    min_size=1,
    max_size=30,
)


@cache
def tools() -> Tools:
    return load_tools(Model.RULES)


def page_of(text: str, encoding: str, *, is_named: bool, kind: PageKind) -> Page:
    # What an encoding lacks is "?" in it; what no encoding has, half of a pair, comes as damage.
    content = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode(encoding, "replace")
    digest = hashlib.sha256(content).hexdigest()
    return Page("door", content, digest, kind, encoding=encoding if is_named else None)


def spans_of(record: ReportRecord) -> list[tuple[int, int]]:
    told = record_to_json(record)
    statements = told["statements"]
    assert isinstance(statements, list)
    return [tuple(span) for one in statements for part in ("content", "cue", "source") for span in one[part]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("door") / "door.db", create=True) as record:
        yield record


@settings(max_examples=times(100))
@given(PIECES, st.sampled_from(ENCODINGS), st.booleans(), st.sampled_from([PageKind.TEXT, PageKind.HTML]))
def test_what_is_on_record_is_its_evidence(
    store: Record, pieces: list[str], encoding: str, is_named: bool, kind: PageKind
) -> None:
    body = "".join(pieces)
    words = body if kind is PageKind.TEXT else f"<article><p>{body}</p><p>{'The lamp is lit. ' * 20}</p></article>"
    page = page_of(words, encoding, is_named=is_named, kind=kind)
    try:
        record = page_to_record(page, tools())
    except UnreadableInput as error:
        assert error.remedy
        return
    text = record.report.text
    store.add(store.begin_run("2026-11-22T00:00:00+00:00", record.reader, ()), record, page)
    kept = store.report(record.report.id, Shown.AS_READ)
    assert text == text.encode("utf-8").decode("utf-8")
    if kept.report.text != text:  # the same bytes came before, in an encoding that was named, and now in none
        assert named_encoding(kept.report.flags)
        assert not named_encoding(record.report.flags)
        return
    assert kept.report.text == text
    assert "\0" not in text
    assert all(0 <= start < end <= len(text) for start, end in spans_of(record))
    assert record_to_json(kept)["statements"] == json.loads(json.dumps(record_to_json(record)))["statements"]


# Letters that an encoding has: what it lacks would come as "?".
LETTERS = {
    "cp1251": "абвгдежзиклмнопрстуфхцчшщъыьэюяАБВГ",
    "koi8-r": "абвгдежзиклмнопрстуфхцчшщъыьэюяАБВГ",
    "cp1252": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûüÿœæß£€",
    "iso8859-2": "abcdefghijklmnopqrstuvwxyzáčďéěíňóřšťúůýž",
    "gb18030": "abcdef灯塔港口说新的桥安全很好我们今天",
    "cp932": "abcdef灯台港橋安全新聞ひらがなカタカナ",
}
ANY_LETTERS = "abcdefghijklmnopqrstuvwxyzéüß灯🌊ﬁ…—"


def written(encoding: str, chance: random.Random) -> str:
    """Paragraphs of words in letters of an encoding, quoted with marks that it has, with line ends of any kind."""
    letters = LETTERS.get(encoding, ANY_LETTERS)
    marks = "“”" if can(encoding, "“”") else '""'
    end = chance.choice(("\n\n", "\r\n\r\n", "\r\r"))

    def words() -> str:
        return " ".join("".join(chance.choices(letters, k=chance.randint(1, 9))) for _ in range(chance.randint(3, 12)))

    return end.join(f"{words()}. {marks[0]}{words()},{marks[1]} Ann Lee said on Monday." for _ in range(3))


def can(encoding: str, words: str) -> bool:
    return words.encode(encoding, "replace").decode(encoding) == words


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_in_each_encoding_the_text_is_what_was_written(encoding: str) -> None:
    """Where the encoding is named; where it is not, it is, or the report says that it was guessed, or is refused."""
    chance = random.Random(encoding)
    for _ in range(times(10)):
        text = written(encoding, chance)
        named = page_to_record(page_of(text, encoding, is_named=True, kind=PageKind.TEXT), tools()).report
        told = [flag for flag in named.flags if not flag.startswith("language") and not named_encoding([flag])]
        assert named_encoding(named.flags) == telling_encoding(text.encode(encoding), encoding)
        # Signs of chance may be UTF-8 once read wrongly: that is mended, and said.
        assert (named.text == text, told) in ((True, []), (False, ["mojibake repaired"]))
        try:
            report = page_to_record(page_of(text, encoding, is_named=False, kind=PageKind.TEXT), tools()).report
        except UnreadableInput as error:
            assert error.remedy
        else:
            guessed = any(flag.startswith(("encoding guessed", "mojibake repaired")) for flag in report.flags)
            assert report.text == text or guessed


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("The lamp is \u202elit\u202c, she said.", "bidi controls"),
        ("The lаmp is lit, she said.", "mixed script in 'lаmp'"),
        ("The lamp is lit.\n\ufeffIt is, she said.", "byte order mark inside"),
        ("The lamp\0 is lit, she said.", "NUL characters replaced"),
    ],
)
def test_what_hides_words_is_said(text: str, flag: str) -> None:
    page = page_of(text, "utf-8", is_named=False, kind=PageKind.TEXT)
    assert page_to_record(page, tools()).report.flags == (flag,)


def test_a_byte_order_mark_at_the_beginning_is_nothing_to_speak_of() -> None:
    page = page_of("The lamp is lit, she said.", "utf-8-sig", is_named=False, kind=PageKind.TEXT)
    assert page_to_record(page, tools()).report.flags == ()


def test_statements_beyond_the_limit_are_left_out_with_a_flag() -> None:
    page = page_of("Ann Lee said that Bob Ray said that it was lit. " * 3, "utf-8", is_named=False, kind=PageKind.TEXT)
    whole = page_to_record(page, tools()).statements
    cut = page_to_record(page, replace(tools(), most_statements=3))
    assert cut.report.flags == (f"truncated: the first 3 of {len(whole)} statements",)
    assert len(cut.statements) == 3
