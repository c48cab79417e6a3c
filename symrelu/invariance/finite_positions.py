# pyright: basic
"""Finitely many points with free positions: every layer moves the points, and the weights stay."""

from __future__ import annotations

from typing import Any

import sympy as sp

from symrelu.invariance.space_statement import SpaceStatement
from symrelu.invariance.statement import conclude
from symrelu.kernel.rules import discharge, extend, schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.methods.sums import are_weights, unrolled
from symrelu.model.scalar import expression
from symrelu.model.vector_source import Points
from symrelu.terms.bridge import to_term
from symrelu.terms.claim.layers import layer
from symrelu.terms.sorts import N
from symrelu.terms.substitution import fresh, substitute, subterms, unused
from symrelu.terms.symbols import relu
from symrelu.terms.term import Term, num, op


def prove_by_positions(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, dict[Any, Any]] | None:
    """The theorem that the family is invariant, where the coordinates of the points are parameters."""
    source = stated.member.source
    if not isinstance(source, Points) or stated.member.maps:
        return None
    places = [tuple(map(expression, point)) for point in source.points]
    flat = [x for point in places for x in point]
    weights = {s for w in source.weights for s in expression(w).free_symbols}
    if len(set(flat)) < len(flat) or not all(isinstance(x, sp.Symbol) for x in flat) or weights & set(flat):
        tried.append("positions (the coordinates of the points are no parameters of their own)")
        return None
    moved, shown = _moved(stated, places)
    image = tuple(moved.get(p, p) for p in stated.parameters)
    here = dict(zip(stated.parameters, image, strict=True))
    inside = tuple(
        establish(substitute(part, here), given=stated.domain) for part in stated.domain_at(stated.parameters)
    )
    theorem = conclude(stated, image, inside, _same(stated, here))  # type: ignore[arg-type]
    return theorem, {p: shown.get(p, p) for p in stated.family.parameters}


def _moved(stated: SpaceStatement, places: list[tuple[Any, ...]]) -> tuple[dict[Term, Term], dict[Any, Any]]:
    """relu(W x + b) coordinate by coordinate: as terms, and as expressions in w_ij and b_i."""
    W, b = stated.weights
    terms: dict[Term, Term] = {}
    shown: dict[Any, Any] = {}
    taken = [str(p) for p in stated.family.parameters]
    for point in places:
        for i, x in enumerate(point, start=1):
            row = [W(num(i))(num(j)) * to_term(y) for j, y in enumerate(point, start=1)]
            total = row[0] if len(row) == 1 else op("+", *row)
            terms[to_term(x)] = op("relu", total + b(num(i)))
            names = [sp.Symbol(unused(f"w{i}{j}", taken), real=True) for j in range(1, len(point) + 1)]
            products = (w * y for w, y in zip(names, point, strict=True))
            shown[x] = relu(sum(products, sp.Symbol(unused(f"b{i}", taken), real=True)))
    return terms, shown


def _same(stated: SpaceStatement, here: dict[Term, Term]) -> Theorem:
    """The law behind the layer is the law at the moved positions."""
    W, b = stated.weights
    n, w, places = stated.law.args
    act = layer(num(stated.dim), W, b)
    weights = are_weights(int(n.data), w, given=stated.domain)
    row = schema("atoms_push", act, n, w, places)
    pushed = establish(row.claim.args[1], given=stated.domain, premises=(row, weights))
    target = substitute(stated.law, here)
    k, i = fresh("k", N, *stated.parameters, W, b), fresh("i", N, *stated.parameters, W, b)
    equal = _coordinates(stated.dim, int(n.data), act(places(k))(i), target.args[2](k)(i), k, i)
    points = extend(extend(equal, i), k)
    goal = op("eq", pushed.claim.args[0], target)
    return establish(goal, given=stated.domain, premises=(pushed, points))


def _coordinates(d: int, count: int, left: Term, right: Term, k: Term, i: Term) -> Theorem:
    """left = right for all points k and coordinates i, case by case."""
    goal = op("eq", left, right)
    off = op("not", op("and", num(1) <= i, i <= num(d)))
    found = [discharge(establish(goal, given=(off,)), off)]
    cases = [op("eq", k, num(m)) for m in range(1, count)]
    last = tuple(op("not", c) for c in cases)
    for j in range(1, d + 1):
        here = op("eq", i, num(j))
        at = substitute(goal, {i: num(j)})
        links: list[Theorem] = []
        for m in range(1, count + 1):
            chosen = (cases[m - 1],) if m < count else last
            value = substitute(at, {k: num(m)}) if m < count else at
            total = unrolled(d, _sum(value).args[2])
            one = establish(value, given=() if m < count else chosen, premises=(total,))
            if m < count:
                one = establish(at, given=chosen, premises=(one,))
            for formula in chosen:
                one = discharge(one, formula)
            links.append(one)
        every = establish(at, premises=links)
        found.append(discharge(establish(goal, given=(here,), premises=(every,)), here))
    steps = tuple(("nat_step", (num(j), i)) for j in range(d + 1))
    known = op("or", off, *(op("eq", i, num(j)) for j in range(1, d + 1)))
    return establish(goal, premises=(establish(known, hints=Hints(facts=steps)), *found))


def _sum(term: Term) -> Term:
    return next(t for t in subterms(term) if t.head == "sum")
