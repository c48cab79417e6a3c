"""What the theorems say against masses of cells that are computed without them.

The maps are evaluated at rational points between their kinks; the base laws are mpmath's, written down anew.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import flint
import mpmath
import pytest
from mpmath import mp, mpf

from symrelu import Layer, Network, cauchy, exponential, laplace, logistic, normal, push, uniform
from symrelu.kernel.theorem import Theorem
from symrelu.methods.valuation import truth, value
from symrelu.terms.term import Term, instantiate, num

Map = Callable[[Fraction], Fraction]
DIGITS, FAR = mpf(10) ** -25, Fraction(10**9)


def number(q: Fraction) -> Any:
    return mpf(q.numerator) / q.denominator


BASES: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "normal": (normal(Fraction(1, 3), 2), lambda t: mp.ncdf(t, mpf(1) / 3, 2)),
    "uniform": (uniform(-1, 2), lambda t: min(mpf(1), max(mpf(0), (t + 1) / 3))),
    "exponential": (exponential(Fraction(3, 2)), lambda t: 1 - mp.exp(-1.5 * t) if t > 0 else mpf(0)),
    "laplace": (
        laplace(Fraction(1, 4), Fraction(1, 2)),
        lambda t: mp.exp(2 * t - 0.5) / 2 if t < 0.25 else 1 - mp.exp(0.5 - 2 * t) / 2,
    ),
    "cauchy": (cauchy(Fraction(1, 2), 2), lambda t: mpf(1) / 2 + mp.atan((t - 0.5) / 2) / mp.pi),
    "logistic": (logistic(Fraction(1, 2), 1), lambda t: 1 / (1 + mp.exp(0.5 - t))),
}


def network(seed: int) -> tuple[Any, Map, list[Fraction], bool]:
    """A random network of one hidden layer; its output before the last gate, the kinks of that, the gate."""
    source = Random(seed)
    width, rectified = source.choice((1, 2, 3)), source.random() < 0.7
    inner, shift, outer = ([_weight(source) for _ in range(width)] for _ in range(3))
    last = _weight(source)
    second = Layer([outer], [last]) if rectified else Layer([outer], [last], activation="identity")
    made = Network([Layer([[w] for w in inner], shift), second])

    def f(x: Fraction) -> Fraction:
        hidden = [max(Fraction(0), w * x + b) for w, b in zip(inner, shift, strict=True)]
        return sum((v * h for v, h in zip(outer, hidden, strict=True)), last)

    return made, f, sorted({-b / w for w, b in zip(inner, shift, strict=True)}), rectified


def _weight(source: Random) -> Fraction:
    return Fraction(source.choice((-3, -2, -1, 1, 2, 3)), source.choice((1, 2)))


def at_most(f: Map, kinks: list[Fraction], level: Fraction, cdf: Callable[[Any], Any], strict: bool) -> Any:
    """P(f(X) <= level), or P(f(X) < level), cell by cell; f is affine between the kinks."""
    total = mpf(0)
    ends = [-FAR, *kinks, FAR]
    for low, high in pairwise(ends):
        first, last = f(low), f(high)
        whole = cdf(infinite(high)) - cdf(infinite(low))
        if first == last:
            total += whole if first < level or (first == level and not strict) else 0
            continue
        cut = min(high, max(low, low + (level - first) * (high - low) / (last - first)))
        below = cdf(infinite(cut)) - cdf(infinite(low))
        total += below if first < last else whole - below
    return total


def infinite(t: Fraction) -> Any:
    """The number, or infinity where it stands for that."""
    return mp.inf if t >= FAR else -mp.inf if t <= -FAR else number(t)


def decimal(term: Term) -> Any:
    """The value of a closed term to 40 digits."""
    with flint.ctx.workprec(200):
        found = value(term, {})
    return number(found) if isinstance(found, Fraction) else mpf(found.str(40, radius=False))


def stated(theorem: Theorem, y: Fraction) -> tuple[Term, bool] | None:
    """What the theorem gives to P(law, x <= y), or to P(law, x = y) (then True); None if to neither."""
    claim = theorem.claim
    if claim.head == "eq":
        level = claim.args[0].args[1].args[0].args[1]
        return (claim.args[1], True) if level == num(y) else None
    if claim.head != "forall":
        return None
    here = instantiate(claim.args[0].args[0], num(y))
    if here.head == "imp":
        if truth(here.args[0], {}) is not True:
            return None
        here = here.args[1]
    return here.args[1], False


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("seed", range(3))
def test_masses_of_random_networks(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpmath.mp, "dps", 40)
    law, cdf = BASES[name]
    made, f, kinks, rectified = network(10 * seed + len(name))
    pushed = push(made, law)
    certified = pushed.prove()
    assert certified.left_out == ()
    atoms = [Fraction(int(p.p), int(p.q)) for p in pushed.atoms()]
    source = Random(seed)
    points = [*atoms, *map(f, kinks), *(Fraction(source.randint(-40, 40), 7) for _ in range(6))]
    seen = 0
    for y in points:
        upto = mpf(0) if rectified and y < 0 else at_most(f, kinks, y, cdf, False)
        below = mpf(0) if rectified and y <= 0 else at_most(f, kinks, y, cdf, True)
        found = [s for t in certified if (s := stated(t, y)) is not None]
        assert sum(not equal for _, equal in found) == 1
        for term, equal in found:
            assert abs(decimal(term) - (upto - below if equal else upto)) < DIGITS
            seen += 1
    assert seen == len(points) + sum(y in atoms for y in points)
