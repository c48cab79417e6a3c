"""The space-filling family: worked values, witnesses against a push by hand in fractions, limits."""

from __future__ import annotations

import itertools
import random
import time
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import fmpq

from symrelu import Layer, Network, SpaceFillingFamily
from symrelu.errors import InputError, ProofFailed, TooManyDigits
from symrelu.invariance.space_filling import NetworkParameters, same_function
from symrelu.invariance.steep_pairs import _check_translation
from symrelu.laws.prokhorov import prokhorov
from symrelu.laws.vectors import points

Curve = list[tuple[Fraction, list[Fraction]]]


def frac(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def affine(rows: Any, bias: Any, x: list[Fraction]) -> list[Fraction]:
    forms = zip(rows, bias, strict=True)
    return [sum((frac(w) * c for w, c in zip(row, x, strict=True)), frac(b)) for row, b in forms]


def through(curve: Curve, parameters: NetworkParameters) -> Curve:
    """A piecewise affine curve through the layers: a node wherever a coordinate changes sign."""
    for number in range(parameters.depth):
        rows, bias = parameters.layer(number)
        curve = [(t, affine(rows, bias, x)) for t, x in curve]
        cut: Curve = [curve[0]]
        for (t0, y0), (t1, y1) in itertools.pairwise(curve):
            roots = {t0 + (t1 - t0) * a / (a - b) for a, b in zip(y0, y1, strict=True) if a * b < 0}
            for t in sorted(roots):
                share = (t - t0) / (t1 - t0)
                cut.append((t, [a + share * (b - a) for a, b in zip(y0, y1, strict=True)]))
            cut.append((t1, y1))
        curve = [(t, [max(c, Fraction(0)) for c in y]) for t, y in cut]
    return curve


def value(curve: Curve, t: Fraction) -> list[Fraction]:
    for (t0, y0), (t1, y1) in itertools.pairwise(curve):
        if t0 <= t <= t1:
            return [a + (t - t0) / (t1 - t0) * (b - a) for a, b in zip(y0, y1, strict=True)]
    raise ValueError(t)


def diagonal(d: int) -> Curve:
    return [(Fraction(0), [Fraction(0)] * d), (Fraction(1), [Fraction(1)] * d)]


def test_worked_witnesses() -> None:
    assert SpaceFillingFamily(1).witness(1, Layer(1, 1)).theta == fmpq(20411, 6561)
    assert SpaceFillingFamily(1).witness(1, Layer(2, 3)).theta == fmpq(247517363, 48427470)
    assert SpaceFillingFamily(1, "hilbert").witness(1, Layer(1, 1)).theta == fmpq(463289, 130560)


def test_the_uniform_law_is_a_member() -> None:
    assert SpaceFillingFamily(1).parameter(Layer(1, 0)) == fmpq(71, 36)
    identity = Layer([[1, 0], [0, 1]], [0, 0])
    assert SpaceFillingFamily(2).parameter(identity) == fmpq(18950, 9477)
    law = SpaceFillingFamily(1).law("71/36")
    assert law.atoms() == {}
    assert law.cdf(sp.Rational(1, 3)) == sp.Rational(1, 3)
    plane = SpaceFillingFamily(2).law("18950/9477")
    assert [(part.dim, part.mass) for part in plane.parts()] == [(1, 1)]


@pytest.mark.parametrize("curve", ["lebesgue", "hilbert"])
@pytest.mark.parametrize("d", [1, 2, 3])
def test_witnesses_against_a_push_by_hand(d: int, curve: str) -> None:
    rng = random.Random(d)
    family = SpaceFillingFamily(d, curve)
    for theta in ("-3", "1", "3/2", "2", "7/3", "3", "29/9", "9/2", "5", "51/10", "10"):
        q = rng.choice((1, 2, 3))
        W = [[Fraction(rng.randint(-2 * q, 2 * q), q) for _ in range(d)] for _ in range(d)]
        layer = Layer(W, [Fraction(rng.randint(-q, 2 * q), q) for _ in range(d)])
        found = family.witness(theta, layer)
        assert found.checked
        before, after = family.parameters_at(theta), family.parameters_at(found.theta)
        assert after == found.parameters
        assert max(abs(c) for c in after.entries) <= after.depth
        own = NetworkParameters(d, 1, tuple(c for row in (*layer.weights, layer.bias) for c in row))
        wanted = through(through(diagonal(d), before), own)
        got = through(diagonal(d), after)
        for t in {t for t, _ in wanted} | {t for t, _ in got}:
            assert value(wanted, t) == value(got, t)


def test_a_witness_is_a_parameter_of_the_pushed_law() -> None:
    family = SpaceFillingFamily(1)
    theta = family.parameter(Network([Layer(1, 0)]))
    layer = Layer(-2, sp.Rational(3, 2))
    image, law = family.law(theta).pushed(layer), family.law(family.witness(theta, layer).theta)
    assert law.atoms() == image.atoms() == {0: sp.Rational(1, 4)}
    assert law.mean() == image.mean()
    assert law.cdf(1) == image.cdf(1)


def test_joints() -> None:
    """At 2K and 2K + 1 both prescriptions give the same map; near them the weights are near."""
    family = SpaceFillingFamily(2)
    step = fmpq(1, 3**200)
    for joint in (1, 2, 3, 4, 5, 6):
        there = family.parameters_at(joint)
        for theta in (joint - step, joint + step):
            near = family.parameters_at(theta)
            depth = max(near.depth, there.depth)
            pairs = zip(near.padded(depth).entries, there.padded(depth).entries, strict=True)
            assert max(abs(a - b) for a, b in pairs) < fmpq(1, 100)


def test_padding_is_the_identity_behind_a_layer() -> None:
    one = NetworkParameters(1, 1, (fmpq(-1), fmpq(1, 2)))
    assert one.padded(4).shortened == one.network
    assert one.padded(4).network(sp.Rational(1, 4)) == one.network(sp.Rational(1, 4))
    assert NetworkParameters(1, 1, (fmpq(1), fmpq(0))).shortened.widths == (1, 1)


def test_different_curves_are_not_the_same() -> None:
    """The check of a witness can fail: one kink apart, one end apart."""
    a, b, c = (Network([Layer(*w)]).on_segment(0, 1) for w in ((2, -1), (2, -2), (1, 0)))
    assert same_function(a, a)
    assert not same_function(a, b)
    assert not same_function(a, c)
    assert not same_function(a, Network([Layer(2, -1)]).on_segment(0, 2))


def test_a_wrong_inverse_is_no_witness() -> None:
    from symrelu.geometry.lebesgue import LebesgueCurve, lebesgue

    class Broken(LebesgueCurve):
        def inverse(self, point: Any) -> fmpq:
            return super().inverse(point) / 2

    family = SpaceFillingFamily(1, lambda m: Broken(m))
    with pytest.raises(ProofFailed):
        family.witness(1, Layer(1, 1))
    assert SpaceFillingFamily(1, lebesgue).witness(1, Layer(1, 1)).checked


def test_slopes_without_bound() -> None:
    """The Dirac witness: ratio (1/2) min(1, 2K 2^-k) 3^((k - 1) m + j), and d_P by the exact algorithm."""
    for d, depth in ((1, 1), (1, 2), (2, 1), (2, 2)):
        family = SpaceFillingFamily(d)
        m = family.width(depth)
        j = m - d + 1
        for k in range(2, 7):
            pair = family.steep(k, depth)
            assert pair.theta == 2 * depth - fmpq(1, 3**m)
            size = min(fmpq(1), fmpq(2 * depth, 2**k))
            assert pair.ratio == size / 2 * 3 ** ((k - 1) * m + j)
            changed = zip(
                family.parameters_at(pair.near).entries, family.parameters_at(pair.theta).entries, strict=True
            )
            assert [i for i, (a, b) in enumerate(changed, start=1) if a != b] == [j]
            if d == 2:
                ends = [points(list(family.law(t).atoms()), [1]) for t in (pair.theta, pair.near)]
                assert prokhorov(*ends).value == sp.Rational(str(pair.distance))


def test_infinite_support_and_still_steep() -> None:
    """Near the identity on R the law is translated by 2^(2 - k): d_P = 2^(1 - k), ratio (81/2)^k."""
    family = SpaceFillingFamily(1)
    for k in range(2, 9):
        pair = family.steep_translation(k, depth=2)
        assert pair.exact
        assert pair.theta == 3 + fmpq(2180, 2187)
        assert pair.near == pair.theta + 2 / fmpq(81) ** k
        assert family.parameters_at(pair.theta).entries == (1, 0, 1, 0)
        assert family.parameters_at(pair.near).entries == (1, 0, 1, fmpq(4, 2**k))
        assert pair.distance == fmpq(2, 2**k)
        assert pair.ratio == (fmpq(81) / 2) ** k
    law = family.law(family.steep_translation(3, depth=2).near)
    assert law.atoms() == {}
    assert law.prob(sp.Interval(sp.Rational(1, 2), sp.Rational(3, 2))) == 1
    assert law.cdf(1) == sp.Rational(1, 2)


def discretised(path: Any, count: int) -> Any:
    """Equal point masses at the middles of equal parts: within 1/(2 count) times the slope of the law."""
    return points([path(fmpq(2 * i + 1, 2 * count)) for i in range(count)], [sp.Rational(1, count)] * count)


@pytest.mark.parametrize(
    ("dim", "curve", "depth", "k"),
    [(1, "lebesgue", 1, 2), (1, "lebesgue", 2, 3), (2, "lebesgue", 1, 2), (1, "hilbert", 1, 2),
     (1, "hilbert", 2, 2)],
)  # fmt: skip
def test_distances_of_steep_pairs_against_discrete_laws(dim: int, curve: str, depth: int, k: int) -> None:
    """d_P of the laws is within the errors of discretisation of that of the discrete ones, which is exact."""
    family, count = SpaceFillingFamily(dim, curve), 40
    pair = family.steep_translation(k, depth)
    paths = [family.image_of_diagonal(t) for t in (pair.theta, pair.near)]
    error = sum(max(max(map(abs, piece.slope)) for piece in path) * fmpq(1, 2 * count) for path in paths)
    found = fmpq(*map(int, prokhorov(*[discretised(path, count) for path in paths]).value.as_numer_denom()))
    assert pair.distance <= found + error
    assert not pair.exact or found <= pair.distance + error


def test_hilberts_curve_is_steep_too() -> None:
    """All coordinates 2/3, none dyadic: the first bias moves by -(2 K/3) 2^-k, the parameter by 2^(-m k)."""
    for d, depth, s in ((1, 1, "8/15"), (1, 2, "19/30"), (1, 3, "83/126"), (2, 1, "83/126")):
        family = SpaceFillingFamily(d, "hilbert")
        m = family.width(depth)
        last = fmpq(0)
        for k in (2, 4, 6, 8):
            pair = family.steep_translation(k, depth)
            assert not pair.exact
            assert pair.theta - (2 * depth - 1) == fmpq(*map(int, s.split("/")))
            assert 0 < abs(pair.near - pair.theta) <= fmpq(1, 2 ** (m * k))
            entries = [family.parameters_at(t).entries for t in (pair.theta, pair.near)]
            moved = [(i, b - a) for i, (a, b) in enumerate(zip(*entries, strict=True)) if a != b]
            assert set(entries[0]) == {fmpq(depth, 3)}
            assert moved == [(m - d, -fmpq(2 * depth, 3) / 2**k)]
            assert pair.ratio == pair.distance / abs(pair.near - pair.theta)
            assert (
                pair.distance * 2**k >= last
            )  # so that the ratio is at least a constant times 2^((m - 1) k)
            last = pair.distance * 2**k


def test_what_is_no_steep_pair() -> None:
    for k in (1, 2.0, True, "2"):
        for family in (SpaceFillingFamily(1), SpaceFillingFamily(1, "hilbert")):
            with pytest.raises(InputError, match="k: found"):
                family.steep_translation(k)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="an even number"):
        SpaceFillingFamily(1, "hilbert").steep_translation(3)
    for depth in (0, 1.5, None):
        for question in (SpaceFillingFamily(1).steep, SpaceFillingFamily(1).steep_translation):
            with pytest.raises(InputError, match="depth"):
                question(2, depth)  # type: ignore[arg-type]
    with pytest.raises(TooManyDigits):
        SpaceFillingFamily(1).steep_translation(2, 10**9)


