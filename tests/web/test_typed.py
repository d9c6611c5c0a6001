"""Whatever is typed into a field of a page or a question of the API is answered, or refused with a way out."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.hostile.test_queries import strings
from tests.many import times

PATHS = (
    *("/search?q={0}", "/search?speaker={0}&outlet={0}", "/check?words={0}", "/speakers?q={0}", "/speaker/{0}"),
    *(
        "/outlet/{0}",
        "/report/{0}",
        "/api/v1/statements?q={0}",
        "/api/v1/reports?q={0}",
        "/api/v1/statements?since={0}",
    ),
)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_fails_for_what_was_typed(client: TestClient, path: str) -> None:
    for words in strings(times(20)):
        answer = client.get(path.format(quote(words.encode("utf-8", "surrogatepass"), safe="")))
        assert answer.status_code in (200, 303, 307, 400, 404, 422), (path, words)
