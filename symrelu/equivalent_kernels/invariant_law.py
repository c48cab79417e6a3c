# pyright: basic
"""Rotation-invariant laws of a weight vector in R^m, m a number or a symbol, by their planar moments.

All that a kernel of degree p needs of such a law is E R^(2p), R the length of two orthogonal coordinates: for
p = 1 it is twice the second moment of one coordinate.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import sympy as sp

from symrelu.model.fact import POSITIVE, Fact
from symrelu.model.law import Law
from symrelu.model.order import Order
from symrelu.model.scalar import Expression, scalar

Relation = Any
MOST_FACTORS = 400


@dataclass(frozen=True)
class Moment:
    """A moment, oo where it is infinite, and the relations between symbols under which it is this."""

    value: Expression
    conditions: tuple[Relation, ...] = ()


def positive_if(e: Expression) -> tuple[bool | None, tuple[Relation, ...]]:
    """Whether e > 0, and the relation that says so where its symbols leave it open."""
    signs = Order().signs(scalar(e))
    if 1 not in signs:
        return False, ()
    return (True, ()) if signs == {1} else (None, (Fact(sp.expand(e), POSITIVE).relation(),))


def gamma_ratio(above: Expression, below: Expression) -> Expression:
    """gamma(above)/gamma(below), as a product where the arguments differ by an integer.

    >>> m = sp.Symbol("m", positive=True)
    >>> gamma_ratio(m / 2 + 2, m / 2)
    m*(m/2 + 1)/2
    """
    steps = sp.expand(above - below)
    if not (isinstance(steps, sp.Integer) and abs(steps) <= MOST_FACTORS):
        return sp.gamma(above) / sp.gamma(below)
    if steps < 0:
        return 1 / gamma_ratio(below, above)
    return sp.Mul(*(below + i for i in range(int(steps))))


def on_sphere(p: Expression, m: Expression) -> Expression:
    """E (U_1^2 + U_2^2)^p for U uniform on the unit sphere of R^m.

    >>> m = sp.Symbol("m", positive=True)
    >>> sp.factor(on_sphere(sp.Integer(1), m))
    2/m
    """
    return sp.gamma(p + 1) / gamma_ratio(m / 2 + p, m / 2)


@dataclass(frozen=True, repr=False)
class InvariantLaw(ABC):
    """A rotation-invariant law; `name` is its constructor in Weights."""

    name: ClassVar[str] = ""

    @property
    @abstractmethod
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        """The names and values of the parameters."""

    @abstractmethod
    def planar(self, p: Expression, m: Expression) -> Moment:
        """E R^(2p) for p > 0."""

    @abstractmethod
    def lengths(self, generator: Any, n: int, m: int) -> Any:
        """n lengths |W| as floats."""

    def at_zero(self) -> Expression:
        """P(W = 0)."""
        return sp.S.Zero

    def second_moment(self, m: Any) -> Expression:
        """E W_1^2 in R^m; oo where it is infinite.

        >>> Gaussian(sp.Integer(3)).second_moment(2)
        9
        """
        return sp.factor(self.planar(sp.S.One, sp.sympify(m)).value / 2)

    def sample(self, n: int, dim: int, seed: int) -> Any:
        """n weight vectors as floats, for plots and tests."""
        import numpy as np

        generator = np.random.default_rng(seed)
        directions = generator.standard_normal((n, dim))
        directions /= np.linalg.norm(directions, axis=1)[:, None]
        return directions * self.lengths(generator, n, dim)[:, None]

    @property
    def shown_name(self) -> str:
        """The name with which it shows itself."""
        return self.name

    def _repr_latex_(self) -> str:
        values = (sp.latex(v) if isinstance(v, sp.Basic) else rf"\text{{{v}}}" for _, v in self.parameters)
        name = self.shown_name.replace("_", r"\_")
        return rf"$\mathtt{{{name}}}({', '.join(values)})$"

    def __repr__(self) -> str:
        return f"Weights.{self.shown_name}({', '.join(str(value) for _, value in self.parameters)})"


@dataclass(frozen=True, repr=False)
class Gaussian(InvariantLaw):
    """The normal law with covariance scale^2 I."""

    scale: Expression
    name: ClassVar[str] = "gaussian"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("scale", self.scale),)

    def planar(self, p: Expression, m: Expression) -> Moment:
        return Moment((2 * self.scale**2) ** p * sp.gamma(p + 1))

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        return float(self.scale) * generator.chisquare(m, n) ** 0.5


@dataclass(frozen=True, repr=False)
class StudentT(InvariantLaw):
    """The multivariate t law with nu degrees of freedom and the scale matrix scale^2 I."""

    nu: Expression
    scale: Expression
    name: ClassVar[str] = "student_t"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("nu", self.nu), ("scale", self.scale))

    def planar(self, p: Expression, m: Expression) -> Moment:
        finite, conditions = positive_if(self.nu - 2 * p)
        if finite is False:
            return Moment(sp.oo)
        tail = gamma_ratio(self.nu / 2 - p, self.nu / 2)
        value = (self.nu * self.scale**2) ** p * sp.gamma(p + 1) * tail
        return Moment(value if value.has(sp.gamma) else sp.cancel(value), conditions)

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        nu = float(self.nu)
        spread = generator.chisquare(nu, n) / nu
        return float(self.scale) * (generator.chisquare(m, n) / spread) ** 0.5


@dataclass(frozen=True, repr=False)
class PearsonII(InvariantLaw):
    """|W| = radius sqrt(B), B of the beta law (m/2, eta); density (1 - |w|^2/radius^2)^(eta - 1) on the ball.

    eta = 0 stands for the sphere and eta = 1 for the ball.
    """

    eta: Expression
    radius: Expression

    @property
    def shown_name(self) -> str:
        return {sp.S.Zero: "sphere", sp.S.One: "ball"}.get(self.eta, "pearson_ii")

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        eta = () if self.eta in (0, 1) else (("eta", self.eta),)
        return (*eta, ("radius", self.radius))

    def planar(self, p: Expression, m: Expression) -> Moment:
        # the beta moment cancels the factor gamma(m/2)/gamma(m/2 + p) of the sphere
        return Moment(
            self.radius ** (2 * p) * sp.gamma(p + 1) / gamma_ratio(m / 2 + self.eta + p, m / 2 + self.eta)
        )

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        import numpy as np

        radius, eta = float(self.radius), float(self.eta)
        return radius * (np.ones(n) if eta == 0 else generator.beta(m / 2, eta, n) ** 0.5)


@dataclass(frozen=True, repr=False)
class Shell(InvariantLaw):
    """The uniform law on inner <= |w| <= outer."""

    inner: Expression
    outer: Expression
    name: ClassVar[str] = "shell"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("inner", self.inner), ("outer", self.outer))

    def planar(self, p: Expression, m: Expression) -> Moment:
        top = self.outer ** (m + 2 * p) - self.inner ** (m + 2 * p)
        bottom = self.outer**m - self.inner**m
        return Moment(on_sphere(p, m) * m / (m + 2 * p) * top / bottom)

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        low, high = float(self.inner) ** m, float(self.outer) ** m
        return (low + (high - low) * generator.random(n)) ** (1 / m)


@dataclass(frozen=True, repr=False)
class NormPower(InvariantLaw):
    """The generalised normal law in the norm: density proportional to exp(-(|w|/scale)^q)."""

    q: Expression
    scale: Expression
    name: ClassVar[str] = "generalised_normal"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("q", self.q), ("scale", self.scale))

    def planar(self, p: Expression, m: Expression) -> Moment:
        radial = gamma_ratio((m + 2 * p) / self.q, m / self.q)
        return Moment(on_sphere(p, m) * self.scale ** (2 * p) * radial)

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        q = float(self.q)
        return float(self.scale) * generator.gamma(m / q, 1, n) ** (1 / q)


@dataclass(frozen=True, repr=False)
class SymmetricLaplace(InvariantLaw):
    """The symmetric multivariate Laplace law: sqrt(T) N, T exponential of mean 1, N of N(0, scale^2 I)."""

    scale: Expression
    name: ClassVar[str] = "multivariate_laplace"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("scale", self.scale),)

    def planar(self, p: Expression, m: Expression) -> Moment:
        return Moment((2 * self.scale**2) ** p * sp.gamma(p + 1) ** 2)

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        return float(self.scale) * (generator.exponential(1, n) * generator.chisquare(m, n)) ** 0.5


@dataclass(frozen=True, repr=False)
class ScaleMixture(InvariantLaw):
    """sqrt(T) N with T >= 0 of a law on R, and N of N(0, scale^2 I)."""

    mixing: Law
    scale: Expression
    name: ClassVar[str] = "scale_mixture"

    @property
    def parameters(self) -> tuple[tuple[str, Any], ...]:
        return (("mixing", self.mixing), ("scale", self.scale))

    def planar(self, p: Expression, m: Expression) -> Moment:
        from symrelu.equivalent_kernels.moments import moment_of

        inner = moment_of(self.mixing, p)
        outer = (2 * self.scale**2) ** p * sp.gamma(p + 1)
        return Moment(sp.oo if inner is sp.oo else outer * inner, self.mixing.conditions)

    def at_zero(self) -> Expression:
        return self.mixing.atoms().get(sp.S.Zero, sp.S.Zero)

    def lengths(self, generator: Any, n: int, m: int) -> Any:
        drawn = self.mixing.sample(n, int(generator.integers(2**31)))
        return float(self.scale) * (drawn * generator.chisquare(m, n)) ** 0.5
