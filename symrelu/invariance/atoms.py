"""Where laws of a family can have atoms, and how large: theorems for all parameters, and for numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from symrelu.errors import ProofFailed
from symrelu.invariance.pieces import NoPieces, Piece, level_set, pieces
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import chained, establish, forall
from symrelu.methods.events import never, smaller_probability, space_point, sure
from symrelu.methods.masses import BASE_HEADS, no_point_mass, union_mass
from symrelu.methods.roots import without_roots
from symrelu.methods.sums import are_weights, split_by_atoms, split_by_parts
from symrelu.methods.valuation import NoValue, truth, value
from symrelu.terms.substitution import replace, substitute, subterms
from symrelu.terms.term import Term, lam, num, op, var

MOST_CASES = 40


@dataclass(frozen=True)
class Case:
    """One of the things that P(law, A) can be: `value` (None: anything) where the conditions hold."""

    value: Term | None
    conditions: tuple[Term, ...] = ()

    def formula(self, probability: Term) -> Term:
        """The case as a formula."""
        equation = () if self.value is None else (op("eq", probability, self.value),)
        parts = (*equation, *self.conditions)
        return parts[0] if len(parts) == 1 else op("and", *parts)


@dataclass(frozen=True)
class Cases:
    """`theorem` says that one of the cases holds of P(law, event)."""

    theorem: Theorem
    cases: tuple[Case, ...]


def _either(formulas: Iterable[Term]) -> Term:
    listed = tuple(formulas)
    return listed[0] if len(listed) == 1 else op("or", *listed)


def atoms_of(law: Term, t: Term, given: tuple[Term, ...]) -> Cases:
    """What the mass of a law at the point t can be, for all parameters that satisfy what is given.

    Raises: ProofFailed, NoPieces for laws and maps of other shapes.
    """
    y = space_point(law, t, *given)
    return _cases(law, lam(y, op("eq", y, t)), given)


def _cases(law: Term, event: Term, given: tuple[Term, ...]) -> Cases:
    if law.head == "push":
        step = schema("push_prob", *law.args, event)
        inner = _cases(law.args[1], step.claim.args[1].args[1], given)
        return _renamed(op("P", law, event), step, inner)
    if law.head == "mix":
        return _mixed(law, event, given)
    if law.head == "atoms":
        weights = are_weights(int(law.args[0].data), law.args[1], given=given)
        masses = split_by_atoms(law, event, weights=weights)
        return Cases(masses, (Case(masses.claim.args[1]),))
    if law.head == "delta":
        where = event(law.args[0])
        value = op("ite", where, num(1), num(0))
        theorem = establish(
            op("eq", op("P", law, event), value), premises=(schema("delta_prob", law.args[0], event),)
        )
        return Cases(theorem, (Case(value),))
    if law.head in BASE_HEADS:
        return _of_base(law, event, given)
    raise ProofFailed(repr(law), advice="a base law, a finite law, a mixture, or an image of these")


def _renamed(probability: Term, step: Theorem, inner: Cases) -> Cases:
    claim = _either(case.formula(probability) for case in inner.cases)
    return Cases(establish(claim, premises=(step, inner.theorem)), inner.cases)


def _mixed(law: Term, event: Term, given: tuple[Term, ...]) -> Cases:
    n, w, parts = law.args
    count = int(n.data)
    weights = are_weights(count, w, given=given)
    total = split_by_parts(law, event, weights=weights)
    inner = [_cases(chosen_part(parts(num(k))), event, given) for k in range(1, count + 1)]
    same = [_at_chosen(parts(num(k)), event, each) for k, each in enumerate(inner, start=1)]
    cases: dict[tuple[Term, ...], Case] = {}
    for chosen in product(*(each.cases for each in inner)):
        conditions = tuple(dict.fromkeys(c for case in chosen for c in case.conditions))
        values = [case.value for case in chosen]
        known = [canon(w(num(k)) * v) for k, v in enumerate(values, start=1) if v is not None]
        case = Case(None if len(known) < count else canon(op("+", num(0), *known)), conditions)
        cases[(case.formula(num(0)),)] = case
    if len(cases) > MOST_CASES:
        raise ProofFailed(repr(law), advice="fewer parts")
    listed = tuple(cases.values())
    claim = _either(case.formula(op("P", law, event)) for case in listed)
    return Cases(establish(claim, given=given, premises=(total, *same)), listed)


def chosen_part(law: Term) -> Term:
    """The part of a mixture with the choice by its number made."""
    while True:
        choices = [
            t for t in subterms(law) if t.head == "ite" and not t.loose and truth(t.args[0], {}) is not None
        ]
        if not choices:
            return law
        for choice in choices:
            law = replace(law, choice, choice.args[1] if truth(choice.args[0], {}) else choice.args[2])


def _at_chosen(part: Term, event: Term, inner: Cases) -> Theorem:
    """The cases of the part as it is written in the mixture; its normal form is the same."""
    claim = _either(case.formula(op("P", part, event)) for case in inner.cases)
    return establish(claim, premises=(inner.theorem,))


# ---- base laws -----------------------------------------------------------------------------------


@cache
def root_of_line() -> Theorem:
    """forall s c t x. not s = 0 and s x + c = t -> x = (t - c)/s."""
    s, c, t, x = (var(name, "R") for name in "sctx")
    given = (op("not", op("eq", s, num(0))), op("eq", s * x + c, t))
    theorem = establish(op("eq", x, (t - c) * op("inv", s)), given=given)
    for formula in given:
        theorem = discharge(theorem, formula)
    claim = op("imp", op("and", *given), op("eq", x, (t - c) * op("inv", s)))
    return generalise(establish(claim, premises=(theorem,)), s, c, t, x)


def _off(piece: Piece, t: Term) -> Term:
    """The piece is not constantly t."""
    other = op("not", op("eq", t, piece.offset))
    if piece.constant:
        return other
    if piece.slope.head == "num":
        return op("and")
    return op("or", op("not", op("eq", piece.slope, num(0))), other)


def _of_base(base: Term, event: Term, given: tuple[Term, ...]) -> Cases:
    x = space_point(base, event, *given)
    equation = event(x)
    if equation.head != "eq":
        raise ProofFailed(repr(event), advice="an event y = t")
    body, t = equation.args
    lines = pieces(body, x)
    probability = op("P", base, event)
    if (x.data, x.sort) not in body.free:
        zero, here = op("eq", num(0), num(0)), op("eq", body, t)
        premises = _constant(base, event, body, body, t, x, zero)
        cases = (Case(num(0), (op("not", here),)), Case(num(1), (here,)))
        return Cases(
            establish(_either(case.formula(probability) for case in cases), premises=premises), cases
        )
    symbolic = [p for p in lines if not p.constant and p.slope.head != "num"]
    listed = [Case(num(0)), *(Case(None, (op("eq", t, p.offset),)) for p in lines if p.constant)]
    premises = [_nothing(base, event, body, t, x, lines, given)]
    if symbolic and all(p.constant or _multiple(p.slope, symbolic[0].slope) for p in lines):
        zero = op("eq", symbolic[0].slope, num(0))
        level = _level_at_zero(body, x)
        premises += _constant(base, event, body, level, t, x, zero)
        listed.append(Case(num(1), (zero, op("eq", t, level))))
    else:
        listed += [Case(None, (op("eq", p.slope, num(0)), op("eq", t, p.offset))) for p in symbolic]
    claim = _either(case.formula(probability) for case in listed)
    return Cases(establish(claim, given=given, premises=premises), tuple(listed))


def _multiple(slope: Term, unit: Term) -> bool:
    """Whether a slope is a rational multiple of another."""
    if slope == unit or canon(slope + unit) == num(0):
        return True
    free = {var(name, sort) for name, sort in slope.free | unit.free}
    point = {v: Fraction(7 * k + 3, 5 * k + 2) for k, v in enumerate(sorted(free, key=repr))}
    try:
        here, there = value(slope, point), value(unit, point)
    except NoValue:
        return False
    if not (isinstance(here, Fraction) and isinstance(there, Fraction)) or there == 0:
        return False
    return canon(slope - num(here / there) * unit) == num(0)


def _level_at_zero(body: Term, x: Term) -> Term:
    level = substitute(body, {x: num(0)})
    return canon(level) if any(t.head == "ite" and not t.loose for t in subterms(level)) else level


def _nothing(
    base: Term, event: Term, body: Term, t: Term, x: Term, lines: tuple[Piece, ...], given: tuple[Term, ...]
) -> Theorem:
    """Where no piece is constantly t: P(base, f(x) = t) = 0."""
    off = tuple(f for f in (_off(p, t) for p in lines) if f != op("and"))
    everywhere = establish(_either(op("eq", body, p.at(x)) for p in lines))
    sloped = [p for p in lines if not p.constant]
    roots = [(t - p.offset) * op("inv", p.slope) for p in sloped]
    lemmas = [specialise(root_of_line(), p.slope, p.offset, t, x) for p in sloped]
    if not roots:
        happens = never(base, event, given=off, premises=(forall(everywhere, x),))
        return _discharged(happens, off)
    reached = establish(
        op("imp", op("eq", body, t), _either(op("eq", x, r) for r in roots)),
        given=off,
        premises=(everywhere, *lemmas),
    )
    some = lam(x, _either(op("eq", x, r) for r in roots))
    below = smaller_probability(
        base, event, some, given=off, premises=(forall(_discharged(reached, off), x),)
    )
    null = _null_union(base, some, roots, x, given)
    zero = establish(
        op("eq", op("P", base, event), num(0)),
        given=off,
        premises=(below, null, schema("prob_range", base, event)),
    )
    return _discharged(zero, off)


def _null_union(base: Term, some: Term, roots: list[Term], x: Term, given: tuple[Term, ...]) -> Theorem:
    """P(base, x = r_1 or ... or x = r_k) <= 0."""
    links: list[Theorem] = [no_point_mass(base, r, given=given) for r in roots]
    rest = some
    for k, r in enumerate(roots[:-1]):
        parts = schema("prob_split", base, rest, lam(x, op("eq", x, r)))
        after = lam(x, _either(op("eq", x, q) for q in roots[k + 1 :]))
        first, second = (side.args[1] for side in parts.claim.args[1].args)
        links += [
            parts,
            smaller_probability(base, first, lam(x, op("eq", x, r))),
            smaller_probability(base, second, after),
        ]
        rest = after
    return establish(op("P", base, some) <= num(0), given=given, premises=links)


def _constant(
    base: Term, event: Term, body: Term, value: Term, t: Term, x: Term, zero: Term
) -> list[Theorem]:
    """Where the slope is 0 the map is constant: P is 1 at the value and 0 elsewhere."""
    level = forall(_discharged(establish(op("eq", body, value), given=(zero,)), (zero,)), x)
    here, off = op("eq", t, value), op("not", op("eq", t, value))
    always = sure(base, event, given=(zero, here), premises=(level,))
    nowhere = never(base, event, given=(zero, off), premises=(level,))
    return [_discharged(always, (zero, here)), _discharged(nowhere, (zero, off))]


def _discharged(theorem: Theorem, formulas: tuple[Term, ...]) -> Theorem:
    for formula in formulas:
        theorem = discharge(theorem, formula)
    return theorem


# ---- numbers -------------------------------------------------------------------------------------


def exact_mass(law: Term, point: Fraction) -> Theorem:
    """P(law, y = point) as a number, for a law without parameters."""
    y = space_point(law)
    return exact_probability(law, lam(y, op("eq", y, num(point))))


def exact_probability(law: Term, event: Term) -> Theorem:
    """P(law, y = t) or P(law, y <= t) as a number, for a law without parameters."""
    plain, equations = without_roots(law)
    if equations:
        mass = exact_probability(plain, event)
        return establish(op("eq", op("P", law, event), mass.claim.args[1]), premises=(mass, *equations))
    if law.head == "push":
        step = schema("push_prob", *law.args, event)
        return chained(step, exact_probability(law.args[1], step.claim.args[1].args[1]))
    if law.head == "atoms":
        weights = are_weights(int(law.args[0].data), law.args[1])
        return split_by_atoms(law, event, weights=weights)
    if law.head == "delta":
        return _cases(law, event, ()).theorem
    if law.head == "mix":
        count = int(law.args[0].data)
        total = split_by_parts(law, event, weights=are_weights(count, law.args[1]))
        parts = [exact_probability(chosen_part(law.args[2](num(k))), event) for k in range(1, count + 1)]
        value = op(
            "+", num(0), *(law.args[1](num(k)) * p.claim.args[1] for k, p in enumerate(parts, start=1))
        )
        return establish(op("eq", op("P", law, event), value), premises=(total, *parts))
    x = space_point(law, event)
    equation = event(x)
    try:
        found = level_set(equation.args[0], x, Fraction(equation.args[1].data), equation.head == "le")
    except (NoPieces, NoValue) as error:
        raise ProofFailed(repr(event), advice="a piecewise-linear map with numbers") from error
    stretches = tuple(tuple(None if e is None else num(e) for e in pair) for pair in found)
    return union_mass(law, event, stretches)  # type: ignore[arg-type]
