# pyright: basic
"""Proofs that a family is locally Lipschitz: its laws are images of one law under maps that move little."""

from __future__ import annotations

from dataclasses import dataclass

from symrelu.errors import ProofFailed
from symrelu.invariance.dichotomy import as_product
from symrelu.invariance.independence import rectangle
from symrelu.invariance.indices import up_to
from symrelu.invariance.moduli import Modulus, Moves, product_bound
from symrelu.invariance.space_statement import SpaceStatement
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.events import space_point, sure
from symrelu.methods.masses import interval_mass
from symrelu.methods.pointwise import as_push, composed_map
from symrelu.methods.sums import are_weights, unrolled
from symrelu.terms.claim import LocallyLipschitz
from symrelu.terms.sorts import N, R
from symrelu.terms.substitution import fresh, substitute, subterms
from symrelu.terms.term import Term, instantiate, lam, num, op


@dataclass(frozen=True)
class _Pair:
    """Two parameters near a third, and M: `near` says how near they are, and that they lie in the domain."""

    stated: SpaceStatement
    first: dict[Term, Term]
    second: dict[Term, Term]
    most: Term
    near: Term

    def law(self, side: dict[Term, Term]) -> Term:
        """The law at one of the two."""
        return substitute(self.stated.law, side)

    def moves(self, bounds: dict[Term, Term], known: dict[Term, Theorem]) -> Moves:
        """What is known of parameters, and of points as given."""
        nearby = assume(self.near)
        bounds, known = dict(bounds), dict(known)
        for p in self.stated.parameters:
            bounds[p] = op("abs", p) + 1
            here, there = self.first[p], self.second[p]
            claims = (op("abs", here) <= bounds[p], op("abs", there) <= bounds[p])
            apart = op("abs", here - there) <= self.most
            known[p] = establish(op("and", *claims, apart), premises=(nearby,))
        return Moves(self.first, self.second, self.most, bounds, known)


def prove_locally_lipschitz(stated: SpaceStatement) -> Theorem:
    """The theorem `LocallyLipschitz(family, d)`.

    For images of one law without parameters under polynomials with relu, max, min, clip in parameters and
    point, where parameters multiply bounded numbers only; and for finitely many points.
    Raises: ProofFailed.

    >>> from symrelu.invariance.space_statement import space_statement
    >>> from symrelu.laws.base import uniform
    >>> from symrelu.laws.vectors import along
    >>> from symrelu.model.family import Family
    >>> from symrelu.terms.symbols import reals
    >>> a, v = reals("a v")
    >>> family = Family(along(uniform(0, 1), (a, 0), (0, v)), (a, v))
    >>> prove_locally_lipschitz(space_statement(family)).claim == LocallyLipschitz(family, d=2).formula
    True
    """
    formula = LocallyLipschitz(stated.family, d=stated.dim).formula
    body = formula
    for p in stated.parameters:
        if p.sort != R:
            raise ProofFailed(repr(stated.family), advice="real parameters")
        body = instantiate(body.args[0].args[0], p)
    existence = body.args[1] if stated.domain else body
    pair = _pair(stated)
    factor, close = _close(pair)
    inner = instantiate(existence.args[0].args[0], num(1))
    claim = instantiate(inner.args[0].args[0], factor)
    every = _everywhere(pair, close, claim.args[-1])
    found = rules.exists(establish(claim, premises=(every,)), inner, factor)
    found = rules.exists(found, existence, num(1))
    if stated.domain:
        found = rules.discharge(found, body.args[0])
    return _as_stated(rules.generalise(found, *stated.parameters), formula)


def _as_stated(theorem: Theorem, formula: Term) -> Theorem:
    if theorem.claim != formula or theorem.hyps:
        raise ProofFailed(repr(formula), advice="what was proved is another formula")
    return theorem


def _pair(stated: SpaceStatement) -> _Pair:
    taken = [stated.law, *stated.parameters, *stated.domain]
    first = {p: fresh(f"{p.data}'", R, *taken) for p in stated.parameters}
    second = {p: fresh(f"{p.data}''", R, *taken, *first.values()) for p in stated.parameters}
    most = fresh("M", R, *taken, *first.values(), *second.values())
    near = [num(0) <= most]
    for p in stated.parameters:
        here, there = first[p], second[p]
        near += [op("abs", p - here) <= 1, op("abs", p - there) <= 1, op("abs", here - there) <= most]
    for side in (first, second):
        near += stated.domain_at(tuple(side.values()))
    return _Pair(stated, first, second, most, op("and", *near))


