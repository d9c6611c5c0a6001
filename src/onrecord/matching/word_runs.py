"""The keys under which statements with the same words meet: hashes of every three words in a row.

Not winnowed, unlike `signatures`: a printed quotation is short, and with one word changed in the middle of eight there
are runs of three words left on either side. One word more or less makes another run, so that the runs of a quotation
lead to its carriers however long these are. The words are the folded keys of `comparing.tokens`: "cannot", "can't" and
"can not" have the same runs, and so have "twelve" and "12".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.matching.signatures import run_hashes

RUN = 3  # words
BLOCK = 512  # code points: where in a long text a run stands is kept as the number of its block
_BITS = 40  # of a hash: 10^12 values; what meets by chance is told apart by the alignment
METHOD = f"words {RUN}/{BLOCK}/{_BITS}"


def run_keys(keys: Sequence[str]) -> list[str]:
    """A short name for each run of RUN words, in order: ten hexadecimal digits.

    A text of fewer words has one run, of all its words; a text of none has none.
    """
    if not keys:
        return []
    mask = (1 << _BITS) - 1
    return [f"{int(one) & mask:010x}" for one in run_hashes(keys, min(RUN, len(keys)))]


def blocks_of_runs(keys: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """The runs of a text by the block in which their first word begins: (number of the block, its runs).

    starts: where each word begins, in code points. Blocks come in order, each once, none without runs.
    """
    block, found = 0, list[str]()
    for name, start in zip(run_keys(keys), starts, strict=False):
        if start // BLOCK != block:
            if found:
                yield block, found
            block, found = start // BLOCK, []
        found.append(name)
    if found:
        yield block, found
