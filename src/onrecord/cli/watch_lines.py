"""A round of watching in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.options import record_option
from onrecord.cli.terminal import count

if TYPE_CHECKING:
    from onrecord.run.watch_values import Round


def round_line(done: Round, record: str) -> str:
    """ "3 feeds checked (1 not changed, 1 failed); 14 new pages: 12 read, 2 skipped (robots.txt); 41 statements; …"."""
    where = record_option(record)
    parts = [_feeds(done), *([_pages(done)] if done.items else ["no new page"] if done.checked else [])]
    if done.account.statements:
        parts.append(count(done.account.statements, "statement"))
    parts.append(f"record: {record}")
    if done.account.stopped:
        parts.append("run the same command again to go on")
    elif done.read:
        parts.append(f"next: onrecord search WORDS{where}")
    elif done.failed or done.passed_over:
        parts.append(f"see onrecord feeds{where}")
    return ("stopped early: " if done.account.stopped else "") + "; ".join(parts)


def _feeds(done: Round) -> str:
    told = [f"{done.unchanged:,} not changed"] if done.unchanged else []
    told += [f"{done.failed:,} failed"] if done.failed else []
    line = f"{count(done.checked, 'feed')} checked" + (f" ({', '.join(told)})" if told else "")
    return line + (f", {done.passed_over:,} that failed before left alone until later" if done.passed_over else "")


def _pages(done: Round) -> str:
    before = done.items - done.new
    heads = [count(done.new, "new page")] if done.new else []
    heads += [f"{count(before, 'page')} from before"] if before else []
    told = [f"{done.read:,} read"] if done.read else []
    if done.skipped:
        reasons = ", ".join(f"{number:,} {why}" for why, number in done.reasons.most_common())
        told.append(f"{done.skipped:,} skipped ({reasons})")
    told += [f"{done.again:,} to be tried again"] if done.again else []
    told += [f"{done.left:,} left for the next round"] if done.left else []
    return f"{' and '.join(heads)}: {', '.join(told)}"