def _everywhere(pair: _Pair, close: Theorem, goal: Term) -> Theorem:
    """For all two parameters near the third, with the largest difference for M."""
    body, names = goal, (*pair.first.values(), *pair.second.values())
    for name in names:
        body = instantiate(body.args[0].args[0], name)
    condition, bound = body.args
    gap = next(t for t in bound.args[1].args if not t.free <= _names(pair.stated.parameters))
    whole = rules.specialise(rules.generalise(rules.discharge(close, pair.near), pair.most), gap)
    inside = establish(whole.claim.args[0], given=(condition,))
    here = establish(bound, premises=(whole, inside))
    return rules.generalise(rules.discharge(here, condition), *names)


def _names(variables: tuple[Term, ...]) -> frozenset[tuple[str, object]]:
    return frozenset(entry for v in variables for entry in v.free)


def _close(pair: _Pair) -> tuple[Term, Theorem]:
    """A factor C in the third parameter, and near |- dP(law', law'') <= C M."""
    g, base = composed_map(pair.stated.law)
    if base.head == "atoms":
        return _close_points(pair, g, base)
    if base.free or g is None:
        raise ProofFailed(repr(pair.stated.law), advice="images of one law without parameters")
    z = space_point(base, g, pair.near)
    entries = [canon(g(z)(num(i))) for i in range(1, pair.stated.dim + 1)]
    on, bounds, known = _support(base, z, entries)
    moves = pair.moves(bounds, known)
    moduli = [moves.modulus(e) for e in entries]
    factor, error = _largest(moduli, pair)
    maps = [lam(z, substitute(g, side)(z)) for side in (pair.first, pair.second)]
    where = on.claim.args[0].args[1]
    near = _near(pair, maps[0](z), maps[1](z), moduli, error)
    for formula in near.hyps - {pair.near}:
        near = rules.discharge(near, formula)
    wanted = op("imp", where(z), near.claim.args[1] if near.claim.head == "imp" else near.claim)
    every = rules.generalise(establish(wanted, premises=(near,)), z)
    row = schema("push_bound_seq", num(pair.stated.dim), base, where, *maps, error.claim.args[1])
    laws = [pair.law(side) for side in (pair.first, pair.second)]
    links = [link for link in map(as_push, laws) if link is not None]
    goal = op("dPd", num(pair.stated.dim), *laws) <= error.claim.args[1]
    return factor, establish(goal, premises=(row, on, every, error, *links))


def _largest(moduli: list[Modulus], pair: _Pair) -> tuple[Term, Theorem]:
    """C, the absolute value of the sum of the moduli, and 0 <= C M."""
    total = canon(op("+", *(m.factor for m in moduli)) if len(moduli) > 1 else moduli[0].factor)
    factor = canon(op("abs", total))
    row = rules.specialise(product_bound(), total, pair.most, factor, pair.most)
    claim = num(0) <= op("*", factor, pair.most)
    return factor, establish(claim, premises=(row, assume(pair.near)))


def _near(pair: _Pair, left: Term, right: Term, moduli: list[Modulus], error: Theorem) -> Theorem:
    """dist(d, left, right) <= C M, from the moduli of the coordinates."""
    bound = error.claim.args[1]
    factor = canon(op("+", *(m.factor for m in moduli)) if len(moduli) > 1 else moduli[0].factor)
    grown = rules.specialise(product_bound(), factor, pair.most, canon(op("abs", factor)), pair.most)
    facts = (*(m.fact for m in moduli), grown, assume(pair.near))
    i = fresh("i", N, left, right, bound)
    cases: list[Theorem] = []
    for j, m in enumerate(moduli, start=1):
        small = establish(op("abs", m.left - m.right) <= bound, premises=facts)
        claim = op("abs", left(num(j)) - right(num(j))) <= bound
        cases.append(establish(claim, premises=(small,)))
    each = up_to(i, op("abs", left(i) - right(i)) <= bound, cases)
    row = schema("dist_le", num(len(moduli)), left, right, bound)
    return establish(op("dist", num(len(moduli)), left, right) <= bound, premises=(row, each, error))


# ---- where the points of the base lie --------------------------------------------------------------


def _support(
    base: Term, z: Term, entries: list[Term]
) -> tuple[Theorem, dict[Term, Term], dict[Term, Theorem]]:
    """P(base, S) = 1 for a box S, and the bounds that it gives to the numbers that are used."""
    if base.sort[1] == R:
        ends = _ends(base)
        if ends is None:
            return sure(base, lam(z, op("and"))), {}, {}
        on = _sure_interval(base, *ends)
        return on, *_bounded({z: ends}, on.claim.args[0].args[1](z))
    used = {t for e in entries for t in subterms(e) if t.head == "app" and t.args[0] == z}
    if base.head not in ("iid", "prodlaw") or any(t.args[1].head != "num" for t in used):
        raise ProofFailed(repr(base), advice="independent numbers")
    boxes: dict[Term, tuple[Term, Term]] = {}
    for t in sorted(used, key=lambda t: t.key):
        ends = _ends(_coordinate(base, t.args[1]))
        if ends is not None:
            boxes[t] = ends
    if not boxes:
        return sure(base, lam(z, op("and"))), {}, {}
    parts = [part for t, (low, high) in boxes.items() for part in (low <= t, t <= high)]
    inside = lam(z, op("and", *parts))
    product, equation = as_product(base)
    masses = {int(t.args[1].data): _sure_interval(_coordinate(base, t.args[1]), *e) for t, e in boxes.items()}
    sides = {j: m.claim.args[0].args[1] for j, m in masses.items()}
    whole = rectangle(base, inside, product, sides, equation)
    on = establish(op("eq", op("P", base, inside), num(1)), premises=(whole, *masses.values()))
    return on, *_bounded(boxes, inside(z))


