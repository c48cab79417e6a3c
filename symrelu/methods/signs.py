"""Signs of numbers that are built from numbers of known sign: products, sums, inverses, roots."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from symrelu.errors import OutOfTime, ProofFailed, Refused
from symrelu.kernel.normal import Polynomial, canon, poly, rational
from symrelu.kernel.rules import apply, discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, num, op, var

_ZERO = num(0)


def sign_of(term: Term, given: Iterable[Term] = ()) -> Theorem:
    """given |- 0 < t, or given |- t < 0.

    Raises: ProofFailed where neither is found.

    >>> w, s = var("w", "R"), var("s", "R")
    >>> sign_of(2 * w * op("inv", s) * op("exp", w), (w < 0, num(0) < s)).claim
    ((2*w)*inv(s))*exp(w) < 0
    """
    given = tuple(given)
    found = _sign(canon(term), given, 0)
    if found is None:
        raise ProofFailed(f"the sign of {term}", advice="what is given should tell it")
    claim = _ZERO < term if _positive(found) else term < _ZERO
    return found if found.claim == claim else establish(claim, premises=(found,))


def nonzero(term: Term, given: Iterable[Term] = ()) -> Theorem:
    """given |- not t = 0.

    Raises: ProofFailed.
    """
    given = tuple(given)
    goal = op("not", op("eq", term, _ZERO))
    if goal in given:
        return assume(goal)
    return establish(goal, premises=(sign_of(term, given),))


def _positive(theorem: Theorem) -> bool:
    return theorem.claim.args[0] == _ZERO


@lru_cache(maxsize=1 << 12)
def _sign(term: Term, given: tuple[Term, ...], depth: int) -> Theorem | None:
    """The sign of a normal term."""
    if depth > 12:
        return None
    if term.head == "num":
        return None if term.data == 0 else establish(_ZERO < term if term.data > 0 else term < _ZERO)
    parts = poly(term).monomials()
    if len(parts) == 1 and parts[0][1] != ((term, 1),):
        return _product(term, parts[0][1], given, depth)
    if len(parts) == 1:
        return _atom(term, given, depth) or _arithmetic(term, given)
    return _completed(term, given, depth) or _arithmetic(term, given) or _sum(term, given, depth)


def _said(term: Term, given: tuple[Term, ...]) -> Theorem | None:
    wanted = {canon(_ZERO < term): _ZERO < term, canon(term < _ZERO): term < _ZERO}
    for formula in given:
        claim = wanted.get(canon(formula))
        if claim is not None:
            return establish(claim, given=(formula,))
    return None


def _arithmetic(term: Term, given: tuple[Term, ...]) -> Theorem | None:
    found = _said(term, given)
    if found is not None:
        return found
    if not term.free:
        return _enclosed(term)
    for claim in (_ZERO < term, term < _ZERO):
        try:
            return establish(claim, given=given, seconds=0.5)
        except (ProofFailed, OutOfTime):
            continue
    return None


def _enclosed(term: Term) -> Theorem | None:
    for claim in (_ZERO < term, term < _ZERO):
        for bits in (64, 512):
            try:
                return apply("ball", (), (claim, bits))
            except Refused:
                continue
    return None


def _atom(term: Term, given: tuple[Term, ...], depth: int) -> Theorem | None:
    if term.head == "exp":
        return establish(_ZERO < term, hints=Hints(facts=(("exp", term.args),)))
    if term.head == "inv":
        inside = _sign(term.args[0], given, depth + 1)
        return None if inside is None else _detached(inverse_sign(_positive(inside)), inside, term.args[0])
    if term.head == "sqrt":
        inside = _sign(term.args[0], given, depth + 1)
        return (
            None if inside is None or not _positive(inside) else _detached(_root_sign(), inside, term.args[0])
        )
    return None


def _detached(rule: Theorem, premise: Theorem, *values: Term) -> Theorem:
    here = specialise(rule, *values)
    return establish(here.claim.args[1], premises=(here, premise))


def _product(
    term: Term, factors: tuple[tuple[Term, int], ...], given: tuple[Term, ...], depth: int
) -> Theorem | None:
    """The sign of a monomial from the signs of its factors."""
    found: Theorem | None = None
    for atom, power in factors:
        one = _sign(atom, given, depth + 1)
        if one is None:
            return None
        for _ in range(power):
            found = one if found is None else _times(found, one)
    if found is None:
        return None
    for claim in (_ZERO < term, term < _ZERO):
        try:
            return establish(claim, premises=(found,), seconds=1)
        except ProofFailed:
            continue
    return None


def _value(theorem: Theorem) -> Term:
    return theorem.claim.args[1] if _positive(theorem) else theorem.claim.args[0]


def _times(left: Theorem, right: Theorem) -> Theorem:
    rule = specialise(_product_sign(_positive(left), _positive(right)), _value(left), _value(right))
    return establish(rule.claim.args[1], premises=(rule, left, right))


def _sum(term: Term, given: tuple[Term, ...], depth: int) -> Theorem | None:
    """The sign of a sum of numbers of one sign."""
    signs: list[Theorem] = []
    for part in term.args if term.head == "+" else ():
        one = _sign(canon(part), given, depth + 1)
        if one is None:
            return None
        signs.append(one)
    if not signs or len({_positive(s) for s in signs}) != 1:
        return None
    return establish(_ZERO < term if _positive(signs[0]) else term < _ZERO, premises=signs)


def _completed(term: Term, given: tuple[Term, ...], depth: int) -> Theorem | None:
    """0 < a r^2 + rest, for a positive monomial a and a positive rest, by completing the square."""
    p = poly(term)
    for atom in p.atoms.values():
        parts = coefficients(p, atom)
        if max(parts) != 2 or len(parts[2].coefficients) != 1:
            continue
        ((monomial, factor),) = parts[2].coefficients.items()
        linear = _divided(parts.get(1, rational(0)), monomial, 2 * factor)
        if factor <= 0 or linear is None:
            continue
        root = poly(atom) + linear
        rest = p - root * root * parts[2]
        known = [_sign(part.term, given, depth + 1) for part in (parts[2], rest)]
        if all(k is not None and _positive(k) for k in known):
            rule = specialise(_square_and_more(), parts[2].term, root.term, rest.term)
            lemma = establish(rule.claim.args[1], premises=(rule, *(k for k in known if k is not None)))
            return establish(_ZERO < term, premises=(lemma,))
    return None


@cache
def _square_and_more() -> Theorem:
    """forall a r t. 0 < a and 0 < t -> 0 < a r^2 + t."""
    a, r, t = (var(name, "R") for name in "art")
    square = r**2 >= 0
    known = establish(square, hints=Hints(squares=(r,)))
    given = (_ZERO < a, _ZERO < t)
    theorem = establish(
        _ZERO < a * r**2 + t, given=given, premises=(known,), hints=Hints(products=((given[0], square),))
    )
    for formula in given:
        theorem = discharge(theorem, formula)
    return generalise(
        establish(op("imp", op("and", *given), _ZERO < a * r**2 + t), premises=(theorem,)), a, r, t
    )


def _divided(p: Polynomial, divisor: tuple[bytes, ...], factor: Any) -> Polynomial | None:
    """p divided by a monomial times a number, if that leaves no rest."""
    found: dict[tuple[bytes, ...], Any] = {}
    for monomial, value in p.coefficients.items():
        left = list(monomial)
        for key in divisor:
            if key not in left:
                return None
            left.remove(key)
        found[tuple(left)] = value / factor
    return Polynomial(found, p.atoms)


def not_negative(term: Term, given: Iterable[Term] = ()) -> Theorem:
    """given |- 0 <= t, for sums of products of numbers of known sign and of even powers.

    Raises: ProofFailed.
    """
    given = tuple(given)
    try:
        return establish(_ZERO <= term, premises=(sign_of(term, given),))
    except ProofFailed:
        return establish(_ZERO <= term, given=given, seconds=2)


# ---- lemmas ----------------------------------------------------------------------------------------


@cache
def inverse_sign(positive: bool) -> Theorem:
    """forall t. 0 < t -> 0 < 1/t, or forall t. t < 0 -> 1/t < 0."""
    t = var("t", "R")
    inverse = op("inv", t)
    hints = Hints(signs=(inverse,), facts=(("inverse", (t,)),), products=((t, inverse),))
    claim = op("imp", _ZERO < t, _ZERO < inverse) if positive else op("imp", t < _ZERO, inverse < _ZERO)
    return generalise(establish(claim, hints=hints), t)


@cache
def _root_sign() -> Theorem:
    t = var("t", "R")
    root = op("sqrt", t)
    return generalise(establish(op("imp", _ZERO < t, _ZERO < root), hints=Hints(facts=(("sqrt", (t,)),))), t)


@cache
def _product_sign(left: bool, right: bool) -> Theorem:
    u, v = var("u", "R"), var("v", "R")
    signs = tuple(_ZERO < t if positive else t < _ZERO for t, positive in ((u, left), (v, right)))
    claim = _ZERO < u * v if left == right else u * v < _ZERO
    theorem = establish(claim, given=signs, hints=Hints(products=(signs,)))
    for formula in signs:
        theorem = discharge(theorem, formula)
    return generalise(establish(op("imp", op("and", *signs), claim), premises=(theorem,)), u, v)


def coefficients(p: Polynomial, atom: Term) -> dict[int, Polynomial]:
    """The polynomial by powers of one atom.

    >>> x, y = var("x", "R"), var("y", "R")
    >>> {k: c.term for k, c in coefficients(poly(x * x * y + x + 3), x).items()}
    {2: y, 1: 1, 0: 3}
    """
    found: dict[int, dict[tuple[bytes, ...], Any]] = {}
    for monomial, factor in p.coefficients.items():
        rest = tuple(key for key in monomial if key != atom.key)
        found.setdefault(len(monomial) - len(rest), {})[rest] = factor
    return {power: Polynomial(table, p.atoms) for power, table in found.items()}
