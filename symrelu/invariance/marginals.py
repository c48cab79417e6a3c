# pyright: basic
"""The coordinates of laws on R^d as laws on R, and that the images of these are what they should be."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, ProofFailed, Refused
from symrelu.invariance.atoms import chosen_part
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import extend, generalise, schema
from symrelu.kernel.theorem import Theorem
from symrelu.laws.base import atom, mix, normal
from symrelu.laws.push import push
from symrelu.methods.establish import chained, establish
from symrelu.methods.events import half_line, space_point
from symrelu.methods.events import same_law as equal_laws
from symrelu.methods.masses import conclusion
from symrelu.methods.pointwise import composed_map, same_law
from symrelu.methods.sums import are_weights, split_by_parts
from symrelu.model.law import Law
from symrelu.model.scalar import expression
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_source import Along, Gaussian, Points, Product, VectorMixture
from symrelu.model.vector_term import square_root
from symrelu.terms.sorts import SEQ, N
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, lam, num, op


def projection(i: int) -> Term:
    """The map z -> z_i."""
    z = fresh("z", SEQ)
    return lam(z, z(num(i)))


def marginal(law: VectorLaw, i: int) -> Law | None:
    """The law of the i-th coordinate, where it is a function of one coordinate of the source; else None.

    >>> from symrelu.laws.base import normal, uniform
    >>> from symrelu.laws.vectors import product
    >>> from symrelu.model.network import Layer
    >>> marginal(product(normal(0, 1), uniform(0, 1)).pushed(Layer([[0, 2], [1, 1]], [1, 0])), 1)
    push((relu(2*x2 + 1), x2), uniform(0, 1))
    """
    source = law.source
    if isinstance(source, VectorMixture) and not law.maps:
        parts = [(w, marginal(part, i)) for w, part in source.parts]
        return None if any(p is None for _, p in parts) else mix(*[(expression(w), p) for w, p in parts])
    try:
        inputs, laws = _inputs(source)
        values: Any = inputs
        for f in law.maps:
            values = f(values if len(values) > 1 else values[0])
            values = values if isinstance(values, tuple) else (values,)
    except (InputError, NoClosedForm, ProofFailed):
        return None
    if isinstance(source, Points):
        return None if law.maps else _coordinate_of_points(source, i)
    value = values[i - 1]
    used = [k for k, x in enumerate(laws) if x[0] in value.free_symbols]
    if not used and laws:
        return atom(value)
    if len(used) != 1:
        return None
    x, of_input = laws[used[0]]
    return of_input if value == x else push((value, x), of_input)


def _inputs(source: Any) -> tuple[tuple[Any, ...], list[tuple[Any, Law]]]:
    """The coordinates of the source as expressions in independent numbers, and the laws of these."""
    if isinstance(source, Product):
        names = sp.symbols([f"x{j}" for j in range(1, source.dim + 1)], real=True)
        return tuple(names), list(zip(names, source.laws, strict=True))
    if isinstance(source, Along):
        t = sp.Symbol("t", real=True)
        rows = zip(source.start, source.direction, strict=True)
        return tuple(expression(a) + expression(v) * t for a, v in rows), [(t, source.law)]
    if isinstance(source, Gaussian):
        names = sp.symbols([f"x{j}" for j in range(1, source.dim + 1)], real=True)
        rows = zip(source.mean, _roots(source, names), strict=True)
        return tuple(expression(m) + value for m, value in rows), [(x, normal(0, 1)) for x in names]
    if isinstance(source, Points):
        return tuple(map(expression, source.points[0])), []
    raise ProofFailed(str(source), advice="products, laws along lines, Gaussian laws, finite points")


def _roots(source: Gaussian, names: Any) -> list[Any]:
    """The centred coordinates in standard normal numbers; of a general covariance the simple ones."""
    try:
        root = square_root(source.covariance)
    except Refused:
        found: list[Any] = []
        for i, row in enumerate(source.covariance):
            alone = all(expression(c) == 0 for c in row[:i])
            others = sp.S.Zero if alone else sum(names[:i], sp.S.Zero)
            found.append(sp.sqrt(expression(row[i])) * names[i] + others)
        return found
    return [sum((expression(r) * x for r, x in zip(row, names, strict=True)), sp.S.Zero) for row in root]


def _coordinate_of_points(source: Points, i: int) -> Law:
    places = [expression(p[i - 1]) for p in source.points]
    return mix(*[(expression(w), atom(x)) for w, x in zip(source.weights, places, strict=True)])


# ---- the proof -----------------------------------------------------------------------------------


def marginal_theorem(law: Term, i: int, marginal_law: Term, given: tuple[Term, ...]) -> Theorem:
    """push(z -> z_i, law) = marginal, for all parameters as given.

    Raises: ProofFailed.
    """
    left = op("push", projection(i), law)
    if law.head == "atoms":
        return _of_points(left, law, marginal_law, given)
    if law.head == "mix":
        return _of_mixture(left, law, i, marginal_law, given)
    value, base = composed_map(left)
    if base.sort[1] != SEQ:
        return same_law(left, marginal_law, given=given)
    source = marginal_law
    while source.head == "push":
        source = source.args[1]
    if source.head == "delta":
        raise ProofFailed(repr(left), advice="a coordinate that is not constant")
    row = coordinate_law(base, _coordinate(value, base))
    same_source = establish(op("eq", row.claim.args[0], source), premises=(row,))
    above = replace(marginal_law, source, row.claim.args[0])
    same = same_law(left, above, given=given)
    return establish(op("eq", left, marginal_law), given=given, premises=(same, same_source))


def _coordinate(value: Term | None, base: Term) -> int:
    """The number of the one coordinate that a function of the point depends on."""
    z = space_point(base)
    body = canon(value(z)) if value is not None else z
    used = {t.args[1] for t in subterms(body) if t.head == "app" and t.args[0] == z}
    if base.head not in ("iid", "prodlaw") or len(used) != 1 or next(iter(used)).head != "num":
        raise ProofFailed(repr(body), advice="a function of one of several independent numbers")
    return int(used.pop().data)


def coordinate_law(base: Term, j: int) -> Theorem:
    """The law of the j-th of independent coordinates: push(z -> z_j, base) = mu_j."""
    rule = schema(f"{base.head}_marginal", *base.args, num(j))
    return conclusion(rule)


def _of_points(left: Term, law: Term, marginal_law: Term, given: tuple[Term, ...]) -> Theorem:
    """The coordinates of finitely many points with the same weights."""
    n, w, places = law.args
    weights = are_weights(int(n.data), w, given=given)
    row = schema("atoms_push", left.args[0], n, w, places)
    pushed = establish(row.claim.args[1], given=given, premises=(row, weights))
    image = pushed.claim.args[1]
    if marginal_law.head != "atoms":
        raise ProofFailed(repr(marginal_law), advice="a finite law")
    k = fresh("k", N, image, marginal_law)
    links = [
        extend(establish(op("eq", f(k), g(k)), given=given), k)
        for f, g in zip(image.args[1:], marginal_law.args[1:], strict=True)
        if f != g
    ]
    same = establish(op("eq", image, marginal_law), given=given, premises=links)
    return chained(pushed, same)


def _of_mixture(left: Term, law: Term, i: int, marginal_law: Term, given: tuple[Term, ...]) -> Theorem:
    """The coordinates of a mixture are mixed with the same weights: by their distribution functions."""
    if marginal_law.head != "mix" or marginal_law.args[:2] != law.args[:2]:
        raise ProofFailed(repr(marginal_law), advice="a mixture with the same weights")
    n, w, parts = law.args
    y = fresh("y", "R", left, marginal_law, *given)
    below = half_line(marginal_law, y)
    pulled = schema("push_prob", left.args[0], law, below)
    event = pulled.claim.args[1].args[1]
    weights = are_weights(int(n.data), w, given=given)
    links = [
        pulled,
        split_by_parts(law, event, weights=weights),
        split_by_parts(marginal_law, below, weights=weights),
    ]
    for k in range(1, int(n.data) + 1):
        wide, narrow = chosen_part(parts(num(k))), chosen_part(marginal_law.args[2](num(k)))
        links += [
            marginal_theorem(wide, i, narrow, given),
            schema("push_prob", left.args[0], wide, below),
        ]
    goal = op("eq", op("P", left, below), op("P", marginal_law, below))
    every = generalise(establish(goal, given=given, premises=links), y)
    return equal_laws(left, marginal_law, every)
