# pyright: basic
"""Eventually periodic expansions of the rational numbers in [0, 1], in base 2 and 3.

Digits are texts: slices deal and merge them, and FLINT reads and writes numbers of any length. The cost is
linear in the digits, up to that of multiplying numbers of their length, and of one greatest common divisor
where a fraction is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm
from typing import Any

from flint import fmpq, fmpz, fmpz_poly

MOST_DIGITS = 2_000_000
_LEAF = 100  # digits that Python reads at once
_FACTORED = 128  # bits of numbers that are factored in no time
_SHOWN = 20  # digits
_SHORT = 512  # bits
_NEAR = 64
_LOG = 630_929_753_571_457_437  # log 2 / log 3 times 10^18, rounded down


@dataclass(frozen=True, repr=False)
class Expansion:
    """The number 0.head tail tail tail ... in a base: exact, and known without a fraction in lowest terms.

    >>> Expansion(2, "0", "01"), Expansion(2, "0", "01").value
    (Expansion(0.0(01) in base 2), 1/6)
    """

    base: int
    head: str
    tail: str

    @cached_property
    def value(self) -> fmpq:
        """The number as a fraction in lowest terms, which takes the longer."""
        return periodic(self.base, self.head, self.tail)

    @property
    def text(self) -> str:
        """All digits, the period in brackets."""
        return f"0.{self.head}({self.tail})"

    def __len__(self) -> int:
        return len(self.head) + len(self.tail)

    def __repr__(self) -> str:
        if len(self) <= _SHOWN:
            return f"Expansion({self.text} in base {self.base})"
        counted = f"{len(self.head):,} digits, then a period of {len(self.tail):,}"
        return f"Expansion({counted}, in base {self.base})"


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
    """The natural number with these digits: a polynomial at a power of the base, unless the base is 2.

    >>> read(3, "0212")
    23
    """
    if base == 2:
        return fmpz(int(text or "0", 2))
    leaves = [int(text[max(0, at - _LEAF) : at], base) for at in range(len(text), 0, -_LEAF)]
    return fmpz_poly(leaves)(fmpz(base) ** _LEAF)


def periodic(base: int, head: str, tail: str) -> fmpq:
    """The number with the digits of `head` and then those of `tail` forever.

    >>> periodic(2, "0", "01"), periodic(3, "", "2"), periodic(2, "1", "0")
    (1/6, 1, 1/2)
    """
    shift = fmpz(base) ** len(head)
    if not tail.strip("0"):
        return fmpq(read(base, head), shift)
    once = (tail + tail).find(tail, 1)
    above, below = _repeated(base, tail[:once])
    if head:
        above, below = read(base, head) * below + above, shift * below
    return _lowest(above, below)


def _repeated(base: int, tail: str) -> tuple[fmpz, fmpz]:
    """Numerator and denominator of 0.tail tail ...; a second half that completes the first shortens both."""
    half = len(tail) // 2
    flipped = tail[:half].translate(str.maketrans("012"[:base], "210"[3 - base :]))
    if half and tail[half:] == flipped:
        return read(base, tail[:half]) + 1, fmpz(base) ** half + 1
    return read(base, tail), fmpz(base) ** len(tail) - 1


def _lowest(above: fmpz, below: fmpz) -> fmpq:
    """above / below, a number of [0, 1]: a short fraction is guessed from the first bits and checked."""
    length = int(below).bit_length() - _SHORT
    if length > _SHORT:
        p, q = _convergent(int(above) >> length, int(below) >> length)
        if above * q == below * p:
            return fmpq(p, q)
    return fmpq(above, below)


def _convergent(above: int, below: int) -> tuple[int, int]:
    """The last convergent of above / below whose denominator has fewer than a third of its bits.

    >>> _convergent(333_333_333_333, 1_000_000_000_000)
    (1, 3)
    """
    most = 1 << below.bit_length() // 3
    p, q, before_p, before_q = 0, 1, 1, 0
    while above:
        quotient, rest = divmod(below, above)
        p, before_p = quotient * p + before_p, p
        q, before_q = quotient * q + before_q, q
        if q >= most:
            return before_p, before_q
        below, above = above, rest
    return p, q


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
    if int(rest).bit_length() <= _FACTORED:
        found = _order(base, rest)
    else:
        found = _nearly_all(base, rest) or _by_text(base, rest, known, most)
    return found if found is not None and found <= most else None


def _order(base: int, rest: fmpz) -> int:
    """The least L with base^L = 1 modulo a number, from its prime factors."""
    found = 1
    for prime, power in rest.factor():
        part = (prime - 1) * prime ** (power - 1)
        whole = int(prime**power)
        primes = {int(p) for p, _ in (prime - 1).factor()} | ({int(prime)} if power > 1 else set())
        order = int(part)
        for p in primes:
            while order % p == 0 and pow(base, order // p, whole) == 1:
                order //= p
        found = lcm(found, order)
    return found


def _nearly_all(base: int, rest: fmpz) -> int | None:
    """The period if base^L - 1, or base^(L/2) + 1, is `rest` times a small number, as for values of
    `periodic`."""
    bits = int(rest).bit_length() - 1
    begin = max(1, bits if base == 2 else bits * _LOG // 10**18)  # base^begin <= rest
    remainder = fmpz(base) ** begin % rest
    for length in range(begin, begin + _NEAR):
        if remainder == 1:
            return length
        if remainder == rest - 1:
            return 2 * length
        remainder = base * remainder % rest
    return None


def _by_text(base: int, rest: fmpz, known: int, most: int) -> int | None:
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


def dealt(texts: Any, translation: Any = None) -> str:
    """The digits of all texts in turn: the first of each, then the second.

    >>> dealt(["abc", "xyz"])
    'axbycz'
    """
    whole = bytearray(len(texts) * len(texts[0]))
    for index, text in enumerate(texts):
        whole[index :: len(texts)] = text.encode()
    return (whole.translate(translation) if translation else whole).decode()
