# pyright: basic
"""The kernel of a homogeneous activation under a rotation-invariant law, in closed form.

For degree p, inputs at an angle theta and R the length of two orthogonal coordinates of W,
k = |x|^p |y|^p E R^(2p) / (2 pi) * ((c_+^2 + c_-^2) I_p(theta) + 2 c_+ c_- I_p(pi - theta)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.activation import Homogeneous
from symrelu.equivalent_kernels.arc_cosine import HIGHEST, arc_integral, whole_arc
from symrelu.equivalent_kernels.invariant_law import InvariantLaw, Moment
from symrelu.equivalent_kernels.pair import Pair
from symrelu.errors import NoClosedForm
from symrelu.model.order import Order
from symrelu.model.scalar import Expression, scalar


@dataclass(frozen=True)
class Found:
    """A kernel value, oo where it is infinite; relations under which it holds; why it is what it is."""

    exact: Expression
    conditions: tuple[Any, ...] = ()
    reason: str = ""


def planar_moment(law: InvariantLaw, p: Expression, m: Expression) -> Moment:
    """E R^(2p), for p = 0 the probability that W is not 0."""
    return Moment(1 - law.at_zero()) if p == 0 else law.planar(p, m)


def bracket(f: Homogeneous, pair: Pair) -> Expression:
    """|x|^p |y|^p ((c_+^2 + c_-^2) I_p(theta) + 2 c_+ c_- I_p(pi - theta))."""
    n = f.order
    mixed = 2 * f.right * f.left
    if n is not None and n <= HIGHEST:
        # I_n(pi - theta) = (-1)^n (pi B_n - J_n(theta)) / (2^n n!)
        scale = sp.S.One / (2**n * sp.factorial(n))
        turned = (-1) ** n * mixed
        over_sine, over_angle = pair.part(n)
        if pair.side == 1:
            return _tidy(scale * sp.pi * f.square * over_angle)
        if pair.side == -1:
            return _tidy(scale * sp.pi * turned * over_angle)
        arc = over_sine + over_angle * (sp.pi - pair.angle)
        return _tidy(scale * (sp.factor(f.square - turned) * arc + turned * sp.pi * over_angle))
    cosine = sp.S(pair.side) if pair.side in (1, -1) else pair.cosine
    halves = (1 + cosine) / 2, (1 - cosine) / 2
    if not cosine.free_symbols:
        halves = tuple(sp.radsimp(half) for half in halves)
    arcs = f.square * arc_integral(f.degree, halves[0]) + mixed * arc_integral(f.degree, halves[1])
    return pair.norms**f.degree * arcs


def _tidy(e: Expression) -> Expression:
    return e if e.free_symbols else sp.expand(e)


def invariant_kernel(f: Homogeneous, law: InvariantLaw, pair: Pair, m: Expression) -> Found:
    """The kernel at two inputs that are not 0.

    Raises: NoClosedForm where it is undefined: positive and negative parts both infinite.

    >>> from symrelu.equivalent_kernels.activation import homogeneous
    >>> from symrelu.equivalent_kernels.weights import Weights
    >>> pair = Pair(sp.Integer(1), sp.Integer(2), sp.Integer(1))
    >>> invariant_kernel(homogeneous("relu"), Weights.gaussian(), pair, sp.Integer(2)).exact
    1/(2*pi) + 3/8
    """
    moment = planar_moment(law, f.degree, m)
    if moment.value is sp.oo:
        return _infinite(f, law, pair)
    value = moment.value * bracket(f, pair) / (2 * sp.pi)
    if f.degree == 0:
        value += law.at_zero() * f.at_zero**2
    if not value.free_symbols:
        value = sp.expand(value)
    # an atom at 0 counts for a positive degree only as 0
    sure: Any = f.degree == 0 or f.degree.is_positive or law.at_zero() == 0
    degree = () if sure else (sp.Ne(f.degree, 0),)
    return Found(value, (*degree, *moment.conditions, *nonzero(pair)))


def nonzero(pair: Pair) -> tuple[Any, ...]:
    """That both inputs are not 0, where their symbols leave it open."""
    unsure = (square for square in (pair.square_x, pair.square_y) if not square.is_positive)
    factored: list[Any] = [sp.factor(square) for square in unsure]
    return tuple(sp.Ne(square, 0) for square in dict.fromkeys(e.primitive()[1] for e in factored))


def at_zero_input(f: Homogeneous, law: InvariantLaw, both: bool) -> Expression:
    """The kernel where one input is 0, or both are."""
    zero = f.at_zero
    if f.degree != 0 or zero == 0:
        return sp.S.Zero
    q = law.at_zero()
    return zero**2 if both else sp.expand(zero * ((1 - q) * (f.right + f.left) / 2 + q * zero))


def _infinite(f: Homogeneous, law: InvariantLaw, pair: Pair) -> Found:
    """The kernel where E |W|^(2p) is infinite."""
    signs = {side: Order().signs(scalar(c)) for side, c in (("right", f.right), ("left", f.left))}
    if not all(len(found) == 1 for found in signs.values()):
        raise NoClosedForm(f"the kernel of {f!r} under {law!r}: its sign is open", "declare the symbols")
    (right,), (left,) = signs.values()
    reason = f"E |W|^{sp.sstr(2 * f.degree)} is infinite"
    at_pi = sp.S.Zero if right * left == 0 else sp.oo if right * left > 0 else -sp.oo
    if right == left == 0:
        return Found(sp.S.Zero)
    if pair.side in (1, -1):
        value = sp.oo if pair.side == 1 else at_pi
        return Found(value, (), reason if value.is_infinite else "one factor is always 0")
    if right * left > 0:
        return Found(sp.oo, nonzero(pair), reason)
    if right * left < 0:
        undefined = f"the kernel of {f!r} under {law!r}: it is undefined"
        raise NoClosedForm(
            f"{undefined}, positive and negative parts are infinite", "a law with more moments"
        )
    if pair.side == 0:
        return Found(sp.oo, (), reason)
    return Found(sp.Piecewise((sp.oo, pair.angle < sp.pi), (0, True)), nonzero(pair), reason)


def _mixed(n: int, tau: Expression, pair: Pair) -> Expression:
    """(J_n(theta) + tau J_n(pi - theta))/J_n(0)."""
    over_sine, over_angle = pair.part(n)
    turned = (-1) ** n * tau
    if pair.side in (1, -1):
        arc = sp.pi * over_angle if pair.side == 1 else sp.S.Zero
    else:
        arc = over_sine + over_angle * (sp.pi - pair.angle)
    total = sp.factor(1 - turned) * arc + turned * sp.pi * over_angle
    return total / (whole_arc(n) * pair.norms**n)


def normalised(f: Homogeneous, law: InvariantLaw, pair: Pair, m: Expression) -> Expression:
    """k(x, y)/sqrt(k(x, x) k(y, y)), the same for all rotation-invariant laws where f(0) = 0 or P(W = 0) = 0.

    Raises: NoClosedForm for the activation 0, and where the kernels are infinite.
    """
    if planar_moment(law, f.degree, m).value is sp.oo:
        raise NoClosedForm(f"the normalised kernel under {law!r}: the kernel is infinite")
    if f.square == 0:
        raise NoClosedForm("the normalised kernel of the activation 0")
    n = f.order
    if n is not None and n <= HIGHEST:
        unit = Homogeneous(f.degree, sp.S.One, sp.S.Zero)
        if f.tau == 0:
            value = bracket(unit, pair) * 2**n * sp.factorial(n) / (whole_arc(n) * pair.norms**n)
        else:
            value = _mixed(n, f.tau, pair)
    else:
        value = bracket(f, pair) / (f.square * arc_integral(f.degree, sp.S.One) * pair.norms**f.degree)
    mass, zero = law.at_zero(), f.at_zero
    if f.degree == 0 and mass != 0 and zero != 0:
        half = (1 - mass) * f.square / 2
        value = (value * half + mass * zero**2) / (half + mass * zero**2)
    if value.free_symbols:
        return value
    return sp.expand(value if pair.norms.is_Rational else sp.radsimp(value))