def _coordinate(base: Term, j: Term) -> Term:
    return canon(base.args[1] if base.head == "iid" else base.args[1](j))


def _ends(law: Term) -> tuple[Term, Term] | None:
    """The ends of the support of a base law on R, where it is bounded."""
    law = canon(law)
    if law.head == "uniform" and all(a.head == "num" for a in law.args):
        return law.args[0], law.args[1]
    return (num(0), num(1)) if law.head == "beta_law" else None


def _sure_interval(law: Term, low: Term, high: Term) -> Theorem:
    mass = interval_mass(canon(law), low, high)
    return establish(op("eq", op("P", law, mass.claim.args[0].args[1]), num(1)), premises=(mass,))


def _bounded(
    boxes: dict[Term, tuple[Term, Term]], inside: Term
) -> tuple[dict[Term, Term], dict[Term, Theorem]]:
    there = assume(inside)
    bounds = {t: num(max(abs(low.data), abs(high.data))) for t, (low, high) in boxes.items()}
    return bounds, {t: establish(op("abs", t) <= b, premises=(there,)) for t, b in bounds.items()}


# ---- finitely many points --------------------------------------------------------------------------


def _close_points(pair: _Pair, g: Term | None, base: Term) -> tuple[Term, Theorem]:
    """Points that are coupled one by one, with weights that move little."""
    n, w, places = base.args
    if n.head != "num" or g is not None:
        raise ProofFailed(repr(base), advice="finitely many points")
    d, count = pair.stated.dim, int(n.data)
    moves = pair.moves({}, {})
    indices = [num(k) for k in range(1, count + 1)]
    points = [[moves.modulus(canon(places(k)(num(i)))) for i in range(1, d + 1)] for k in indices]
    weights = [moves.modulus(canon(w(k))) for k in indices]
    factor, error = _largest([m for row in (*points, weights) for m in row], pair)
    sides = [substitute(base, side).args[1:] for side in (pair.first, pair.second)]
    (v, xs), (u, ys) = sides
    bound = error.claim.args[1]
    every = [m for row in (*points, weights) for m in row]
    total = canon(op("+", *(m.factor for m in every)))
    grown = rules.specialise(product_bound(), total, pair.most, canon(op("abs", total)), pair.most)
    facts = (*(m.fact for m in every), grown, assume(pair.near))
    k = fresh("k", N, base, bound, pair.near)
    cases = [
        _point_near(d, xs(m), ys(m), row, bound, facts, error) for m, row in zip(indices, points, strict=True)
    ]
    each = up_to(k, op("dist", num(d), xs(k), ys(k)) <= bound, cases)
    row = schema("dPd_coupled", num(d), n, v, xs, u, ys, bound)
    apart = next(f for f in row.claim.args[0].args if f.head == "le" and f.args[0].head == "sum")
    summed = establish(apart, premises=(unrolled(count, apart.args[0].args[2]), *facts, error))
    proper = [
        are_weights(count, x, given=pair.stated.domain_at(tuple(side.values())))
        for x, side in ((v, pair.first), (u, pair.second))
    ]
    laws = [pair.law(side) for side in (pair.first, pair.second)]
    goal = op("dPd", num(d), *laws) <= bound
    theorem = establish(goal, premises=(row, each, summed, *proper))
    for formula in theorem.hyps - {pair.near}:
        theorem = rules.discharge(theorem, formula)
    return factor, establish(goal, premises=(theorem, assume(pair.near)))


def _point_near(
    d: int,
    left: Term,
    right: Term,
    row: list[Modulus],
    bound: Term,
    facts: tuple[Theorem, ...],
    error: Theorem,
) -> Theorem:
    i = fresh("i", N, left, right, bound)
    cases = []
    for j, m in enumerate(row, start=1):
        small = establish(op("abs", m.left - m.right) <= bound, premises=facts)
        cases.append(establish(op("abs", left(num(j)) - right(num(j))) <= bound, premises=(small,)))
    each = up_to(i, op("abs", left(i) - right(i)) <= bound, cases)
    known = schema("dist_le", num(d), left, right, bound)
    return establish(op("dist", num(d), left, right) <= bound, premises=(known, each, error))
