"""Equations between closed forms: inverses, roots and equal arguments are eliminated by exact division.

Each elimination keeps the multiplier of its equation, so that the proof is one combination of equations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache

from symrelu.errors import ProofFailed, Refused
from symrelu.kernel.flattening import root_facts
from symrelu.kernel.normal import ONE, Polynomial, canon, inequality, poly, rational, total
from symrelu.kernel.rules import generalise, prove, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.search import Hints
from symrelu.methods.signs import coefficients, nonzero, sign_of
from symrelu.terms.term import Term, num, op, var

_NAMED = frozenset("exp erf arctan log lowergamma betainc gamma sin cos arcsin arccos sqrt inv".split())
_EXP_ZERO = Hints(facts=(("exp_zero", ()),))
_ODD = frozenset(("erf", "arctan", "sin"))


@dataclass(frozen=True)
class Relation:
    """`theorem` is an equation that determines an atom.

    kind "value": atom = other; "square": atom^2 = other; "inverse": other * atom = 1.
    """

    atom: Term
    kind: str
    other: Polynomial
    theorem: Theorem


def equation(left: Term, right: Term, given: Iterable[Term] = ()) -> Theorem:
    """given |- left = right, for closed forms that agree as rational expressions up to roots and arguments.

    Raises: ProofFailed.

    >>> w, b = var("w", "R"), var("b", "R")
    >>> equation(w * (-b * op("inv", w)) + b, num(0), (w < 0,)).claim
    w*((-b)*inv(w)) + b = 0
    """
    found = _equation(left, right, tuple(given), 0)
    if found is None:
        raise ProofFailed(f"{left} = {right}", advice="the two are not seen to be one closed form")
    return found


def _equation(left: Term, right: Term, given: tuple[Term, ...], depth: int) -> Theorem | None:
    difference = poly(left) - poly(right)
    if depth > 6:
        return None
    relations = [] if difference.is_zero() else _relations(difference, given, depth)
    factors = _multipliers(difference, relations)
    return None if factors is None else _combined(op("eq", left, right), relations, factors)


def _relations(difference: Polynomial, given: tuple[Term, ...], depth: int) -> list[Relation]:
    """What is known of the atoms of a polynomial, and of the atoms in what they are inverses and roots of."""
    relations: dict[Term, Relation] = {}
    kept: list[Term] = []
    pending = sorted(_atoms(difference), key=lambda t: (t.size, t.key), reverse=True)
    while pending:
        atom = pending.pop()
        if atom in relations or atom in kept:
            continue
        relation = _merged(atom, kept, given, depth) or _own(atom, given) or _special(atom, given, depth)
        if relation is None:
            kept.append(atom)
            continue
        relations[atom] = relation
        if relation.kind == "inverse":
            kept.append(atom)
        pending += [t for t in _atoms(relation.other) if t not in relations and t not in kept]
    return _ordered(list(relations.values()))


def _ordered(relations: list[Relation]) -> list[Relation]:
    """Each relation before those whose atoms it brings in."""
    found: list[Relation] = []
    while relations:
        brought = {atom for r in relations for atom in _atoms(r.other)}
        free = [r for r in relations if r.atom not in brought] or relations
        first = max(free, key=lambda r: (r.atom.size, r.atom.key))
        found.append(first)
        relations = [r for r in relations if r is not first]
    return found


def _atoms(p: Polynomial) -> list[Term]:
    used = {key for monomial in p.coefficients for key in monomial}
    return [p.atoms[key] for key in used]


@lru_cache(maxsize=1 << 12)
def _own(atom: Term, given: tuple[Term, ...]) -> Relation | None:
    """The equation that the head of an atom gives."""
    if atom.head == "inv":
        try:
            off = nonzero(atom.args[0], given)
        except ProofFailed:
            return None
        rule = specialise(_inverse(), atom.args[0])
        theorem = establish(rule.claim.args[1], premises=(rule, off))
        return Relation(atom, "inverse", poly(atom.args[0]), theorem)
    if atom.head == "sqrt":
        try:
            positive = sign_of(atom.args[0], given)
        except ProofFailed:
            return None
        claim = op("eq", op("pow", atom, num(2)), atom.args[0])
        theorem = establish(claim, premises=(positive,), hints=Hints(facts=(("sqrt", atom.args),)))
        return Relation(atom, "square", poly(atom.args[0]), theorem)
    for formula in given if atom.head == "var" else ():
        solved = formula.head == "eq" and formula.args[0] == atom
        if solved and (atom.data, atom.sort) not in formula.args[1].free:
            return Relation(atom, "value", poly(formula.args[1]), establish(formula, given=(formula,)))
    return None


@lru_cache(maxsize=1 << 12)
def _special(atom: Term, given: tuple[Term, ...], depth: int) -> Relation | None:
    """Values at 0, and at 1 of the arctangent, also where the argument is such a number in disguise."""
    points = {"exp": (0,), "erf": (0,), "arctan": (1, 0)}.get(atom.head, ())
    for point in points:
        at = op(atom.head, num(point))
        value = num(1) if atom.head == "exp" else num(0) if point == 0 else arctan_of_one().claim.args[1]
        if atom.args[0] == num(point):
            known = arctan_of_one() if point else establish(op("eq", at, value), hints=_EXP_ZERO)
        elif atom.args[0].head == "num" or not atom.args[0].free:
            continue
        else:
            link = _equation(atom.args[0], num(point), given, depth + 1)
            if link is None:
                continue
            here = _special(at, given, depth) if canon(at) == at else None
            premises = (link,) if here is None else (link, here.theorem)
            known = establish(op("eq", atom, value), premises=premises, seconds=2)
        return Relation(atom, "value", poly(value), known)
    return None


def _merged(atom: Term, kept: Sequence[Term], given: tuple[Term, ...], depth: int) -> Relation | None:
    """The atom equals another one of the same head, since the arguments are equal, or opposite."""
    if atom.head not in _NAMED:
        return None
    for other in kept:
        if other.head != atom.head or len(other.args) != len(atom.args):
            continue
        for sign in (1, -1) if atom.head in _ODD else (1,):
            theorem = _same_atom(atom, other, sign, given, depth)
            if theorem is not None:
                return Relation(atom, "value", poly(num(sign) * other), theorem)
    return None


@lru_cache(maxsize=1 << 12)
def _same_atom(atom: Term, other: Term, sign: int, given: tuple[Term, ...], depth: int) -> Theorem | None:
    links: list[Theorem] = []
    for mine, yours in zip(atom.args, other.args, strict=True):
        target = yours if sign == 1 else canon(-yours)
        if mine == target:
            continue
        link = _equation(mine, target, given, depth + 1)
        if link is None:
            return None
        links.append(link)
    claim = op("eq", atom, other if sign == 1 else num(-1) * other)
    values = [link.claim.args for link in links]
    facts = root_facts(frozenset().union(*(k.hyps for k in links)), tuple(k.claim for k in links), claim)
    tree: tuple[object, ...] = ("close", ((1, (len(facts) - 1,)),))  # rewritten, the last fact is 0 < 0
    for position, (mine, target) in reversed(list(enumerate(values))):
        where = facts.index(canon(links[position].claim))
        tree = ("rewrite", where, mine, target, tree)
    try:
        return prove(claim, tree, premises=tuple(links))
    except Refused:
        return establish(claim, premises=links, seconds=2)


def _apart(count: int, rows: tuple[object, ...]) -> tuple[object, ...]:
    """Both branches of the negated equation, the last of so many facts; rows of (multiplier, place)."""

    def branch(sign: int) -> tuple[object, ...]:
        scaled = tuple((canon(num(sign) * c), (i,)) for c, i in rows)  # type: ignore[misc]
        return ("close", (*scaled, (1, (count,))))

    return ("or", count - 1, (branch(1), branch(-1)))


def _combined(claim: Term, relations: list[Relation], factors: list[Polynomial]) -> Theorem:
    """left - right is the sum of factor * relation."""
    used = [(r, f) for r, f in zip(relations, factors, strict=True) if not f.is_zero()]
    premises = tuple(r.theorem for r, _ in used)
    facts = root_facts(
        frozenset().union(*(p.hyps for p in premises)), tuple(p.claim for p in premises), claim
    )
    rows: list[tuple[Term, int]] = []
    for relation, factor in used:
        where = facts.index(canon(relation.theorem.claim))
        here = inequality(facts[where])
        wanted = _zero(relation)
        flip = -1 if here is not None and (here[0] - wanted).is_zero() is False else 1
        rows.append(((factor * rational(flip)).term, where))
    turned = canon(claim).args[1] != canon(claim.args[0] - claim.args[1])  # the normal form chooses the sign
    if turned:
        rows = [(canon(num(-1) * factor), where) for factor, where in rows]
    return prove(claim, _apart(len(facts), tuple(rows)), premises=premises)


def _zero(relation: Relation) -> Polynomial:
    """The polynomial that the relation says to be 0."""
    atom = poly(relation.atom)
    if relation.kind == "inverse":
        return relation.other * atom - ONE
    return (atom * atom if relation.kind == "square" else atom) - relation.other


def _multipliers(p: Polynomial, relations: list[Relation]) -> list[Polynomial] | None:
    """Polynomials h_i with p = sum of h_i g_i, g_i what the i-th relation says to be 0; None if not found."""
    if not relations:
        return [] if p.is_zero() else None
    first, *rest = relations
    parts = coefficients(p, first.atom)
    top = max(parts, default=0)
    if top == 0:
        others = _multipliers(p, rest)
        return None if others is None else [rational(0), *others]
    atom, other = poly(first.atom), first.other
    if first.kind == "inverse":
        cleared = total(c * other ** (top - k) for k, c in parts.items())
        # other^top p - cleared = (other atom - 1) q
        q = total(c * other ** (top - k) * _geometric(other * atom, k) for k, c in parts.items())
        others = _multipliers(cleared, rest)
        if others is None:
            return None
        scale = atom**top
        own = scale * q - _geometric(other * atom, top) * p
        return [own, *(scale * h for h in others)]
    power = 2 if first.kind == "square" else 1
    remainder = total(c * other ** (k // power) * atom ** (k % power) for k, c in parts.items())
    own = total(c * atom ** (k % power) * _quotient(atom**power, other, k // power) for k, c in parts.items())
    others = _multipliers(remainder, rest)
    return None if others is None else [own, *others]


def _geometric(t: Polynomial, n: int) -> Polynomial:
    """(t^n - 1)/(t - 1)."""
    return total(t**k for k in range(n))


def _quotient(s: Polynomial, t: Polynomial, n: int) -> Polynomial:
    """(s^n - t^n)/(s - t)."""
    return total(s**k * t ** (n - 1 - k) for k in range(n))


# ---- lemmas ----------------------------------------------------------------------------------------


@cache
def _inverse() -> Theorem:
    t = var("t", "R")
    return generalise(
        establish(
            op("imp", op("not", op("eq", t, num(0))), op("eq", t * op("inv", t), num(1))),
            hints=Hints(facts=(("inverse", (t,)),)),
        ),
        t,
    )


@cache
def arctan_of_one() -> Theorem:
    """arctan(1) = pi/4: the sine of the difference vanishes, and it lies strictly between -pi and pi."""
    angle, quarter = op("arctan", num(1)), op("*", num(Fraction(1, 4)), op("pi"))
    gap = angle - quarter
    sine = establish(
        op("eq", op("sin", gap), num(0)),
        hints=Hints(
            facts=(
                ("arctan", (num(1),)),
                ("fourth", ()),
                ("sin_sum", (angle, -quarter)),
                ("cos_sum", (angle, -quarter)),
            )
        ),
    )
    facts = (("arctan", (num(1),)), ("pi_bounds", ()), ("sin_arch", (gap,)), ("sin_arch", (-gap,)))
    return establish(op("eq", angle, quarter), premises=(sine,), hints=Hints(signs=(gap,), facts=facts))
