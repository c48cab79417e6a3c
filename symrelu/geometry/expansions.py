# pyright: basic
"""Eventually periodic expansions of the rational numbers in [0, 1], in base 2 and 3.

Digits are texts: slices deal and merge them, and FLINT reads and writes numbers of any length. The cost is
linear in the digits, up to that of multiplying numbers of their length.
"""

from __future__ import annotations

from math import lcm
from typing import Any

from flint import fmpq, fmpz

MOST_DIGITS = 2_000_000
_LEAF = 30  # digits that Python reads at once


def digits(base: int, value: fmpq, count: int) -> str:
    """The first digits of a number in [0, 1]; those of 1 are base - 1 forever, and terminating ones end in 0.

    >>> digits(3, fmpq(1, 4), 6), digits(2, fmpq(1), 3)
    ('020202', '111')
    """
    if value == 1 or not count:
        return str(base - 1) * count
    first = value.p * fmpz(base) ** count // value.q
    return written(base, first).zfill(count)


def written(base: int, number: fmpz) -> str:
    """The digits of a natural number."""
    return f"{int(number):b}" if base == 2 else number.str(base=base)


def enough(base: int, number: fmpz) -> int:
    """So many digits that base^digits exceeds a number, for base 2 or 3: log 2 / log 3 is below 0.631.

    >>> enough(3, fmpz(26)), enough(2, fmpz(8))
    (4, 4)
    """
    bits = int(number).bit_length()
    return bits if base == 2 else bits * 631 // 1000 + 1


def read(base: int, text: str) -> fmpz:
    """The natural number with these digits: by halves, since only powers of 2 are read in linear time.

    >>> read(3, "0212")
    23
    """
    if base == 2:
        return fmpz(int(text or "0", 2))
    leaves = [fmpz(int(text[max(0, at - _LEAF) : at], base)) for at in range(len(text), 0, -_LEAF)]
    power = fmpz(base) ** _LEAF
    while len(leaves) > 1:
        if len(leaves) % 2:
            leaves.append(fmpz(0))
        leaves = [low + power * high for low, high in zip(leaves[::2], leaves[1::2], strict=True)]
        power *= power
    return leaves[0] if leaves else fmpz(0)


def periodic(base: int, head: str, tail: str) -> fmpq:
    """The number with the digits of `head` and then those of `tail` forever.

    >>> periodic(2, "0", "01"), periodic(3, "", "2"), periodic(2, "1", "0")
    (1/6, 1, 1/2)
    """
    shift = fmpz(base) ** len(head)
    if not tail.strip("0"):
        return fmpq(read(base, head), shift)
    once = read(base, head + tail) - read(base, head)
    return fmpq(once, shift * (fmpz(base) ** len(tail) - 1))


def split(base: int, number: fmpz) -> tuple[int, fmpz]:
    """(k, rest) with number = base^k rest and a rest that the prime `base` does not divide.

    >>> split(3, fmpz(162))
    (4, 2)
    """
    powers: list[fmpz] = []
    power = fmpz(base)
    while number % power == 0:
        powers.append(power)
        number //= power
        power *= power
    found = 2 ** len(powers) - 1
    for index in reversed(range(len(powers))):
        if number % powers[index] == 0:
            number //= powers[index]
            found += 2**index
    return found, number


def period(base: int, rest: fmpz, most: int) -> int | None:
    """The length of the period of 1 / rest, which `base` does not divide; None where it exceeds `most`.

    >>> period(2, fmpz(7), 10), period(2, fmpz(1), 10), period(3, fmpz(7), 5)
    (3, 1, None)
    """
    if rest == 1:
        return 1
    # two remainders that agree in so many digits are equal
    known = enough(base, rest) + 1
    if known > most + 2:
        return None  # base^L - 1 is a multiple of `rest`
    size = max(64, 2 * known)
    while True:
        size = min(size, most + known)
        text = digits(base, fmpq(1, rest), size)
        found = text.find(text[:known], 1)
        if found > 0:
            return found
        if size == most + known:
            return None
        size *= 4


def common(periods: list[int | None], most: int) -> int | None:
    """The least common multiple of periods; None where it exceeds `most` or one is None."""
    found = 1
    for one in periods:
        if one is None:
            return None
        found = lcm(found, one)
        if found > most:
            return None
    return found


def binary(values: Any, most: int) -> tuple[int, int] | None:
    """The common pre-period and period of the binary digits of numbers in [0, 1]; None where it is too long.

    >>> binary([fmpq(1, 3), fmpq(5, 14), fmpq(1)], 100)
    (1, 6)
    """
    parts = [split(2, value.q) for value in values]
    head = max(k for k, _ in parts)
    if head > most:
        return None
    rests = {rest: None for _, rest in parts}
    tail = common([period(2, rest, most) for rest in rests], most)
    return None if tail is None or head + tail > most else (head, tail)
