# pyright: basic
"""Point masses of the coordinates of all members, where a coordinate mixes several independent numbers."""

from __future__ import annotations

from symrelu.errors import ProofFailed
from symrelu.invariance.atoms import Case, Cases
from symrelu.invariance.dichotomy import constant_or_null
from symrelu.invariance.pieces import Piece, pieces
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.almost import almost_everywhere, almost_sure
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.events import never, smaller_probability, space_point
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.terms.sorts import SEQ
from symrelu.terms.substitution import fresh, replace
from symrelu.terms.term import Term, lam, num, op

_KINKS = frozenset(["relu", "abs", "max", "min", "ite"])


def coordinate_cases(law: Term, i: int, t: Term, given: tuple[Term, ...]) -> Cases:
    """What P(law, z_i = t) can be, for a piecewise-linear function of one polynomial of the source.

    Raises: ProofFailed, NoPieces, Refused for laws of other shapes.
    """
    g, base = composed_map(law)
    if base.sort[1] != SEQ:
        raise ProofFailed(repr(law), advice="a law of several independent numbers")
    z = space_point(base, law, t, *given)
    body = canon((g(z) if g is not None else z)(num(i)))
    cores = _cores(body, z)
    if len(cores) != 1:
        raise ProofFailed(repr(body), advice="a function of one polynomial in the coordinates")
    (core,) = cores
    u = fresh("u", "R", law, t, *given)
    outer = lam(u, replace(body, core, u))
    if (z.data, z.sort) in outer.free:
        raise ProofFailed(repr(body), advice="a function of one polynomial in the coordinates")
    inner = lam(z, core)
    link, _, _ = on_base(law, lam(z, op("eq", z(num(i)), t)))
    plain = _plain_cases(base, outer, inner, t, given)
    probability = op("P", law, lam(z, op("eq", z(num(i)), t)))
    claim = op("or", *(case.formula(probability) for case in plain.cases))
    same = establish(op("eq", probability, plain.theorem.claim.args[0].args[0]), premises=(link,))
    return Cases(establish(claim, given=given, premises=(same, plain.theorem)), plain.cases)


def _cores(body: Term, z: Term) -> set[Term]:
    """The largest polynomials in the coordinates of z, not counting what kinks make of them."""
    if (z.data, z.sort) not in body.free:
        return set()
    if not _kinked(body, z):
        return {body}
    return {core for arg in body.args for core in _cores(arg, z)}


def _kinked(body: Term, z: Term) -> bool:
    if (z.data, z.sort) not in body.free:
        return False
    return body.head in _KINKS or any(_kinked(arg, z) for arg in body.args)


def _plain_cases(base: Term, outer: Term, inner: Term, t: Term, given: tuple[Term, ...]) -> Cases:
    """What P(base, F(q(z)) = t) can be: 0, 1, or anything where F is constantly t on a piece."""
    z = space_point(base, outer, inner, t, *given)
    u = fresh("u", "R", outer, inner, t, *given)
    event = lam(z, op("eq", outer(inner(z)), t))
    probability = op("P", base, event)
    lines = pieces(outer(u), u)
    special = [_condition(p, t) for p in lines if p.slope.head != "num" or p.constant]
    off = tuple(op("not", c) for c in special)
    sloped = [p for p in lines if not p.constant]
    roots = [(t - p.offset) * op("inv", p.slope) for p in sloped]
    reached = _reached(outer, u, t, lines, roots, off)
    single = [constant_or_null(base, inner, r, given) for r in roots]
    zero = _null(base, event, inner, roots, specialise(forall(reached, u), inner(z)), z, off)
    links = [zero, *single]
    for r in roots:
        links += _concentrated(base, event, outer, inner, r, t)
    cases = (Case(num(0)), Case(num(1)), *(Case(None, (c,)) for c in special))
    claim = op("or", *(case.formula(probability) for case in cases))
    return Cases(establish(claim, given=given, premises=links), cases)


def _condition(piece: Piece, t: Term) -> Term:
    level = op("eq", t, piece.offset)
    return level if piece.constant else op("and", op("eq", piece.slope, num(0)), level)


def _reached(
    outer: Term, u: Term, t: Term, lines: tuple[Piece, ...], roots: list[Term], off: tuple[Term, ...]
) -> Theorem:
    """F(u) = t -> u is one of the roots, off the special values of t."""
    from symrelu.invariance.atoms import root_of_line

    somewhere = establish(_either([op("eq", outer(u), p.at(u)) for p in lines]))
    lemmas = [specialise(root_of_line(), p.slope, p.offset, t, u) for p in lines if not p.constant]
    goal = op("imp", op("eq", outer(u), t), _either([op("eq", u, r) for r in roots]))
    theorem = establish(goal, given=off, premises=(somewhere, *lemmas))
    for formula in off:
        theorem = discharge(theorem, formula)
    return theorem


def _either(formulas: list[Term]) -> Term:
    return formulas[0] if len(formulas) == 1 else op("or", *formulas)


def _null(
    base: Term,
    event: Term,
    inner: Term,
    roots: list[Term],
    reached: Theorem,
    z: Term,
    off: tuple[Term, ...],
) -> Theorem:
    """P(base, F(q) = t) = 0, where no root has a mass and no piece is constantly t."""
    some = lam(z, _either([op("eq", inner(z), r) for r in roots]))
    masses = [op("P", base, lam(z, op("eq", inner(z), r))) for r in roots]
    none = tuple(op("eq", mass, num(0)) for mass in masses)
    links: list[Theorem] = [smaller_probability(base, event, some, given=off, premises=(forall(reached, z),))]
    rest = some
    for k, r in enumerate(roots[:-1]):
        parts = schema("prob_split", base, rest, lam(z, op("eq", inner(z), r)))
        after = lam(z, _either([op("eq", inner(z), q) for q in roots[k + 1 :]]))
        first, second = (side.args[1] for side in parts.claim.args[1].args)
        links += [
            parts,
            smaller_probability(base, first, lam(z, op("eq", inner(z), r))),
            smaller_probability(base, second, after),
        ]
        rest = after
    goal = op("eq", op("P", base, event), num(0))
    links.append(schema("prob_range", base, event))
    theorem = establish(goal, given=(*off, *none), premises=links)
    for formula in (*none, *off):
        theorem = discharge(theorem, formula)
    return theorem


def _concentrated(base: Term, event: Term, outer: Term, inner: Term, r: Term, t: Term) -> list[Theorem]:
    """Where q = r almost surely, F(q) = t almost surely or almost never."""
    z = space_point(base, event, outer, inner, r, t)
    mass = op("eq", op("P", base, lam(z, op("eq", inner(z), r))), num(1))
    on, hit = assume(mass), op("eq", outer(r), t)
    miss = op("not", hit)
    always = almost_sure(base, event, on, given=(hit,))
    cut = almost_everywhere(base, event, on)
    nowhere = never(base, cut.claim.args[1].args[1], given=(miss,))
    zero = establish(op("eq", op("P", base, event), num(0)), premises=(cut, nowhere))
    return [discharge(discharge(always, hit), mass), discharge(discharge(zero, miss), mass)]
