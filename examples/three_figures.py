"""From reading to three figures that a political scientist may want. Run it as a script, or cell by cell in an editor.

    python examples/three_figures.py [FOLDER OR FILES] [--out FOLDER]

Reads the reports (by default those beside this file), and draws who was quoted when, how outlets quote, and who
appealed to which document. Needs matplotlib (pip install matplotlib). A statement that is printed in copies of one
report counts once; what is not in evidence is left out of a figure, and how much that is stands below it.
"""

# %% What is read, and where the figures go
from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("paths", nargs="*", default=[str(Path(__file__).parent)])
parser.add_argument("--out", default="figures")
given, _ = parser.parse_known_args()

import matplotlib  # after --help, which has to work without it

matplotlib.use("Agg")
import matplotlib.pyplot as plt

import onrecord

out = Path(given.out)
out.mkdir(parents=True, exist_ok=True)
plt.rcParams |= {"figure.dpi": 150, "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}
COLOURS = ["#1f5f9e", "#c5741a", "#1d6b43", "#8a4f9e", "#a3241b", "#7a7a1f", "#3c8d93", "#8b959e"]

# %% Read: one command, one file
record_file = Path(tempfile.mkdtemp()) / "onrecord.db"
subprocess.run([sys.executable, "-m", "onrecord", "read", *given.paths, "--record", str(record_file)], check=True)

# %% Ask the record
with onrecord.open_record(record_file) as record:
    statements = record.statements(independent=True)
    reports = list(record.reports())
said = [one for one in statements if one.speaker and one.kind]
dated = [one for one in said if one.said_on and len(one.said_on) == 10 and "X" not in one.said_on]
print(f"{len(statements)} statements, {len(said)} with a speaker, {len(dated)} of these with the day")

# %% 1. Who was quoted when
often = [name for name, _ in Counter(one.speaker for one in dated).most_common(7)]
days = sorted({one.said_on for one in dated})
counts = Counter((one.speaker if one.speaker in often else "others", one.said_on) for one in dated)
figure, axes = plt.subplots(figsize=(7.5, 3.8))
below = [0] * len(days)
for name, colour in zip((*often, "others"), COLOURS, strict=False):
    heights = [counts[name, day] for day in days]
    axes.bar(range(len(days)), heights, bottom=below, color=colour, label=name, width=0.8)
    below = [one + other for one, other in zip(below, heights, strict=True)]
axes.set_xticks(range(len(days)), days, rotation=45, ha="right")
axes.set_ylabel("statements")
axes.set_title("Who was quoted when", loc="left", fontweight="bold")
if dated:
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
figure.text(
    0.01, 0.01, f"{len(statements) - len(dated)} statements without a named speaker or a day left out", fontsize=7
)
figure.tight_layout(rect=(0, 0.03, 1, 1))
figure.savefig(out / "1-who-was-quoted-when.png")

# %% 2. How outlets quote: their words, or the speaker's
KINDS = ("direct", "mixed", "indirect")
UNNAMED = "no outlet named"
outlets = [name for name, _ in Counter(one.outlet or UNNAMED for one in statements).most_common(12)]
by_outlet = Counter((one.outlet or UNNAMED, one.kind) for one in statements)
figure, axes = plt.subplots(figsize=(7.5, 0.6 + 0.42 * len(outlets)))
for at, name in enumerate(reversed(outlets)):
    total, left = sum(by_outlet[name, kind] for kind in KINDS), 0.0
    for kind, colour, hatch in zip(KINDS, COLOURS, ("", "//", ".."), strict=False):
        share = by_outlet[name, kind] / total
        axes.barh(at, share, left=left, color=colour, hatch=hatch, edgecolor="white", label=kind if at == 0 else None)
        left += share
    axes.text(1.01, at, f"{total}", va="center", fontsize=8)
axes.set_yticks(range(len(outlets)), list(reversed(outlets)))
axes.set_xlim(0, 1)
axes.xaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1))
figure.suptitle("How outlets quote, by kind; at the end the number of statements", x=0.01, ha="left", fontweight="bold")
if outlets:
    figure.legend(frameon=False, fontsize=8, loc="lower right", ncols=3)
figure.tight_layout(rect=(0, 0.08, 1, 1))
figure.savefig(out / "2-how-outlets-quote.png")

# %% 3. Who appealed to which document
appeals = Counter(
    (one.speaker.name, reference.name)
    for view in reports
    for one in view.statements
    if one.speaker
    for reference in one.refers_to
    if reference.instrument and reference.name
)
speakers = [name for name, _ in Counter(who for who, _ in appeals).most_common(12)]
documents = [name for name, _ in Counter(name for _, name in appeals).most_common(15)]
figure, axes = plt.subplots(figsize=(7.5, 1.7 + 0.4 * max(1, len(documents))))
for (who, name), number in appeals.items():
    if who in speakers and name in documents:
        at = speakers.index(who), documents.index(name)
        axes.scatter(*at, s=110 + 50 * number, color=COLOURS[0])
        axes.text(*at, str(number), color="white", ha="center", va="center", fontsize=8)
axes.set_xticks(range(len(speakers)), speakers, rotation=25, ha="right")
axes.set_yticks(range(len(documents)), documents)
axes.set_xlim(-0.5, max(1, len(speakers)) - 0.5)
axes.set_ylim(max(1, len(documents)) - 0.5, -0.5)
axes.grid(alpha=0.25)
axes.set_axisbelow(True)
axes.set_title("Who appealed to which document", loc="left", fontweight="bold")
if not appeals:
    axes.text(0.5, 0.5, "no document of the register was appealed to", ha="center", transform=axes.transAxes)
figure.tight_layout()
figure.savefig(out / "3-who-appealed-to-what.png")
print(f"three figures in {out}")
