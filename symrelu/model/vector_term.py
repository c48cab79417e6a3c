# pyright: basic
"""The statement of a law on R^d as a term: points are sequences, whose coordinates beyond d are 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import Refused
from symrelu.model.law_term import activated, affine_form, chosen, law_term, scalar_term
from symrelu.model.network import Network
from symrelu.model.scalar import Scalar, expression
from symrelu.model.source import Base
from symrelu.model.vector_source import Along, Ball, Gaussian, Points, Product, Vector, VectorMixture
from symrelu.terms.bridge import point, to_term, variable_name
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.substitution import unused
from symrelu.terms.term import Term, lam, num, op, var

if TYPE_CHECKING:
    from symrelu.model.vector_law import VectorLaw
    from symrelu.model.vector_map import VectorMap


def coordinates(values: tuple[Term, ...]) -> Term:
    """The sequence with these coordinates 1, ..., d, and 0 elsewhere."""
    i = var(unused("i", (name for term in values for name, _ in term.free)), N)
    return lam(i, chosen(i, [*values, num(0)]))


def vector_map_term(f: VectorMap) -> Term:
    """The map as a function of points, its layers written out coordinate by coordinate."""
    taken = {variable_name(s) for s in f.symbols()}
    x = var(unused("x", taken), SEQ)
    values: tuple[Term, ...] = tuple(x(num(j)) for j in range(1, f.widths[0] + 1))
    for layer in f.layers if isinstance(f, Network) else (f,):
        rows = zip(layer.weights, layer.bias, strict=True)
        values = tuple(activated(layer.activation, affine_form(row, values, b)) for row, b in rows)
    return lam(x, coordinates(values))


def _line(start: Vector, direction: Vector, taken: set[str]) -> Term:
    t = var(unused("t", taken), R)
    rows = zip(direction, start, strict=True)
    return lam(t, coordinates(tuple(affine_form((v,), (t,), b) for v, b in rows)))


def _product_term(laws: tuple[Term, ...]) -> Term:
    if all(law == laws[0] for law in laws):
        return op("iid", num(len(laws)), laws[0])
    k = var(unused("k", (name for law in laws for name, _ in law.free)), N)
    heads = {law.head for law in laws}
    if len(heads) != 1 or not laws[0].args or "push" in heads or "atoms" in heads:
        raise Refused("the logic states products of laws of one kind, normal laws with their parameters, say")
    columns = zip(*(law.args for law in laws), strict=True)
    body = op(laws[0].head, *[chosen(k, list(column)) for column in columns])
    return op("prodlaw", num(len(laws)), lam(k, body))


def _pushed_product(product: Product) -> Term:
    """Independent coordinates f_i(X_i): the product of the sources, pushed coordinate by coordinate."""
    if all(isinstance(law.source, Base) for law in product.laws) and any(law.maps for law in product.laws):
        from dataclasses import replace

        from symrelu.model.law_term import map_term

        sources = _product_term(tuple(law_term(replace(law, maps=())) for law in product.laws))
        x = var(unused("x", (variable_name(s) for s in product.symbols())), SEQ)
        values: list[Term] = []
        for j, law in enumerate(product.laws, start=1):
            value = x(num(j))
            for f in law.maps:
                value = op("app", map_term(f), value)
            values.append(value)
        return op("push", lam(x, coordinates(tuple(values))), sources)
    return _product_term(tuple(map(law_term, product.laws)))


def square_root(covariance: tuple[Vector, ...]) -> list[list[Scalar]]:
    """A lower triangular L with L L^T = covariance, zero columns where it is singular.

    Raises: Refused where a pivot is neither zero nor positive for all values of the symbols.
    """
    n = len(covariance)
    rest: Any = sp.Matrix([[expression(c) for c in row] for row in covariance])
    columns: list[list[Scalar]] = []
    for k in range(n):
        pivot = sp.factor(rest[k, k])
        if pivot == 0:
            columns.append([sp.S.Zero] * n)
            continue
        if not pivot.is_positive:
            raise Refused("the covariance needs pivots that are positive for all values of its symbols")
        column = [rest[i, k] / sp.sqrt(pivot) if i >= k else sp.S.Zero for i in range(n)]
        columns.append(column)
        rest = (rest - rest[:, k] * rest[:, k].T / pivot).applyfunc(sp.cancel)
    return [[columns[j][i] for j in range(n)] for i in range(n)]


def general_root(covariance: tuple[Vector, ...]) -> list[list[Term]]:
    """The terms of a lower triangular L with L L^T = covariance, for every positive semidefinite value of it.

    A pivot that is 0 at some values of the symbols has a column of zeros there, so that the unspecified
    1/0 is multiplied by 0; nothing is cancelled, which would lose this.
    """
    n = len(covariance)
    rest = [[scalar_term(c) for c in row] for row in covariance]
    zero = num(0)
    columns: list[list[Term]] = []
    for k in range(n):
        pivot, column = rest[k][k], [rest[i][k] for i in range(n)]
        root = _root(pivot)
        below = [zero if c == zero else op("*", c, op("inv", root)) for c in column[k + 1 :]]
        columns.append([zero] * k + ([zero] * (n - k) if pivot == zero else [root, *below]))
        for i in range(k + 1, n):
            for j in range(k + 1, n):
                if pivot != zero and column[i] != zero and column[j] != zero:
                    rest[i][j] = rest[i][j] - op("*", column[i], column[j], op("inv", pivot))
    return [[columns[j][i] for j in range(n)] for i in range(n)]


def _root(pivot: Term) -> Term:
    """The square root, as a number where it is one."""
    exact = sp.sqrt(sp.Rational(*pivot.data.as_integer_ratio())) if pivot.head == "num" else None
    return op("sqrt", pivot) if exact is None or not exact.is_real else to_term(exact)


def _gaussian_term(law: Gaussian) -> Term:
    n = law.dim
    try:
        root = [[scalar_term(r) for r in row] for row in square_root(law.covariance)]
    except Refused:
        root = general_root(law.covariance)
    standard = op("iid", num(n), op("normal", num(0), num(1)))
    if all(m == 0 for m in law.mean) and all(
        root[i][j] == num(int(i == j)) for i in range(n) for j in range(n)
    ):
        return standard
    x = var(unused("x", (variable_name(s) for s in law.symbols())), SEQ)
    inputs = tuple(x(num(j)) for j in range(1, n + 1))
    values = tuple(_combination(root[i], inputs, scalar_term(law.mean[i])) for i in range(n))
    return op("push", lam(x, coordinates(values)), standard)


def _combination(weights: list[Term], inputs: tuple[Term, ...], bias: Term) -> Term:
    """The affine form with weights that are terms."""
    terms = [u if w == num(1) else op("*", w, u) for w, u in zip(weights, inputs, strict=True) if w != num(0)]
    if not terms or bias != num(0):
        terms.append(bias)
    return terms[0] if len(terms) == 1 else op("+", *terms)


def _mixture_term(mixture: VectorMixture) -> Term:
    weights = point([expression(w) for w, _ in mixture.parts])
    laws = [vector_law_term(law) for _, law in mixture.parts]
    bases = {law.args[-1] if law.head == "push" else law for law in laws}
    if len(bases) != 1:
        raise Refused("the logic states mixtures of laws on R^d that are images of one law")
    (base,) = bases
    k = var(unused("k", (name for law in laws for name, _ in law.free)), N)
    x = var(unused("x", (name for law in laws for name, _ in law.free)), SEQ)
    bodies = [op("app", law.args[0], x) if law.head == "push" else x for law in laws]
    i = var(unused("i", (name for law in laws for name, _ in law.free)), N)
    body = lam(i, chosen(k, [op("app", b, i) for b in bodies]))
    return op("mix", num(len(laws)), weights, lam(k, op("push", lam(x, body), base)))


def _ball_term(d: int) -> Term:
    """Archimedes: d coordinates of Z/|Z|, Z standard normal in R^(d + 2), are uniform on the ball."""
    z = var("z", SEQ)
    squares = op("+", *(z(num(k)) ** 2 for k in range(1, d + 3)))
    shrink = op("inv", op("sqrt", squares))
    values = tuple(op("*", z(num(k)), shrink) for k in range(1, d + 1))
    return op("push", lam(z, coordinates(values)), op("iid", num(d + 2), op("normal", num(0), num(1))))


def _source_term(law: VectorLaw) -> Term:
    source = law.source
    if isinstance(source, Points):
        k = var(unused("k", (variable_name(s) for s in source.symbols())), N)
        i = var(unused("i", (variable_name(s) for s in source.symbols())), N)
        columns = zip(*source.points, strict=True)
        values = [chosen(k, [scalar_term(x) for x in column]) for column in columns]
        places = lam(k, lam(i, chosen(i, [*values, num(0)])))
        return op("atoms", num(len(source.points)), point(map(expression, source.weights)), places)
    if isinstance(source, Along):
        taken = {variable_name(s) for s in source.symbols()}
        return op("push", _line(source.start, source.direction, taken), law_term(source.law))
    if isinstance(source, Product):
        return _pushed_product(source)
    if isinstance(source, Gaussian):
        return _gaussian_term(source)
    if isinstance(source, VectorMixture):
        return _mixture_term(source)
    if isinstance(source, Ball):
        return _ball_term(source.dim)
    raise Refused("the logic has no head for uniform laws on polytopes that are no boxes")


def vector_law_term(law: VectorLaw) -> Term:
    """The law as a term of the sort of laws on sequences.

    Raises: Refused for what the logic has no head for.
    """
    term = _source_term(law)
    for f in law.maps:
        term = op("push", vector_map_term(f), term)
    return term
