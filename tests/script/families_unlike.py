"""Families on R^2 that no separator refutes, and what is known of them."""

from __future__ import annotations

from sympy import Rational

from symrelu.laws.base import normal, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product, uniform_box
from symrelu.model.family import Family
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import clip, positive, reals

a, b, c, e, x = reals("a b c e x")
s = positive("s")

HALF_ATOM = push((clip(x, 0, Rational(1, 2)), x), uniform(0, 1))
SIX_RAMPS = Layer([[1]] * 6, [Rational(-k, 6) for k in range(6)])
MIXED = Layer([[a, b, c, 1, 2, 3], [1, c, b, e, 1, 1]], [0, 0], activation="identity")
ROTATED = Layer([[a, b], [-b, a]], [c, 0], activation="identity")
BENT_SQUARE = Network([Layer([[1, a], [b, 1]], [0, 0]), Layer([[1, 1], [1, -1]], [c, 0])])

PROVED_REGULAR = {
    "a half atom on a line": Family(along(HALF_ATOM, (a, b), (c, e)), (a, b, c, e)),
    "a curve of six ramps": Family(push(Network([SIX_RAMPS, MIXED]), uniform(0, 1)), (a, b, c, e)),
    "a bent square": Family(push(BENT_SQUARE, uniform_box([(0, 1), (0, 1)])), (a, b, c)),
    "a point of the diagonal": Family(points([(a, a)]), (a,)),
    "two points above each other": Family(points([(a, b), (a, c)]), (a, b, c)),
    "two opposite points": Family(points([(a, b), (-a, -b)]), (a, b)),
    "points of the diagonal, s > 0": Family(points([(s, s)]), (s,)),
}
# The scale multiplies a number without bound, and normal laws that shrink are not Lipschitz at scale 0.
NOT_LIPSCHITZ = Family(push(ROTATED, product(normal(0, 1), normal(0, 1))), (a, b, c))
