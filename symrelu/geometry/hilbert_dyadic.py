"""Hilbert's curve at dyadic numbers and points, level by level: the case of most drawings.

A state (corner, axis) says how the curve runs through a cell. In up to four dimensions a table knows what
comes after each state; in up to eight one knows it up to the reflection by the corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

Row = dict[Any, Any]  # a key -> (text, the next row); None -> the state itself
_LETTERS = (("", 0), ("x", 4), ("x", 2), ("o", 1), ("x", 1))  # how numbers are written, levels in a letter
_WORDS, _TURNS = 4, 8  # dimensions


def gray(w: int) -> int:
    """Gray's code of a number.

    >>> [gray(w) for w in range(8)]
    [0, 1, 3, 2, 6, 7, 5, 4]
    """
    return w ^ w >> 1


def gray_inverse(code: int) -> int:
    """The number of a Gray code."""
    shift = 1
    while code >> shift:
        code ^= code >> shift
        shift *= 2
    return code


def entry(w: int) -> int:
    """The corner at which the curve enters cell w."""
    return gray(w - 1 & ~1) if w else 0


def direction(w: int) -> int:
    """The axis along which the curve crosses cell w: the trailing ones of w, or of w - 1 where w is even."""
    odd = w if w & 1 else max(w - 1, 0)
    return (~odd & odd + 1).bit_length() - 1


def turned(bits: int, count: int, m: int) -> int:
    """m bits turned to the left, 0 <= count <= m."""
    return (bits << count | bits >> m - count) & (1 << m) - 1


@cache
def _turns(m: int) -> tuple[list[list[Any]], list[list[Any]]]:
    """For each axis, for each number w: (cell, change of the corner, next axis); and for each cell: w instead
    of it. Both where the corner is 0."""
    forth: list[list[Any]] = []
    back: list[list[Any]] = []
    for axis in range(m):
        row: list[Any] = []
        other: list[Any] = [None] * (1 << m)
        for w in range(1 << m):
            cell, turn = turned(gray(w), axis + 1, m), turned(entry(w), axis + 1, m)
            following = (axis + direction(w) + 1) % m
            row.append((cell, turn, following))
            other[cell] = (w, turn, following)
        forth.append(row)
        back.append(other)
    return forth, back


@cache
def _words(m: int) -> tuple[Row, Row]:
    """The rows of the first state: by letters of the number, and by the next bits of all coordinates."""
    forth, back = _turns(m)
    form = f"0{m}b"
    states = [(corner, axis) for corner in range(1 << m) for axis in range(m)]
    ahead: dict[Any, Row] = {state: {None: state} for state in states}
    behind: dict[Any, Row] = {state: {None: state} for state in states}
    letter, levels = _LETTERS[m]
    for corner, axis in states:
        for value in range(1 << m * levels):
            text, (c, a) = "", (corner, axis)
            for at in range((levels - 1) * m, -1, -m):
                cell, turn, following = forth[a][value >> at & (1 << m) - 1]
                text += format(cell ^ c, form)
                c, a = c ^ turn, following
            ahead[corner, axis][format(value, letter)] = text, ahead[c, a]
        for cell in range(1 << m):
            w, turn, following = back[axis][cell ^ corner]
            key = tuple(format(cell, form))[::-1]
            behind[corner, axis][key] = format(w, form), behind[corner ^ turn, following]
    return ahead[0, m - 1], behind[0, m - 1]


def cells_text(m: int, number: int, length: int) -> tuple[str, int]:
    """The cells of 0.number, a number of `length` bits, as a text of m bits each, and the last corner.

    >>> cells_text(6, 0, 6), cells_text(2, 0b1100, 4)
    (('000000', 0), ('1011', 3))
    """
    if m > _WORDS:
        levels = -(-length // m)
        whole, corner = _walk(m, number << levels * m - length, levels)
        return f"{whole:0{levels * m}b}", corner
    letter, levels = _LETTERS[m]
    width = m * levels
    letters = -(-length // width)
    row, _ = _words(m)
    texts: list[str] = []
    for key in format(number << letters * width - length, f"0{letters}{letter}"):
        text, row = row[key]
        texts.append(text)
    return "".join(texts), row[None][0]


def _walk(m: int, number: int, levels: int) -> tuple[int, int]:
    """The cells in one integer, m bits each, and the last corner."""
    mask = (1 << m) - 1
    corner, axis, found = 0, m - 1, 0
    if m <= _TURNS:
        forth, _ = _turns(m)
        for at in range((levels - 1) * m, -1, -m):
            cell, turn, axis = forth[axis][number >> at & mask]
            found = found << m | cell ^ corner
            corner ^= turn
        return found, corner
    codes = number ^ number >> 1 & _fields(m, levels, 1)
    turn = 0
    for at in range((levels - 1) * m, -1, -m):
        code = codes >> at & mask
        cell = (code << turn & mask | code >> m - turn) ^ corner
        found = found << m | cell
        # the axis of w is the last 1 of its code; its entry differs from the code in one or two bits
        last = (code & -code).bit_length()
        if code:
            corner = cell ^ 1 << turn
            if not number >> at & 1:
                corner ^= 1 << (turn + last) % m
        turn = (turn + last + 1) % m
    return found, corner


@cache
def _fields(m: int, levels: int, shift: int) -> int:
    """In each of so many fields of m bits all bits, but for the highest ones, `shift` of them."""
    return sum(((1 << max(m - shift, 0)) - 1) << level * m for level in range(levels))


def number_of(m: int, texts: Sequence[str], top: int = 0) -> tuple[int, int]:
    """The number of the cell whose coordinates have these bits, and which corner its corner `top` is to the
    curve inside.

    >>> number_of(2, ["1", "0"])
    (1, 0)
    """
    if m <= _WORDS:
        _, row = _words(m)
        words: list[str] = []
        for key in zip(*texts, strict=True):
            word, row = row[key]
            words.append(word)
        corner, axis = row[None]
        return int("".join(words) or "0", 2), turned(corner ^ top, m - axis - 1, m)
    mask = (1 << m) - 1
    levels = len(texts[0])
    cells = int("".join(map("".join, zip(*reversed(texts), strict=True))) or "0", 2)
    corner, axis, found = 0, m - 1, 0
    if m <= _TURNS:
        _, back = _turns(m)
        for at in range((levels - 1) * m, -1, -m):
            w, turn, axis = back[axis][cells >> at & mask ^ corner]
            found = found << m | w
            corner ^= turn
        return found, turned(corner ^ top, m - axis - 1, m)
    turn = 0
    for at in range((levels - 1) * m, -1, -m):
        cell = cells >> at & mask
        code = cell ^ corner
        code = code << m - turn & mask | code >> turn
        found = found << m | code
        last = (code & -code).bit_length()
        if code:
            corner = cell ^ 1 << turn
            if not code.bit_count() & 1:  # w is even
                corner ^= 1 << (turn + last) % m
        turn = (turn + last + 1) % m
    shift = 1
    while shift < m:  # from Gray's codes to numbers, in all fields at once
        found ^= found >> shift & _fields(m, levels, shift)
        shift *= 2
    return found, turned(corner ^ top, m - turn, m)
