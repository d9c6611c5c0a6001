"""`onrecord`, and `python -m onrecord`: the commands are loaded here, where Ctrl-C can already be told."""

from __future__ import annotations

import sys

_INTERRUPTED = 130  # 128 + SIGINT, as everywhere in `cli.exits`, which is not loaded yet


def main() -> None:
    """Load the commands and do what was typed."""
    try:
        from onrecord.cli.main import main as run  # noqa: PLC0415 -- a third of a second, in which one may think better
    except KeyboardInterrupt:
        if sys.stderr:  # a shell may have closed it
            sys.stderr.write("stopped\n")
        sys.exit(_INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
