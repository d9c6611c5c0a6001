"""The best role for each word of a window, where every change of role costs something."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.windows import Windows

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


def smoothest(scores: Floats, windows: Windows, switch: float) -> Places:
    """The best role for each row, where every change of role inside a window costs `switch`.

    Viterbi's algorithm over all windows at once. scores: [roles, M] log probabilities.
    The windows end at the same step: before its first row a window has nothing but zeros, and they decide nothing.
    """
    roles, count = len(scores), len(windows.bounds)
    bounds = np.array(windows.bounds)
    longest = int((bounds[:, 1] - bounds[:, 0]).max())
    steps = np.arange(scores.shape[1]) + (longest - bounds[:, 1])[windows.owner]
    best = np.zeros((longest, roles, count), dtype=np.float32)
    flat, first = best.reshape(-1), steps * (roles * count) + windows.owner
    for role in range(roles):
        flat[first + role * count] = scores[role]
    path = _back(best, _forward(best, switch), switch)
    found: Places = path[steps, windows.owner] // count
    return found


def _forward(best: Floats, switch: float) -> Floats:
    """Make `best` [steps, roles, windows] the best sums up to each step; returns the best of all roles' sums."""
    top = np.empty((len(best), best.shape[2]), dtype=np.float32)
    other, kept = np.empty_like(top[0]), np.empty_like(best[0])
    for step in range(1, len(best)):
        before = best[step - 1]
        np.maximum.reduce(before, axis=0, out=top[step - 1])
        np.subtract(top[step - 1], switch, out=other)
        np.maximum(before, other, out=kept)
        best[step] += kept
    return top


def _back(best: Floats, top: Floats, switch: float) -> Places:
    """[steps, windows]: the role of each step on the best way, times the number of windows, plus the window."""
    steps, roles, count = best.shape
    columns = np.arange(count)
    before, highest = best[:-1], top[:-1]
    jump = np.full((steps - 1, count), roles - 1)
    for role in range(roles - 2, -1, -1):  # of equals the first
        jump[before[:, role] == highest] = role
    jump *= count
    jump += columns
    stays = before >= (highest - np.float32(switch))[:, None]
    came = np.where(stays, np.arange(roles * count).reshape(roles, count), jump[:, None])
    came = came.reshape(steps - 1, roles * count)  # of no steps, too: a window of one word
    path = np.empty((steps, count), dtype=np.intp)
    path[-1] = place = best[-1].argmax(axis=0) * count + columns
    for step in range(steps - 2, -1, -1):
        path[step] = place = came[step].take(place)
    return path
