from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fetching.server import Server, serving


@pytest.fixture(scope="session")
def one_server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def server(one_server: Server) -> Server:
    """A server without any page yet."""
    one_server.at.clear()
    one_server.asked.clear()
    return one_server
