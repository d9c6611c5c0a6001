"""Whether groups in patterns may be possessive here.

Before Python 3.11.5 a possessive group takes what only a part of it matched (python/cpython#106052): "(?:ab?c)?+" took
"a" of "ab". There the group is an ordinary one, which finds the same wherever nothing that could fail stands behind it,
and takes more memory for texts made to take it. Single signs and classes may be possessive everywhere.
"""

from __future__ import annotations

import re

_TRIED = re.match(r"(?:ab?c)?+", "ab")
POSSESSIVE = "+" if _TRIED is not None and not _TRIED[0] else ""
"""To be put behind the quantifier of a group: rf"(?:a|b)*{POSSESSIVE}"."""
