"""Names printed short are one voice; two full names are two."""

from __future__ import annotations

import pytest

from onrecord.grouping.families_voices import NOBODY, OneVoice, Voice, one_voice


def person(name: str, entity: str | None = None) -> Voice:
    return Voice(name, "person", entity)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (person("Ysolde Marrin", "e1"), person("Y. Marrin", "e1"), OneVoice.YES),
        (person("Marrin"), person("Ysolde Marrin"), OneVoice.YES),
        (person("Y. Marrin"), person("Ysolde Anna Marrin"), OneVoice.YES),
        (person("Ysolde Marrin"), person("Tomas Marrin"), OneVoice.NO),
        (person("Marrin"), person("Marrinov"), OneVoice.NO),
        (person("Bo Ek"), person("Ana Lindqvist"), OneVoice.NO),
        (person("Bo Ek"), Voice("Harbour Directorate", "body"), OneVoice.PERHAPS),
        (person("Bo Ek"), NOBODY, OneVoice.PERHAPS),
        (person("Bo Ek"), Voice("two officials", "group"), OneVoice.PERHAPS),
        (Voice("two officials", "group"), Voice("Two officials", "group"), OneVoice.YES),
        (NOBODY, NOBODY, OneVoice.PERHAPS),
    ],
)
def test_one_voice(one: Voice, other: Voice, found: OneVoice) -> None:
    assert one_voice(one, other) is one_voice(other, one) is found