def test_moved_curves_are_checked() -> None:
    identity, other, point = (Network([Layer(*w)]).on_segment(0, 1) for w in ((1, 0), (2, 1), (0, 1)))
    for one, two in ((identity, other), (point, point), (identity, identity)):
        with pytest.raises(ProofFailed):
            _check_translation(one, two, fmpq(1), "moved")
    _check_translation(identity, Network([Layer(1, 1)]).on_segment(0, 1), fmpq(1), "moved")


@pytest.mark.parametrize("theta", [0.5, sp.sqrt(2), sp.pi, "x", None])
def test_what_is_not_rational_is_refused(theta: Any) -> None:
    family = SpaceFillingFamily(1)
    for question in (family.parameters_at, family.law, lambda t: family.witness(t, Layer(1, 1))):
        with pytest.raises(InputError):
            question(theta)


def test_layers_that_do_not_fit_are_refused() -> None:
    family = SpaceFillingFamily(2)
    for layer in (Layer(1, 1), Layer([[1, 0]], [0]), Layer([[1, 0], [0, 1]], [0, 0], "identity"), 3):
        with pytest.raises(InputError):
            family.witness(1, layer)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        family.witness(1, Layer([[1, 0], [0, sp.sqrt(2)]], [0, 0]))
    for dim in (0, True, 1.5, "2"):
        with pytest.raises(InputError):
            SpaceFillingFamily(dim)
    for curve in ("peano", 3, None):
        with pytest.raises(InputError):
            SpaceFillingFamily(1, curve)
    for k in (1, 2.0, True):
        with pytest.raises(InputError):
            family.steep(k)
    with pytest.raises(InputError):
        SpaceFillingFamily(1, "hilbert").steep(2)


def test_limits_come_in_time() -> None:
    family = SpaceFillingFamily(1)
    start = time.process_time()
    with pytest.raises(TooManyDigits):
        family.witness(2 + fmpq(1, 3**40), Layer(1, 1))
    for theta in (10**9, 10**300):
        with pytest.raises(TooManyDigits):
            family.witness(theta, Layer(1, 1))
    with pytest.raises(TooManyDigits):
        family.witness(1, Layer(10**50, 1))
    with pytest.raises(TooManyDigits):
        SpaceFillingFamily(10**4)
    assert time.process_time() - start < 5


def test_large_weights() -> None:
    """A deep box of identity layers; where its period is too long, one whose side is a power of 2."""
    found = SpaceFillingFamily(1).witness(1, Layer(300, fmpq(1, 7)))
    assert found.checked
    assert found.parameters.depth == 300
    found = SpaceFillingFamily(1).witness(1, Layer(1019, 1))
    assert found.checked
    assert found.parameters.depth == 1024
