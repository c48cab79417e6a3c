"""Random laws under random networks, against cells found anew by exact evaluation and distribution functions
written down anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from mpmath import mp, mpf

from symrelu.laws import base
from symrelu.laws.push import push
from symrelu.model.network import Layer, Network

Q = Fraction
Function = Callable[[Fraction], Fraction]
FAR = Q(10) ** 6
TOLERANCE = mpf(10) ** -20


def real(q: Fraction) -> Any:
    return mpf(q.numerator) / q.denominator


# ---- laws: (law of symrelu, [(weight, distribution function | point)]) -------------------------------


def bases(source: Random) -> tuple[Any, list[tuple[Fraction, Any]]]:
    small = lambda: Q(source.randint(-6, 6), source.choice((1, 2, 3)))  # noqa: E731
    kind = source.choice(("uniform", "normal", "exponential", "laplace", "cauchy", "logistic", "atom", "mix"))
    a, s = small(), Q(source.randint(1, 5), source.choice((1, 2)))
    m, r = real(a), real(s)
    match kind:
        case "uniform":
            return base.uniform(a, a + s), [(Q(1), lambda v: min(mpf(1), max(mpf(0), (v - m) / r)))]
        case "normal":
            return base.normal(a, s), [(Q(1), lambda v: mp.ncdf(v, m, r))]
        case "exponential":
            return base.exponential(s), [(Q(1), lambda v: -mp.expm1(-r * v) if v > 0 else mpf(0))]
        case "laplace":
            tail = lambda v: mp.exp(-abs(v - m) / r) / 2  # noqa: E731
            return base.laplace(a, s), [(Q(1), lambda v: tail(v) if v < m else 1 - tail(v))]
        case "cauchy":
            return base.cauchy(a, s), [(Q(1), lambda v: mpf(1) / 2 + mp.atan((v - m) / r) / mp.pi)]
        case "logistic":
            return base.logistic(a, s), [(Q(1), lambda v: 1 / (1 + mp.exp(-(v - m) / r)))]
        case "atom":
            return base.atom(a), [(Q(1), a)]
    count = source.randint(2, 3)
    parts = [bases(source) for _ in range(count)]
    if source.random() < 0.4:
        parts[1] = parts[0]
    cuts = sorted(Q(source.randint(0, 6), 6) for _ in range(count - 1))
    weights = [hi - lo for lo, hi in itertools.pairwise([Q(0), *cuts, Q(1)])]
    law = base.mix(*((w, part) for w, (part, _) in zip(weights, parts, strict=True)))
    return law, [(w * v, f) for w, (_, fs) in zip(weights, parts, strict=True) for v, f in fs]


# ---- networks: (layers of symrelu, function, kinks found by evaluation) ------------------------------

ACTIVATIONS = ("relu", "leaky_relu", "abs", "clip", "identity")


def activation(source: Random) -> tuple[str, dict[str, Fraction], Function, list[Fraction]]:
    name = source.choice(ACTIVATIONS)
    if name == "leaky_relu":
        slope = Q(source.choice((-3, -2, -1, 0, 1, 2, 5)), source.choice((1, 2)))
        return name, {"slope": slope}, lambda u: u if u > 0 else slope * u, [Q(0)]
    if name == "clip":
        lo = Q(source.randint(-4, 4), 2)
        hi = lo + Q(source.choice((0, 1, 2, 5)), 2)
        return name, {"lo": lo, "hi": hi}, lambda u: min(hi, max(lo, u)), [lo, hi]
    plain = {"relu": lambda u: max(Q(0), u), "abs": abs, "identity": lambda u: u}
    return name, {}, plain[name], [Q(0)]


def network(source: Random) -> tuple[Network, Function, list[Fraction]]:
    widths = [1, *(source.randint(1, 3) for _ in range(source.randint(0, 2))), 1]
    layers: list[Layer] = []
    rows: list[Any] = []
    entry = lambda: Q(source.choice((-3, -2, -1, 0, 0, 1, 1, 2)), source.choice((1, 1, 2)))  # noqa: E731
    for wide, narrow in itertools.pairwise(widths):
        W = [[entry() for _ in range(wide)] for _ in range(narrow)]
        b = [entry() for _ in range(narrow)]
        name, numbers, function, kinks = activation(source)
        layers.append(Layer(W, b, name, **numbers))
        rows.append((W, b, function, kinks))

    def partial(x: Fraction, depth: int) -> list[Fraction]:
        point = [x]
        for W, b, function, _ in rows[:depth]:
            point = [
                function(sum((w * v for w, v in zip(row, point, strict=True)), Q(0)) + c)
                for row, c in zip(W, b, strict=True)
            ]
        return point

    cuts = [-FAR, FAR]
    for depth, (W, b, _, kinks) in enumerate(rows):
        more: set[Fraction] = set()
        for lo, hi in itertools.pairwise(cuts):
            first, last = partial(lo, depth), partial(hi, depth)
            for row, c in zip(W, b, strict=True):
                u = sum((w * v for w, v in zip(row, first, strict=True)), Q(0)) + c
                v = sum((w * v for w, v in zip(row, last, strict=True)), Q(0)) + c
                more |= {lo + (k - u) / (v - u) * (hi - lo) for k in kinks if (u - k) * (v - k) < 0}
        cuts = sorted({*cuts, *more})
    return Network(layers), lambda x: partial(x, len(rows))[0], cuts


def image(
    law: list[tuple[Fraction, Any]], g: Function, cuts: list[Fraction]
) -> tuple[Any, dict[Fraction, Any]]:
    """The distribution function of the image at a level, continuous part and atoms; and its atoms."""
    atoms: dict[Fraction, Any] = {}
    cells: list[tuple[Fraction, Any, Fraction | None, Fraction | None, Fraction, Fraction]] = []
    for weight, f in law:
        if isinstance(f, Fraction):
            atoms[g(f)] = atoms.get(g(f), mpf(0)) + real(weight)
            continue
        for lo, hi in itertools.pairwise(cuts):
            slope = (g(hi) - g(lo)) / (hi - lo)
            offset = g(lo) - slope * lo
            left, right = None if lo == -FAR else lo, None if hi == FAR else hi
            if slope == 0:
                mass = real(weight) * (
                    (1 if right is None else f(real(right))) - (0 if left is None else f(real(left)))
                )
                atoms[offset] = atoms.get(offset, mpf(0)) + mass
            else:
                cells.append((weight, f, left, right, slope, offset))

    def below(level: Fraction, closed: bool) -> Any:
        total = sum((m for p, m in atoms.items() if p < level or (closed and p == level)), mpf(0))
        for weight, f, left, right, slope, offset in cells:
            z = (level - offset) / slope
            z = z if left is None or z > left else left
            z = z if right is None or z < right else right
            start = 0 if left is None else f(real(left))
            stop = 1 if right is None else f(real(right))
            total += real(weight) * ((f(real(z)) - start) if slope > 0 else (stop - f(real(z))))
        return total

    return below, {p: m for p, m in atoms.items() if m > mpf(10) ** -45}


def near(exact: Any, other: Any) -> bool:
    return abs(mpf(sp.N(exact, 60)) - other) < TOLERANCE


@pytest.mark.parametrize("seed", range(60))
def test_atoms_and_distribution_functions(seed: int) -> None:
    source = Random(seed)
    with mp.workdps(60):
        law, parts = bases(source)
        net, g, cuts = network(source)
        found = push(net, law)
        below, atoms = image(parts, g, cuts)
        exact = {Q(str(p)): m for p, m in found.atoms().items()}
        assert sorted(exact) == sorted(atoms)
        assert all(near(m, atoms[p]) for p, m in exact.items())
        assert near(found.mass(), 1)
        levels = sorted(
            {*list(atoms)[:4], *(g(c) for c in cuts[1:-1][:4]), Q(0), Q(source.randint(-9, 9), 4)}
        )
        for level in levels:
            y = sp.Rational(level.numerator, level.denominator)
            assert near(found.cdf(y), below(level, True)), (level, "closed")
            assert near(found.cdf_left(y), below(level, False)), (level, "open")
            t = sp.Symbol("t", real=True)
            assert near(found.cdf(t).subs(t, y), below(level, True)), (level, "formula")
            assert near(found.cdf_left(t).subs(t, y), below(level, False)), (level, "left formula")
        for low, high in itertools.pairwise(levels):
            a, b = (sp.Rational(q.numerator, q.denominator) for q in (low, high))
            for left, right in itertools.product((True, False), repeat=2):
                mass = below(high, not right) - below(low, left)
                assert near(found.prob(sp.Interval(a, b, left, right)), mass), (low, high, left, right)
