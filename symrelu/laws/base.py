# pyright: basic
"""The base laws, as users write them."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.laws.heavy_tails import Beta, Cauchy, Gamma, StudentT
from symrelu.laws.light_tails import Exponential, Laplace, Logistic, Normal, Uniform
from symrelu.model.enclosure import is_zero
from symrelu.model.fact import NOT_NEGATIVE, POSITIVE, Fact, Signs
from symrelu.model.law import Law, point_law
from symrelu.model.order import Order
from symrelu.model.scalar import ONE, ZERO, Scalar, expression, scalar
from symrelu.model.source import Base, Mixture
from symrelu.model.standard import Standard
from symrelu.model.vector_law import VectorLaw


def demand(value: Scalar, signs: Signs, name: str, expected: str, advice: str) -> tuple[Fact, ...]:
    """The facts to require of `value`: none if its domain shows them.

    Raises: InputError if its domain refutes them.
    """
    known = Order().signs(value)
    if known <= signs:
        return ()
    if not known & signs:
        raise InputError(name, str(expression(value)), expected, advice)
    return (Fact(sp.factor_terms(sp.expand(value)), signs),)


def _base(
    name: str,
    parameters: tuple[Scalar, ...],
    standard: Standard,
    location: Scalar,
    scale: Scalar,
    facts: tuple[Fact, ...],
) -> Law:
    return Law(Base(name, parameters, standard, location, scale), (), facts)


def normal(mu: Any, sigma: Any) -> Any:
    """The normal law of mean mu and standard deviation sigma > 0; of a mean vector and a covariance matrix.

    Raises: InputError for sigma <= 0, floats, a matrix that is no covariance.

    >>> normal(0, 1).cdf(0)
    1/2
    >>> normal([0, 1], [[1, 0], [0, 4]]).dim
    2
    """
    if isinstance(mu, (list, tuple, sp.MatrixBase)):
        from symrelu.laws.vectors import gaussian

        return gaussian(mu, sigma)
    m, s = scalar(mu, "mu"), scalar(sigma, "sigma")
    return _base(
        "normal", (m, s), Normal(), m, s, demand(s, POSITIVE, "sigma", "a positive number", "normal(0, 1)")
    )


def uniform(a: Any, b: Any) -> Law:
    """The uniform law on the interval (a, b), a < b.

    >>> uniform(-2, 2).variance()
    4/3
    """
    low, high = scalar(a, "a"), scalar(b, "b")
    known = Order().signs(high - low)
    if not known & POSITIVE:
        raise InputError(
            "uniform", f"a = {a}, b = {b}", "a < b", f"uniform({b}, {a})" if 0 not in known else f"atom({a})"
        )
    return _base(
        "uniform",
        (low, high),
        Uniform(),
        low,
        high - low,
        demand(high - low, POSITIVE, "b - a", "a < b", ""),
    )


def exponential(rate: Any) -> Law:
    """The law with density rate exp(-rate y) on (0, oo), rate > 0.

    >>> exponential(2).mean()
    1/2
    """
    r = scalar(rate, "rate")
    facts = demand(r, POSITIVE, "rate", "a positive number", "exponential(1)")
    return _base("exponential", (r,), Exponential(), ZERO, ONE / r, facts)


def laplace(mu: Any, b: Any) -> Law:
    """The law with density exp(-|y - mu|/b)/(2 b), b > 0.

    >>> laplace(0, 1).variance()
    2
    """
    m, s = scalar(mu, "mu"), scalar(b, "b")
    return _base(
        "laplace", (m, s), Laplace(), m, s, demand(s, POSITIVE, "b", "a positive scale", "laplace(0, 1)")
    )


def student_t(nu: Any) -> Law:
    """Student's law with nu > 0 degrees of freedom.

    >>> student_t(3).variance()
    3
    """
    n = scalar(nu, "nu")
    return _base(
        "student_t",
        (n,),
        StudentT(n),
        ZERO,
        ONE,
        demand(n, POSITIVE, "nu", "a positive number", "student_t(3)"),
    )


def cauchy(x0: Any, g: Any) -> Law:
    """The Cauchy law of centre x0 and scale g > 0.

    >>> cauchy(0, 1).cdf(1)
    3/4
    """
    m, s = scalar(x0, "x0"), scalar(g, "g")
    return _base(
        "cauchy", (m, s), Cauchy(), m, s, demand(s, POSITIVE, "g", "a positive scale", "cauchy(0, 1)")
    )


def logistic(mu: Any, s: Any) -> Law:
    """The law with distribution function 1/(1 + exp(-(y - mu)/s)), s > 0.

    >>> logistic(0, 1).variance()
    pi**2/3
    """
    m, width = scalar(mu, "mu"), scalar(s, "s")
    return _base(
        "logistic",
        (m, width),
        Logistic(),
        m,
        width,
        demand(width, POSITIVE, "s", "a positive scale", "logistic(0, 1)"),
    )


def gamma_law(shape: Any, rate: Any) -> Law:
    """The law with density rate^shape y^(shape-1) exp(-rate y)/gamma(shape) on (0, oo), mean shape/rate.

    >>> gamma_law(3, 2).mean()
    3/2
    """
    k, r = scalar(shape, "shape"), scalar(rate, "rate")
    facts = demand(k, POSITIVE, "shape", "a positive number", "gamma_law(2, 1)")
    facts += demand(r, POSITIVE, "rate", "a positive number", "gamma_law(2, 1)")
    return _base("gamma_law", (k, r), Gamma(k), ZERO, ONE / r, facts)


def beta_law(a: Any, b: Any) -> Law:
    """The law with density y^(a-1) (1-y)^(b-1)/beta(a, b) on (0, 1), a, b > 0.

    >>> beta_law(2, 3).mean()
    2/5
    """
    p, q = scalar(a, "a"), scalar(b, "b")
    facts = demand(p, POSITIVE, "a", "a positive number", "beta_law(2, 3)")
    facts += demand(q, POSITIVE, "b", "a positive number", "beta_law(2, 3)")
    return _base("beta_law", (p, q), Beta(p, q), ZERO, ONE, facts)


def atom(c: Any) -> Law:
    """The point mass at c.

    >>> atom(2).atoms()
    {2: 1}
    """
    return point_law(c)


def discrete(masses: dict[Any, Any]) -> Law:
    """The law with the given masses at the given points.

    Raises: InputError for negative masses, masses that do not sum to 1, no masses.

    >>> discrete({0: sp.Rational(1, 3), 1: sp.Rational(2, 3)}).mean()
    2/3
    """
    if not isinstance(masses, dict):
        raise InputError(
            "discrete",
            repr(masses),
            "a dictionary {point: mass}",
            "discrete({0: Rational(1, 2), 1: Rational(1, 2)})",
        )
    return _mixture([(p, point_law(x)) for x, p in masses.items()], "discrete")


def mix(*parts: tuple[Any, Any]) -> Any:
    """The mixture of laws on R, or of laws on one R^d; each part is (weight, law).

    Raises: InputError for negative weights, weights that do not sum to 1, parts that are no pairs.

    >>> mix((sp.Rational(1, 2), atom(0)), (sp.Rational(1, 2), uniform(0, 1))).cdf(0)
    1/2
    """
    if parts and all(isinstance(p, tuple) and len(p) == 2 and isinstance(p[1], VectorLaw) for p in parts):
        from symrelu.laws.vectors import mixture

        return mixture(parts)
    for part in parts:
        if not isinstance(part, tuple) or len(part) != 2 or not isinstance(part[1], Law):
            raise InputError(
                "mix",
                repr(part),
                "pairs (weight, law)",
                "mix((Rational(1, 2), atom(0)), (Rational(1, 2), normal(0, 1)))",
            )
    return _mixture(list(parts), "mix")


def _mixture(parts: list[tuple[Any, Law]], name: str) -> Law:
    weighted = [(scalar(w, "mass"), law) for w, law in parts]
    facts: tuple[Fact, ...] = ()
    for w, _ in weighted:
        facts += demand(w, NOT_NEGATIVE, "mass", "a number at least 0", "masses that sum to 1")
    total: Any = ZERO
    for w, _ in weighted:
        total = total + w
    excess = expression(total - 1)
    if not is_zero(excess):
        if not excess.free_symbols:
            raise InputError(
                name,
                f"masses that sum to {expression(total)}",
                "masses that sum to 1",
                "divide each mass by the sum",
            )
        facts += (Fact(sp.expand(excess), frozenset({0})),)
    for _, law in weighted:
        facts += tuple(f for f in law.required if f not in facts)
    reasons = tuple(dict.fromkeys(reason for _, law in weighted for reason in law.unverified))
    return Law(Mixture(tuple(weighted)), (), tuple(dict.fromkeys(facts)), reasons)
