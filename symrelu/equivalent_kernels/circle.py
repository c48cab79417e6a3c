# pyright: basic
"""Weights on a circle with an independent bias: exact by arcs. The pair is not rotation-invariant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cmp_to_key
from itertools import pairwise

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.coordinates import coordinate_kernel
from symrelu.equivalent_kernels.invariant_law import InvariantLaw, PearsonII
from symrelu.equivalent_kernels.pair import Pair, Vector, inner
from symrelu.equivalent_kernels.weights import Independent, IndependentBias
from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.base import atom
from symrelu.model.enclosure import constant_sign, enclosure, is_zero
from symrelu.model.law import Law
from symrelu.model.part import DensityPart
from symrelu.model.scalar import Expression


@dataclass(frozen=True)
class _Wave:
    """height cos(u - shift) + level, for an angle u."""

    height: Expression
    shift: Expression
    level: Expression

    def roots(self) -> list[Expression]:
        """Where it changes its sign, in [-pi, 2 pi] and up to full turns."""
        if self.height == 0 or constant_sign(self.height - abs(self.level)) != 1:
            return []
        half = sp.acos(-self.level / self.height)
        return [self.shift - half, self.shift + half]

    def at(self, u: Expression) -> Expression:
        return self.height * sp.cos(u - self.shift) + self.level


def _sign(e: Expression) -> int:
    """The sign of a sum of angles, or of a wave; a number below 1 whose sine is 0 is 0."""
    near = enclosure(e, 256)
    if near > 0 or near < 0:
        return 1 if near > 0 else -1
    if abs(near) < 1 and is_zero(sp.expand(sp.expand_trig(sp.sin(e)))):
        return 0
    found = constant_sign(e)
    if found is None:
        raise NoClosedForm(f"the sign of {e}")
    return found


def _order(a: Expression, b: Expression) -> int:
    return _sign(a - b)


def _primitive(s: _Wave, t: _Wave, u: Expression) -> Expression:
    """A primitive of the product of two waves."""
    gap = s.shift - t.shift
    both = s.height * t.height
    product = both * (u * sp.cos(gap) / 2 + sp.sin(2 * u - s.shift - t.shift) / 4)
    singly = s.height * t.level * sp.sin(u - s.shift) + t.height * s.level * sp.sin(u - t.shift)
    return product + singly + s.level * t.level * u


def _mean(f: Homogeneous, s: _Wave, t: _Wave) -> Expression:
    """The mean of f(s) f(t) over a full turn: on each arc between sign changes both are waves."""
    turn = 2 * sp.pi
    inside = [_reduced(root) for root in (*s.roots(), *t.roots())]
    ends = sorted([sp.S.Zero, turn, *inside], key=cmp_to_key(_order))
    total = sp.S.Zero
    for low, high in pairwise(ends):
        if _order(low, high) == 0:
            continue
        signs = [_sign_between(wave, low, high) for wave in (s, t)]
        if f.degree == 0:
            heights = [(f.left, f.at_zero, f.right)[sign + 1] for sign in signs]
            total += sp.Mul(*heights) * (high - low)
        else:
            slopes = [(-f.left, sp.S.Zero, f.right)[sign + 1] for sign in signs]
            total += sp.Mul(*slopes) * (_primitive(s, t, high) - _primitive(s, t, low))
    return sp.expand(sp.expand_trig(total)) / turn


def _sign_between(wave: _Wave, low: Expression, high: Expression) -> int:
    """The sign on an arc without a change of sign: at most one of two points is a touching zero."""
    points = (low + (high - low) * share for share in (sp.S.Half, sp.Rational(1, 3)))
    return next((sign for sign in (_sign(wave.at(u)) for u in points) if sign), 0)


def _reduced(u: Expression) -> Expression:
    """The angle up to full turns, in [0, 2 pi)."""
    while _sign(u) < 0:
        u += 2 * sp.pi
    while _sign(u - 2 * sp.pi) >= 0:
        u -= 2 * sp.pi
    return u


def mean_of_weights(f: Homogeneous, law: InvariantLaw, x: Vector) -> Expression:
    """E f(W.x) for an invariant law and an input that is not 0.

    Raises: NoClosedForm where it is infinite.
    """
    p, q = f.degree, law.at_zero()
    both = f.right + f.left
    if p == 0:
        return (1 - q) * both / 2 + q * f.at_zero
    moment = law.planar(p / 2, sp.Integer(len(x))).value
    if moment is sp.oo:
        raise NoClosedForm(f"the mean of {f!r} under {law!r}: it is infinite")
    arc = sp.gamma((p + 1) / 2) / (2 * sp.sqrt(sp.pi) * sp.gamma(p / 2 + 1))
    return both * moment * arc * sp.sqrt(inner(x, x)) ** p


def mean_of_bias(f: Homogeneous, bias: Law, factor: Expression) -> Expression:
    """E f(factor b).

    Raises: NoClosedForm where it is infinite.
    """
    law, power = Independent((bias, atom(1))), Homogeneous.power(f.degree, 1, 0)
    aside = sp.S.Zero, sp.S.One
    total = f.at_zero * bias.atoms().get(sp.S.Zero, sp.S.Zero)
    for c, side in ((f.right, factor), (f.left, -factor)):
        if c != 0:
            total += c * coordinate_kernel(power, law, (side, sp.S.Zero), aside)
    if total.is_infinite or total is sp.nan:
        raise NoClosedForm(f"the mean of {f!r} under {bias!r}: it is infinite")
    return total


def circle_kernel(f: Homogeneous, law: IndependentBias, x: Vector, y: Vector) -> Expression:
    """The kernel for W uniform on a circle and a bias with finitely many values, at (x1, x2, factor).

    Raises: NoClosedForm for other laws and activations of a degree other than 0 and 1.
    """
    finite = not any(isinstance(part, DensityPart) for part in law.bias.parts())
    ring = law.inner
    if (
        not isinstance(ring, PearsonII)
        or ring.eta != 0
        or len(x) != 3
        or f.degree not in (0, 1)
        or not finite
    ):
        advice = "a circle, a bias with finitely many values, degree 0 or 1, in R^3; or normal weights"
        raise NoClosedForm(f"the kernel of {f!r} under {law!r} in R^{len(x)}", advice)
    if any(v.free_symbols for v in (*x, *y)) or ring.radius.free_symbols:
        raise InputError("x", f"{x}, {y}", "numbers, as the weights are not rotation-invariant")
    u, v, radius = x[:2], y[:2], ring.radius
    squares = inner(u, u), inner(v, v)
    gap = sp.S.Zero if 0 in squares else Pair(*squares, inner(u, v)).angle
    total = sp.S.Zero
    for level, mass in law.bias.atoms().items():
        s = _Wave(radius * sp.sqrt(squares[0]), sp.S.Zero, level * x[2])
        t = _Wave(radius * sp.sqrt(squares[1]), gap, level * y[2])
        total += mass * _mean(f, s, t)
    return sp.expand(total)
