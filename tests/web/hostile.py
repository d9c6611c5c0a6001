"""Words that would do something where they are taken for more than words."""

from __future__ import annotations

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}",
    "{% include 'base.html' %}",
    'a" OR statement_search MATCH "b',
    "NEAR(a b, 2) NOT c*",
    "words : the",
    "'; DROP TABLE statements; --",
    "\u202eevil\u202c",
    "\0",
    "%00",
    "../../etc/passwd",
)
