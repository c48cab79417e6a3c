"""Space-filling curves: values by hand, round trips, self-similarity, another implementation, limits."""

from __future__ import annotations

import itertools
import json
import random
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from flint import fmpq, fmpz
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu import SymreluError
from symrelu.errors import InputError, TooManyDigits
from symrelu.geometry.expansions import Expansion, period, periodic, read, split
from symrelu.geometry.hilbert import hilbert
from symrelu.geometry.lebesgue import lebesgue

DATA = Path(__file__).resolve().parents[1] / "data"
CURVES = (lebesgue, hilbert)


def at(text: str) -> tuple[fmpq, ...]:
    parts = (part.split("/") for part in text.split())
    return tuple(fmpq(*map(int, part)) for part in parts)


def one(text: str) -> fmpq:
    return at(text)[0]


@pytest.mark.parametrize(
    ("s", "point"),
    [("1/3", "1/2 1"), ("1/2", "1/2 1/2"), ("2/3", "1/2 0"), ("1/4", "0 1"), ("7/9", "1 1/2"),
     ("0", "0 0"), ("1", "1 1")],
)  # fmt: skip
def test_lebesgue_values(s: str, point: str) -> None:
    assert lebesgue(2)(one(s)) == at(point)


@pytest.mark.parametrize(("point", "s"), [("1/3 2/3", "3/10"), ("1/2 1/2", "8/9"), ("1 1/3", "31/40")])
def test_lebesgue_inverses(point: str, s: str) -> None:
    assert lebesgue(2).inverse(at(point)) == one(s)


@pytest.mark.parametrize(
    ("s", "point"),
    [("0", "0 0"), ("1/5", "2/5 1/5"), ("1/4", "1/2 0"), ("1/3", "1 0"), ("1/2", "1/2 1/2"),
     ("3/4", "1/2 1"), ("1", "0 1")],
)  # fmt: skip
def test_hilbert_values(s: str, point: str) -> None:
    assert hilbert(2)(one(s)) == at(point)


@pytest.mark.parametrize(
    ("point", "s"), [("1/3 1/3", "2/15"), ("1/2 1/2", "1/2"), ("1 0", "1/3"), ("0 1", "1"), ("0 0", "0")]
)
def test_hilbert_inverses(point: str, s: str) -> None:
    assert hilbert(2).inverse(at(point)) == one(s)


def test_hilbert_in_three_dimensions() -> None:
    curve = hilbert(3)
    assert curve(one("1/3")) == at("8/9 7/9 4/9")
    assert curve.inverse(at("1/2 1/3 1/5")) == one("1025797/4259840")
    cells = [sum(bit << j for j, bit in enumerate(cell)) for cell in curve.cells(1)]
    assert cells == [0, 1, 3, 2, 6, 7, 5, 4]
    states = [curve.after((0, 2), w) for w in range(8)]
    assert states == [(0, 0), (0, 1), (0, 1), (3, 2), (3, 2), (6, 1), (6, 1), (5, 0)]


def test_hilbert_at_two_thirds() -> None:
    found = [hilbert(m).inverse((fmpq(2, 3),) * m) for m in (2, 4, 6)]
    assert found == [fmpq(8, 15), fmpq(19, 30), fmpq(83, 126)]


def test_hilbert_agrees_with_another_implementation() -> None:
    """Its coordinates are in the other order; its integer points are the lower corners of the cells."""
    for level, cells in json.loads((DATA / "hilbertcurve.json").read_text())["levels"].items():
        p = int(level)
        ours = hilbert(2).cells(p)
        assert [[y, x] for x, y in ours] == cells
        for number, (x, y) in enumerate(ours):
            place = fmpq(number, 4**p)
            corner = hilbert(2)(place)  # the curve enters the cell there
            assert all(0 <= a * 2**p - b <= 1 for a, b in zip(corner, (x, y), strict=True))


@pytest.mark.parametrize("m", [2, 3, 4, 5])
def test_hilbert_cells_are_neighbours_and_all_of_them(m: int) -> None:
    level = 12 // m
    cells = hilbert(m).cells(level)
    assert len(set(cells)) == len(cells) == 2 ** (m * level)
    for a, b in itertools.pairwise(cells):
        assert sum(abs(x - y) for x, y in zip(a, b, strict=True)) == 1


@pytest.mark.parametrize("m", range(2, 11))
def test_hilbert_glues(m: int) -> None:
    """The curve leaves each part of the cube where it enters the next."""
    curve = hilbert(m, 1000)
    for w in range(min(2**m - 1, 300)):
        state, other = curve.after((0, m - 1), w), curve.after((0, m - 1), w + 1)
        cell, following = curve.cell((0, m - 1), w), curve.cell((0, m - 1), w + 1)
        leaves = [(cell >> j & 1) + ((state[0] ^ 1 << state[1]) >> j & 1) for j in range(m)]
        enters = [(following >> j & 1) + (other[0] >> j & 1) for j in range(m)]
        assert leaves == enters


