# pyright: basic
"""The laws of a weight vector, as users write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symrelu.equivalent_kernels.activation import exact
from symrelu.equivalent_kernels.invariant_law import (
    Gaussian,
    InvariantLaw,
    NormPower,
    PearsonII,
    ScaleMixture,
    Shell,
    StudentT,
    SymmetricLaplace,
)
from symrelu.equivalent_kernels.radial import radial
from symrelu.errors import InputError
from symrelu.model.law import Law
from symrelu.model.order import Order
from symrelu.model.scalar import Expression, scalar
from symrelu.model.vector_law import VectorLaw


def _positive(value: Any, name: str, example: str) -> Expression:
    e = exact(value, name)
    if Order().signs(scalar(e)) != {1}:
        symbols = ", ".join(sorted(map(str, e.free_symbols)))
        advice = (
            f'positive("{symbols}"), or on the command line --given "{symbols} > 0"' if symbols else example
        )
        raise InputError(name, str(e), "a positive number", advice)
    return e


@dataclass(frozen=True, repr=False)
class Independent:
    """Independent coordinates with laws on R: one law for all of them, or one for each."""

    laws: tuple[Law, ...]

    def coordinates(self, dim: int) -> tuple[Law, ...]:
        """The laws of the coordinates in R^dim.

        Raises: InputError for another number of laws.
        """
        if len(self.laws) == 1:
            return self.laws * dim
        if len(self.laws) != dim:
            raise InputError("weights", f"{len(self.laws)} laws", f"{dim}, one for each coordinate")
        return self.laws

    def sample(self, n: int, dim: int, seed: int) -> Any:
        """n weight vectors as floats, for plots and tests."""
        import numpy as np

        laws = self.coordinates(dim)
        return np.stack([law.sample(n, seed * 1009 + i) for i, law in enumerate(laws)], axis=1)

    def __repr__(self) -> str:
        return f"Weights.independent({', '.join(map(repr, self.laws))})"


@dataclass(frozen=True, repr=False)
class IndependentBias:
    """A weight vector (W, b): W rotation-invariant, b independent; the last coordinate of an input meets b.

    Unless both are normal with one scale, (W, b) is not rotation-invariant.
    """

    inner: InvariantLaw
    bias: Law

    def __repr__(self) -> str:
        return f"Weights.with_independent_bias({self.inner!r}, {self.bias!r})"


class Weights:
    """The laws of a weight vector W in R^m; the dimension is that of the inputs.

    >>> Weights.student_t(5), Weights.sphere(2)
    (Weights.student_t(5, 1), Weights.sphere(2))
    >>> Weights.ball().second_moment(3)
    1/5
    """

    @staticmethod
    def gaussian(scale: Any = 1) -> InvariantLaw:
        """The normal law with covariance scale^2 I."""
        return Gaussian(_positive(scale, "scale", "Weights.gaussian(1)"))

    @staticmethod
    def student_t(nu: Any, scale: Any = 1) -> InvariantLaw:
        """The multivariate t law with nu > 0 degrees of freedom and scale matrix scale^2 I."""
        example = "Weights.student_t(5)"
        return StudentT(_positive(nu, "nu", example), _positive(scale, "scale", example))

    @staticmethod
    def cauchy(scale: Any = 1) -> InvariantLaw:
        """The multivariate Cauchy law: t with one degree of freedom."""
        return Weights.student_t(1, scale)

    @staticmethod
    def sphere(radius: Any = 1) -> InvariantLaw:
        """The uniform law on a sphere."""
        return PearsonII(exact(0, "eta"), _positive(radius, "radius", "Weights.sphere(1)"))

    @staticmethod
    def ball(radius: Any = 1) -> InvariantLaw:
        """The uniform law in a ball."""
        return PearsonII(exact(1, "eta"), _positive(radius, "radius", "Weights.ball(1)"))

    @staticmethod
    def pearson_ii(eta: Any, radius: Any = 1) -> InvariantLaw:
        """The law on a ball with density proportional to (1 - |w|^2/radius^2)^(eta - 1), eta > 0."""
        example = "Weights.pearson_ii(2, 1)"
        return PearsonII(_positive(eta, "eta", example), _positive(radius, "radius", example))

    @staticmethod
    def shell(inner: Any, outer: Any) -> InvariantLaw:
        """The uniform law on inner <= |w| <= outer, 0 <= inner < outer."""
        low, high = exact(inner, "inner"), _positive(outer, "outer", "Weights.shell(1, 2)")
        if low == 0:
            return Weights.ball(high)
        _positive(high - low, "outer - inner", "Weights.shell(1, 2)")
        return Shell(_positive(low, "inner", "Weights.shell(1, 2)"), high)

    @staticmethod
    def generalised_normal(q: Any, scale: Any = 1) -> InvariantLaw:
        """The law with density proportional to exp(-(|w|/scale)^q), q > 0."""
        example = "Weights.generalised_normal(1)"
        return NormPower(_positive(q, "q", example), _positive(scale, "scale", example))

    @staticmethod
    def multivariate_laplace(scale: Any = 1) -> InvariantLaw:
        """sqrt(T) N, T exponential of mean 1: not the law with density exp(-|w|), nor independent Laplace."""
        return SymmetricLaplace(_positive(scale, "scale", "Weights.multivariate_laplace(1)"))

    @staticmethod
    def scale_mixture(mixing: Law, scale: Any = 1) -> InvariantLaw:
        """sqrt(T) N for T >= 0 of a law on R, N of N(0, scale^2 I).

        Raises: InputError where T can be negative.
        """
        example = "Weights.scale_mixture(exponential(1))"
        if not isinstance(mixing, Law):
            raise InputError("mixing", repr(mixing)[:80], "a law on R", example)
        if mixing.cdf_left(0) != 0:
            raise InputError("mixing", repr(mixing), "a law on [0, oo)", example)
        return ScaleMixture(mixing, _positive(scale, "scale", example))

    @staticmethod
    def radial(density: Any, r: Any, interval: tuple[Any, Any]) -> InvariantLaw:
        """The law with density proportional to a function of the length r on an interval.

        Raises: InputError for a function that is negative somewhere.
        """
        return radial(density, r, interval)

    @staticmethod
    def independent(*laws: Law) -> Independent:
        """Independent coordinates: with one law all the same, else one law for each.

        Raises: InputError for what is no law on R.
        """
        if not laws or not all(isinstance(law, Law) for law in laws):
            found = ", ".join(map(repr, laws))[:80] or "nothing"
            raise InputError("weights", found, "laws on R", "Weights.independent(uniform(-1, 1))")
        return Independent(laws)

    @staticmethod
    def with_independent_bias(inner: InvariantLaw, bias: Law) -> IndependentBias:
        """(W, b) with W rotation-invariant and b independent of it, of a law on R."""
        if not isinstance(inner, InvariantLaw) or not isinstance(bias, Law):
            example = "Weights.with_independent_bias(Weights.sphere(), atom(1))"
            raise InputError(
                "weights", f"{inner!r}, {bias!r}"[:80], "an invariant law and a law on R", example
            )
        return IndependentBias(inner, bias)


def read_weights(given: Any) -> InvariantLaw | Independent | IndependentBias | VectorLaw:
    """The law of the weight vector.

    Raises: InputError for a law on R, which could mean two things, and for what is no law.
    """
    if isinstance(given, Law):
        advice = (
            "Weights.independent(...) for independent coordinates, or Weights.student_t(5), Weights.sphere()"
        )
        raise InputError("weights", f"{given!r}, a law on R", "a law of the weight vector", advice)
    if not isinstance(given, (InvariantLaw, Independent, IndependentBias, VectorLaw)):
        raise InputError("weights", repr(given)[:80], "a law of the weight vector", "Weights.gaussian()")
    return given
