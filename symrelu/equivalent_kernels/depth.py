# pyright: basic
"""Depth: the correlation map, its iterates as exact numbers and as balls, bounds, critical scales.

For degree 1, rho -> rho + (lambda/pi) (sqrt(1 - rho^2) - rho acos(rho)), lambda = (1 - a)^2/(1 + a^2) for
the slope a on the left of a slope 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb, ctx

from symrelu.equivalent_kernels.activation import Homogeneous, exact, homogeneous
from symrelu.equivalent_kernels.arc_cosine import angle
from symrelu.equivalent_kernels.balls import MOST_DIGITS, ball
from symrelu.equivalent_kernels.closed_form import normalised
from symrelu.equivalent_kernels.invariant_law import Gaussian
from symrelu.equivalent_kernels.pair import Pair
from symrelu.errors import InputError, NoClosedForm
from symrelu.model.enclosure import constant_sign
from symrelu.model.scalar import Expression

RHO = sp.Symbol("rho", real=True)
MOST_LAYERS = 10_000
EXACT_STEPS = 2
_LONGEST = 400
_ROWS = 20


@dataclass(frozen=True, repr=False)
class DepthChain:
    """The correlations rho_0, rho_1, ..., rho_L of two inputs through L infinitely wide layers.

    The first ones are exact; `correlations` and `angles` enclose all of them. They are the same for all
    rotation-invariant weights, which may change from layer to layer.
    """

    activation: Homogeneous
    exact: tuple[Expression, ...]
    correlations: tuple[arb, ...]
    angles: tuple[arb, ...]

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.correlations) - 1

    def _repr_html_(self) -> str:
        head = "<tr><th>layer</th><th>correlation</th><th>angle</th></tr>"
        rows = [
            f"<tr><td>{i}</td><td>{rho.str(15, radius=False)}</td><td>{angle.str(15, radius=False)}</td></tr>"
            for i, (rho, angle) in enumerate(zip(self.correlations, self.angles, strict=True))
        ]
        more = f"<p>... {len(rows) - _ROWS} more</p>" if len(rows) > _ROWS else ""
        return f"<table>{head}{''.join(rows[:_ROWS])}</table>{more}"

    def __repr__(self) -> str:
        last = self.correlations[-1].str(15, radius=False)
        return f"DepthChain({self.activation!r}, rho_{self.depth} = {last})"


@dataclass(frozen=True, repr=False)
class CorrelationMap:
    """rho -> k(x, y)/sqrt(k(x, x) k(y, y)) for inputs of correlation rho: the same for all invariant laws.

    >>> correlation_map("relu")(0), correlation_map("abs")(-1)
    (1/pi, 1)
    """

    activation: Homogeneous

    def __call__(self, rho: Any = RHO) -> Expression:
        """The correlation after one layer, exact.

        Raises: InputError for a number outside [-1, 1].
        """
        value = exact(rho, "rho")
        if not value.free_symbols and constant_sign(1 - value**2) == -1:
            raise InputError("rho", str(value), "a correlation from -1 to 1", "0")
        one = sp.S.One
        return normalised(self.activation, Gaussian(one), Pair(one, one, value), sp.Integer(2))

    @property
    def strength(self) -> Expression:
        """lambda = (c_+ + c_-)^2/(c_+^2 + c_-^2) for degree 1, from 0 (linear) to 2 (absolute value).

        Raises: InputError for another degree.
        """
        self._demand_degree_one("lambda")
        return sp.factor((self.activation.right + self.activation.left) ** 2 / self.activation.square)

    @property
    def rate(self) -> Expression:
        """alpha = lambda/(3 pi): after l layers the angle is at most theta_0/(1 + alpha l theta_0)."""
        return self.strength / (3 * sp.pi)

    def bound(self, layers: Any, theta: Any = sp.pi) -> Expression:
        """An upper bound of the angle after some layers, for degree 1, from an angle theta before them.

        >>> correlation_map("relu").bound(300)
        pi/101
        """
        start = angle(theta)
        return sp.cancel(start / (1 + self.rate * exact(layers, "layers") * start))

    def critical_second_moment(self, fan_in: Any) -> Expression:
        """The E W_1^2 for which the mean of |x|^2 per unit is kept from layer to layer, for degree 1.

        >>> n = sp.Symbol("n", positive=True)
        >>> correlation_map("relu").critical_second_moment(n)
        2/n
        """
        self._demand_degree_one("the critical scale")
        return sp.factor(2 / (self.activation.square * exact(fan_in, "fan_in")))

    def iterate(self, rho: Any, depth: int, digits: int = 30, steps: int = EXACT_STEPS) -> DepthChain:
        """The chain from a correlation through layers: exact for the first steps, enclosed for all.

        Raises: InputError for symbols, NoClosedForm where no precision suffices.

        >>> chain = correlation_map("relu").iterate(0, 3)
        >>> chain.exact[1], chain.correlations[3].str(15, radius=False)
        (1/pi, '0.604825720112945')
        """
        start = exact(rho, "rho")
        if start.free_symbols or self.activation.parameters:
            raise InputError("rho", f"{start} and {self.activation!r}", "numbers, to be iterated", "map(rho)")
        if isinstance(depth, bool) or not isinstance(depth, int) or not 0 <= depth <= MOST_LAYERS:
            raise InputError("depth", repr(depth), f"a number of layers up to {MOST_LAYERS:,}", "10")
        if isinstance(digits, bool) or not isinstance(digits, int) or not 1 <= digits <= MOST_DIGITS:
            raise InputError("digits", repr(digits), f"a number of digits from 1 to {MOST_DIGITS}", "30")
        known = self._first(start, min(depth, steps))
        bits = int(3.33 * digits) + 60
        for _ in range(8):
            found = self._enclosed(known, depth, digits, bits)
            if found is not None:
                return DepthChain(self.activation, known, *found)
            bits *= 2
        raise NoClosedForm(f"the correlations of {self.activation!r} to {digits} digits", "fewer digits")

    def _first(self, start: Expression, steps: int) -> tuple[Expression, ...]:
        known = [start]
        self(start)  # refuses a number outside
        for _ in range(steps):
            following = self(known[-1])
            if len(str(following)) > _LONGEST:
                break
            known.append(following)
        return tuple(known)

    def _enclosed(
        self, known: tuple[Expression, ...], depth: int, digits: int, bits: int
    ) -> tuple[tuple[arb, ...], tuple[arb, ...]] | None:
        """Correlations and angles with balls below 10^-digits, None where the precision does not suffice."""
        before = ctx.prec
        ctx.prec = bits
        try:
            rho, angles = [ball(known[0], bits)], [ball(sp.acos(known[0]), bits)]
            fixed = known[0] if known[0] in (1, -1) else None
            step = _Step(self.activation, bits)
            while len(rho) <= depth:
                index = len(rho)
                if fixed is not None:
                    fixed = self(fixed)
                    following, turn = ball(fixed, bits), ball(sp.acos(fixed), bits)
                    fixed = fixed if fixed in (1, -1) else None
                else:
                    following, turn = step(rho[-1], angles[-1])
                if index < len(known):
                    following = ball(known[index], bits)
                rho.append(following)
                angles.append(turn)
            small = arb(10) ** (-digits)
            precise = all(b.is_finite() and arb(b.rad()) < small for b in (*rho, *angles))
            return (tuple(rho), tuple(angles)) if precise else None
        finally:
            ctx.prec = before

    def _demand_degree_one(self, name: str) -> None:
        if self.activation.degree != 1:
            raise InputError("activation", repr(self.activation), f"degree 1, for {name}", '"relu"')

    def __repr__(self) -> str:
        return f"CorrelationMap({self.activation!r})"

    def _repr_latex_(self) -> str:
        return rf"$\rho \mapsto {sp.latex(self(RHO))}$"


class _Step:
    """One layer in balls, through the angle: 1 - rho' loses no digits near 1."""

    def __init__(self, f: Homogeneous, bits: int) -> None:
        self.f, self.bits = f, bits
        one = sp.S.One
        self.formula = normalised(f, Gaussian(one), Pair(one, one, RHO), sp.Integer(2))
        self.strength: Any = None if f.degree != 1 else ball((f.right + f.left) ** 2 / f.square, bits)

    def __call__(self, rho: arb, theta: arb) -> tuple[arb, arb]:
        if self.strength is None:
            following = ball(self.formula, self.bits, {RHO: rho})
            return following, following.acos()
        # theta' at the midpoint of theta, plus the radius of theta times the derivative of theta'
        middle, rough = self._angle(arb(theta.mid())), self._angle(theta)
        slope = theta.sin() * (1 - self.strength * theta / arb.pi()) / rough.sin()
        turn = middle + slope * arb(0, theta.rad()) if slope.is_finite() else rough
        return turn.cos(), turn

    def _angle(self, theta: arb) -> arb:
        """theta' from 1 - cos(theta') = 2 sin(theta/2)^2 - (lambda/pi) (sin(theta) - theta cos(theta))."""
        s, c = theta.sin_cos()
        gap = 2 * (theta / 2).sin() ** 2 - self.strength / arb.pi() * (s - theta * c)
        return 2 * (gap / 2).sqrt().asin()


def correlation_map(activation: Any, slope: Any = None) -> CorrelationMap:
    """The map of correlations that one infinitely wide layer makes, for rotation-invariant weights.

    Raises: LawDependent for an activation that is not positively homogeneous; InputError for 0.

    >>> correlation_map("leaky_relu", slope=sp.Rational(1, 5)).strength
    8/13
    """
    f = homogeneous(activation, slope)
    if f.square == 0:
        raise InputError("activation", "the activation 0", "one that is not 0 everywhere", '"relu"')
    return CorrelationMap(f)