@pytest.mark.parametrize("m", [1, 2, 3, 4, 5, 7, 12])
def test_short_dyadic_numbers_take_a_way_of_their_own(m: int) -> None:
    rng = random.Random(m)
    curve = hilbert(m)
    for _ in range(100):
        length = rng.randint(1, 40)
        s = fmpq(rng.randrange(1, 2**length, 2), 2**length)
        assert curve(s) == curve._at_dyadic(s, -(-length // m))


@pytest.mark.parametrize("m", [1, 2, 3, 4, 5, 7, 8, 9, 12])
def test_short_dyadic_points_take_a_way_of_their_own(m: int) -> None:
    rng = random.Random(m)
    curve = hilbert(m)
    for _ in range(60):
        size = 2 ** rng.randint(0, 12)
        point = tuple(fmpq(rng.randint(0, size), size) for _ in range(m))
        assert curve.inverse(point) == curve.expansion(point).value
        assert curve(curve.inverse(point)) == point
        assert curve.inverse([*point]) == curve.inverse(point)


def by_quarters(number: int, level: int) -> tuple[int, int]:
    """The square of Hilbert's curve in the plane, by turning quarters from the smallest to the largest."""
    x = y = 0
    for k in range(level):
        right = number >> 2 * k + 1 & 1
        up = (number >> 2 * k ^ number >> 2 * k + 1) & 1
        if not up:
            if right:
                x, y = 2**k - 1 - x, 2**k - 1 - y
            x, y = y, x
        x, y = x + (right << k), y + (up << k)
    return x, y


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_all_dyadic_points_of_the_plane_against_turned_quarters(level: int) -> None:
    """Deep below a number the squares shrink to its point, and round to it."""
    curve, size = hilbert(2), 2**level
    for number in range(4**level):
        assert curve.cells(level)[number] == by_quarters(number, level)[::-1]
        deep = by_quarters(number << 40, level + 20)[::-1]
        wanted = tuple(fmpq((c + 2**19) >> 20, size) for c in deep)
        assert curve(fmpq(number, 4**level)) == wanted
        middle = tuple(fmpq(2 * c + 1, 2 * size) for c in curve.cells(level)[number])
        assert 0 <= curve.inverse(middle) * 4**level - number <= 1


def direct_lebesgue(m: int, s: Fraction, count: int) -> list[Fraction]:
    """The definition in fractions, to within 2^-(count / m), by digits one at a time."""
    bits: list[int] = []
    for _ in range(count):
        s *= 3
        digit = min(int(s), 2)
        s -= digit
        if digit == 1:
            ends = [[*bits, 0, *[1] * count], [*bits, 1, *[0] * count]]
            low, high = (
                [sum(Fraction(b, 2 ** (k + 1)) for k, b in enumerate(e[j::m])) for j in range(m)]
                for e in ends
            )
            return [(1 - s) * a + s * b for a, b in zip(low, high, strict=True)]
        bits.append(digit // 2)
    return [sum(Fraction(b, 2 ** (k + 1)) for k, b in enumerate(bits[j::m])) for j in range(m)]


@settings(max_examples=300, deadline=None)
@given(st.fractions(0, 1, max_denominator=500), st.integers(1, 5))
def test_lebesgue_is_its_definition(s: Fraction, m: int) -> None:
    for x, y in zip(lebesgue(m)(s), direct_lebesgue(m, s, 60), strict=True):
        assert abs(Fraction(int(x.p), int(x.q)) - y) <= Fraction(2, 2 ** (60 // m))


points = st.integers(1, 6).flatmap(
    lambda m: st.lists(st.fractions(0, 1, max_denominator=60), min_size=m, max_size=m)
)


def test_the_inverse_is_a_right_inverse_at_thousands_of_points() -> None:
    rng = random.Random(5)
    for _ in range(1500):
        m, q = rng.randint(1, 6), rng.choice((1, 2, 3, 5, 7, 9, 12, 16, 31, 60, 96))
        point = tuple(fmpq(rng.randint(0, q), q) for _ in range(m))
        for kind in CURVES:
            assert kind(m)(kind(m).inverse(point)) == point


@settings(max_examples=200, deadline=None)
@given(points)
def test_the_inverse_is_a_right_inverse(point: list[Fraction]) -> None:
    for kind in CURVES:
        curve = kind(len(point), 10_000)
        try:
            s = curve.inverse(point)
        except TooManyDigits:
            continue
        assert 0 <= s <= 1
        assert curve(s) == tuple(fmpq(x.numerator, x.denominator) for x in point)


@settings(max_examples=400, deadline=None)
@given(st.fractions(0, 1, max_denominator=200), st.integers(1, 4), st.integers(0, 15))
def test_the_curves_are_similar_to_themselves(s: Fraction, m: int, number: int) -> None:
    for kind in CURVES:
        curve = kind(m)
        index = number % len(curve.maps())
        place, f = curve.places()[index], curve.maps()[index]
        assert curve(place([s])[0]) == f(curve(s))


@settings(max_examples=200, deadline=None)
@given(st.fractions(0, 1, max_denominator=300), st.fractions(0, 1, max_denominator=300), st.integers(1, 4))
def test_the_curves_are_hoelder_continuous(s: Fraction, t: Fraction, m: int) -> None:
    apart = float(abs(s - t))
    bounds = {lebesgue: 2 * 3 * apart ** (sp.log(2) / (m * sp.log(3))), hilbert: 4 * apart ** (1 / m)}
    for kind, bound in bounds.items():
        both = zip(kind(m)(s), kind(m)(t), strict=True)
        assert max(abs(a - b) for a, b in both) <= fmpq(int(float(bound) * 10**9) + 1, 10**9)


@pytest.mark.parametrize("m", [1, 2, 3, 7])
@pytest.mark.parametrize("kind", CURVES)
def test_corners_of_the_cube(kind: Any, m: int) -> None:
    curve = kind(m)
    assert curve(0) == (0,) * m
    for corner in itertools.product((0, 1), repeat=m):
        assert curve(curve.inverse(corner)) == corner


def test_one_dimension() -> None:
    """Lebesgue's is Cantor's function; Hilbert's the identity."""
    assert lebesgue(1)(fmpq(1, 4)) == at("1/3")
    for s in (fmpq(0), fmpq(1, 7), fmpq(5, 8), fmpq(1)):
        assert hilbert(1)(s) == (s,)


@pytest.mark.parametrize("kind", CURVES)
def test_ends_of_gaps_and_dyadic_points_from_both_sides(kind: Any) -> None:
    curve = kind(3)
    step = fmpq(1, 2**90)
    for s in (fmpq(1, 3), fmpq(2, 3), fmpq(7, 9), fmpq(1, 8), fmpq(1, 2), fmpq(63, 64), fmpq(26, 27)):
        here = curve(s)
        for near in (curve(s - step), curve(s + step)):
            assert max(abs(a - b) for a, b in zip(here, near, strict=True)) < fmpq(1, 10**5)


@pytest.mark.parametrize("kind", CURVES)
@pytest.mark.parametrize(
    "value", [0.5, sp.sqrt(2) / 2, sp.pi / 4, fmpq(-1, 3), fmpq(4, 3), "1.x", None, True]
)
def test_what_is_no_rational_of_the_interval_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(InputError):
        kind(2)(value)
    with pytest.raises(InputError):
        kind(2).inverse((0, value))


@pytest.mark.parametrize("kind", CURVES)
def test_bad_shapes_are_refused(kind: Any) -> None:
    for dim in (0, -1, 2.0, True, "2"):
        with pytest.raises(InputError):
            kind(dim)
    for point in ((0,), (0, 0, 0), 0):
        with pytest.raises(InputError):
            kind(2).inverse(point)
    for level in (-1, 1.5, True, 40):
        with pytest.raises(InputError):
            kind(2).polygon(level)


@pytest.mark.parametrize("kind", CURVES)
def test_answers_too_long_to_write_down(kind: Any) -> None:
    """The period of 3^-60 in base 2 is 2 3^59."""
    with pytest.raises(TooManyDigits, match=r"more than \d+,000,000 digits"):
        kind(6).inverse((fmpq(1, 3**60),) * 6)
    with pytest.raises(SymreluError):
        kind(2, 100).inverse((fmpq(1, 101), fmpq(1, 103)))
    with pytest.raises(TooManyDigits):
        hilbert(2)(fmpq(1, 3**60))


def test_where_hilbert_is_too_long_lebesgue_is_named() -> None:
    rng = random.Random(4)
    point = tuple(fmpq(rng.randrange(31), 31) for _ in range(6))
    with pytest.raises(TooManyDigits, match="Lebesgue"):
        hilbert(6, 60).inverse(point)
    assert lebesgue(6, 60)(lebesgue(6, 60).inverse(point)) == point


@pytest.mark.parametrize("m", [6, 12, 42])
def test_large_denominators(m: int) -> None:
    rng = random.Random(m)
    for q in (10**6, 999_999, 65_537, 2**19):
        point = tuple(fmpq(rng.randint(0, q), q) for _ in range(m))
        s = lebesgue(m).inverse(point)
        assert lebesgue(m)(s) == point
        lebesgue(m)(fmpq(rng.randint(0, q), q))
    long = lebesgue(m).inverse((fmpq(1, 2029),) * m)
    assert len(str(long)) > 4300  # Python's own integers refuse to print so many


def test_polygons_are_centres_of_cells() -> None:
    assert lebesgue(2).polygon(0) == (at("1/2 1/2"),)
    assert lebesgue(2).polygon(1) == tuple(map(at, ("1/4 1/4", "1/4 3/4", "3/4 1/4", "3/4 3/4")))
    for kind in CURVES:
        assert len(set(kind(3).polygon(2))) == 64


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 3), st.fractions(0, 1, max_denominator=999))
def test_expansions(base: int, x: Fraction) -> None:
    if x == 1:
        return
    head, rest = split(base, fmpq(x.numerator, x.denominator).q)
    tail = period(base, rest, 1000)
    assert tail is not None
    assert (base**tail - 1) % int(rest) == 0
    assert all((base**k - 1) % int(rest) for k in range(1, tail))
    text = ""
    y = x
    for _ in range(head + tail):
        y *= base
        text += str(int(y))
        y -= int(y)
    assert periodic(base, text[:head], text[head:]) == fmpq(x.numerator, x.denominator)
    assert read(base, text) == int(text, base)


@pytest.mark.parametrize("m", [6, 12, 42])
def test_inverses_of_millions_of_digits_are_known_by_their_digits(m: int) -> None:
    """The period of 1/999983 in base 2 is 499,991 digits: dealt, and read back, without a fraction."""
    rng = random.Random(m)
    point = tuple(fmpq(rng.randint(1, 999_982), 999_983) for _ in range(m))
    start = time.process_time()
    s = lebesgue(m).expansion(point)
    assert time.process_time() - start < 5
    assert (s.base, s.head, len(s.tail)) == (3, "", m * 499_991)
    assert lebesgue(m)(s) == point


def test_an_inverse_of_millions_of_digits_is_a_fraction_too() -> None:
    point = tuple(fmpq(k, 999_983) for k in range(1, 6))
    s = lebesgue(5).inverse(point)
    assert int(s.q).bit_length() > 3_900_000
    assert (fmpz(3) ** (5 * 499_991) - 1) % s.q == 0
    assert lebesgue(5)(s) == point


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((2, 3)), st.text("01", max_size=9), st.text("01", min_size=1, max_size=40))
def test_the_value_of_an_expansion_is_its_series(base: int, head: str, tail: str) -> None:
    head, tail = (text.replace("1", str(base - 1)) for text in (head, tail))
    tail += "".join(str(base - 1 - int(digit)) for digit in tail) * (len(tail) % 2)
    value = Fraction(int(head or "0", base), base ** len(head))
    value += Fraction(int(tail, base), base ** len(head) * (base ** len(tail) - 1))
    assert Expansion(base, head, tail).value == fmpq(value.numerator, value.denominator)
    point = (lebesgue if base == 3 else hilbert)(3)
    assert point(Expansion(base, head, tail)) == point(Expansion(base, head, tail).value)


def test_expansions_of_another_base_are_numbers() -> None:
    third = Expansion(2, "", "01")
    assert lebesgue(2)(third) == lebesgue(2)(fmpq(1, 3))
    assert hilbert(2)(Expansion(3, "1", "0")) == hilbert(2)(fmpq(1, 3))
    assert lebesgue(2)(Expansion(3, "1", "0")) == lebesgue(2)(fmpq(1, 3))
    assert hilbert(2)(Expansion(2, "", "1")) == hilbert(2)(1)


@pytest.mark.parametrize(
    "rest", [2**61 - 1, 3**40 * 7, 10**18 + 9, 2**89 - 1, 2**127 - 1, 1_000_003 * 999_983]
)
def test_periods_of_large_numbers_come_from_their_factors(rest: int) -> None:
    for base in (2, 3):
        whole = rest if rest % base else rest // base
        while whole % base == 0:
            whole //= base
        found = period(base, fmpz(whole), 10**60)
        assert found == sp.n_order(base, whole)


def test_periods_nearly_as_long_as_the_number() -> None:
    for base, length, divisor in (
        (2, 300, 1),
        (2, 301, 127),
        (3, 300, 4),
        (3, 301, 2),
        (3, 1000, 2 * 2 * 11 * 11),
    ):
        rest = fmpz(base) ** length - 1
        assert rest % divisor == 0
        assert period(base, rest // divisor, 2000) == length
    for base, length, divisor in ((2, 150, 1), (2, 300, 17), (3, 150, 2), (3, 300, 41), (3, 301, 4)):
        rest = fmpz(base) ** length + 1
        assert rest % divisor == 0
        assert period(base, rest // divisor, 2000) == 2 * length
        assert period(base, rest // divisor, length) is None


def test_dimensions_have_a_limit() -> None:
    for kind in CURVES:
        with pytest.raises(InputError, match="at most 100,000"):
            kind(2_000_000)
        assert len(kind(100_000)(fmpq(1, 2))) == 100_000
