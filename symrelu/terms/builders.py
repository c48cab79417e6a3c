# pyright: basic
"""Probabilities, expectations, sums and integrals: written with Python functions, never evaluated."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError, Refused
from symrelu.terms.binding import abstraction, function_of
from symrelu.terms.bridge import symbols_of, to_term
from symrelu.terms.opaque import opaque
from symrelu.terms.sorts import SEQ, N, R, Sort, fun
from symrelu.terms.term import Term, op
from symrelu.terms.variables import LawTerm


def made(head: str, *values: Any, symbols: Any = ()) -> Any:
    """The head at the values as an atom of SymPy, with the symbols of all of them."""
    try:
        term = op(head, *map(to_term, values))
    except Refused as refused:
        found = ", ".join(str(to_term(value)) for value in values)
        raise InputError(head, found, "arguments of the right kind", _advice(head, refused)) from None
    return opaque(term, symbols_of((*values, *symbols)))


def _advice(head: str, refused: Refused) -> str:
    if head in ("sum", "prod"):
        return f"naturals as bounds, m + 1 in place of m - 1 ({refused})"
    if head in ("P", "E", "int"):
        return f'borel("f") or events("A") for arbitrary functions of the point ({refused})'
    return str(refused)


def law_of(law: Any) -> tuple[Term, Sort]:
    """The term of a law, and the space on which it lives.

    Raises: InputError if it is no law.
    """
    term = to_term(law)
    if not (isinstance(term.sort, tuple) and term.sort[0] == "law"):
        raise InputError("law", str(term), "a law", 'normal(0, 1), or laws("mu")')
    return term, term.sort[1]


def P(law: Any, event: Any) -> Any:  # noqa: N802
    """The probability of an event under a law.

    >>> from symrelu.terms.symbols import reals
    >>> from symrelu.terms.variables import laws
    >>> mu, x = laws("mu"), reals("x")
    >>> 1 - P(mu, lambda y: y <= x)
    1 - P(mu, lam y:R. y <= x)
    """
    function = abstraction(event, law_of(law)[1], "y")
    return made("P", law, function)


def E(law: Any, phi: Any) -> Any:  # noqa: N802
    """The expectation of a Borel function under a law; 0 where it is not integrable.

    >>> from symrelu.terms.symbols import relu
    >>> from symrelu.terms.variables import laws
    >>> E(laws("mu"), lambda y: relu(y) ** 2)
    E(mu, lam y:R. relu(y)^2)
    """
    return made("E", law, abstraction(phi, law_of(law)[1], "y"))


def Sum(low: Any, high: Any, terms: Any) -> Any:  # noqa: N802
    """The sum over the naturals from `low` to `high`; 0 if there are none.

    >>> from symrelu.terms.symbols import naturals
    >>> j, n = naturals("j n")
    >>> Sum(1, n, lambda j_: j_ * j).subs(j, n), Sum(1, 3, (j**2, j))
    (sum(1, n, lam j_:N. n*j_), sum(1, 3, lam j:N. j^2))
    """
    return made("sum", low, high, abstraction(terms, N, "k"))


def Prod(low: Any, high: Any, factors: Any) -> Any:  # noqa: N802
    """The product over the naturals from `low` to `high`; 1 if there are none.

    >>> Prod(1, 3, lambda k: k)
    prod(1, 3, lam k:N. k)
    """
    return made("prod", low, high, abstraction(factors, N, "k"))


def Integral(low: Any, high: Any, integrand: Any) -> Any:  # noqa: N802
    """The Lebesgue integral over [low, high]; over R with the ends -oo and oo; 0 where not integrable.

    >>> Integral(0, 1, lambda x: x**2)
    int(0, 1, lam x:R. x^2)
    """
    function = abstraction(integrand, R, "x")
    infinite = (low == -sp.oo, high == sp.oo)
    if all(infinite):
        return made("intR", function)
    if any(infinite):
        raise InputError("Integral", f"({low}, {high})", "two finite ends, or -oo and oo", "finite ends")
    return made("int", low, high, function)


def dP(mu: Any, nu: Any) -> Any:  # noqa: N802
    """The Prokhorov distance of two laws on R.

    >>> from symrelu.terms.variables import laws
    >>> dP(*laws("mu nu"))
    dP(mu, nu)
    """
    return made("dP", mu, nu)


def dPd(dimension: Any, mu: Any, nu: Any) -> Any:  # noqa: N802
    """The Prokhorov distance of two laws on R^d, for the maximum distance."""
    return made("dPd", dimension, mu, nu)


def dist(dimension: Any, x: Any, y: Any) -> Any:
    """The maximum distance of two points of R^d, which may be Python functions of the coordinate.

    >>> dist(2, (1, 2), lambda i: i**2)
    dist(2, lam i:N. ite(i = 1, 1, ite(i = 2, 2, 0)), lam i:N. i^2)
    """
    return made("dist", dimension, function_of(x, SEQ), function_of(y, SEQ))


def ite(condition: Any, first: Any, second: Any) -> Any:
    """The first number where the condition holds, and the second elsewhere.

    >>> from symrelu.terms.symbols import reals
    >>> ite(reals("x") > 0, 1, 0)
    ite(0 < x, 1, 0)
    """
    return made("ite", condition, first, second)


def finite_law(n: Any, weights: Any, points: Any) -> LawTerm:
    """The law with mass w_i at x_i for i = 1, ..., n, in statements: all three may be symbols.

    Weights and points may be Python functions of the index, points of R^d of both indices.

    >>> from symrelu.terms.symbols import naturals
    >>> from symrelu.terms.variables import sequences
    >>> n = naturals("n"); w, x = sequences("w x")
    >>> finite_law(n, w, x), finite_law(n, lambda i: 1 / n, lambda i: lambda j: i + j)
    (atoms(n, w, x), atoms(n, lam i:N. inv(n), lam i:N. lam j:N. i + j))
    """
    parts = (n, function_of(weights, SEQ), function_of(points, fun(N, SEQ)))
    return LawTerm(op("atoms", *map(to_term, parts)), symbols_of(parts))


def iid(n: Any, law: Any) -> LawTerm:
    """The law of n independent coordinates 1, ..., n with one law, in statements: both may be symbols.

    >>> from symrelu.terms.symbols import naturals
    >>> from symrelu.terms.variables import laws
    >>> iid(naturals("n"), laws("mu"))
    iid(n, mu)
    """
    return LawTerm(op("iid", to_term(n), law_of(law)[0]), symbols_of((n, law)))


def independent(n: Any, laws: Any) -> LawTerm:
    """The law of n independent coordinates 1, ..., n, the i-th with the law laws(i), in statements.

    >>> from symrelu.terms.symbols import naturals
    >>> from symrelu.terms.variables import law_families
    >>> n, q = naturals("n"), law_families("q", "N")
    >>> independent(n, q), independent(2, lambda i: q(i + 1))
    (prodlaw(n, q), prodlaw(2, lam i:N. q(i + 1)))
    """
    parts = (n, function_of(laws, fun(N, ("law", R))))
    return LawTerm(op("prodlaw", *map(to_term, parts)), symbols_of(parts))
