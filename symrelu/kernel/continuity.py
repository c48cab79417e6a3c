"""Sums and products written simply, domains of partial heads, and the syntactic test of continuity (7.2)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import prod

from symrelu.errors import Refused
from symrelu.kernel.arguments import free_in
from symrelu.kernel.normal import canon
from symrelu.terms.term import Term, num, op

_RING = frozenset({"+", "*"})
TOTAL = _RING | {"relu", "abs", "max", "min", "clip", "exp", "sin", "cos", "arctan", "erf", "owens_t"}
PARTIAL = frozenset({"inv", "log", "sqrt", "gamma", "arcsin", "arccos"})
ZERO, ONE = num(0), num(1)


def parts_of(head: str, terms: Iterable[Term]) -> list[Term]:
    """The terms with nested applications of the head flattened."""
    out: list[Term] = []
    stack = list(terms)[::-1]
    while stack:
        part = stack.pop()
        if part.head == head:
            stack.extend(reversed(part.args))
        else:
            out.append(part)
    return out


def total(parts: Iterable[Term]) -> Term:
    """A flat sum with its numerals added up.

    >>> from symrelu.terms.term import var
    >>> total([var("x", "R"), num(2), num(-2)])
    x
    """
    flat = parts_of("+", parts)
    constant = sum((part.data for part in flat if part.head == "num"), Fraction(0))
    rest = [part for part in flat if part.head != "num"]
    if constant or not rest:
        rest.append(num(constant))
    return rest[0] if len(rest) == 1 else op("+", *rest)


def product(parts: Iterable[Term]) -> Term:
    """A flat product with its numerals multiplied out in front; zero if one of them is zero.

    >>> from symrelu.terms.term import var
    >>> product([num(2), var("x", "R"), num(3)])
    6*x
    """
    flat = parts_of("*", parts)
    constant = prod((part.data for part in flat if part.head == "num"), start=Fraction(1))
    rest = [part for part in flat if part.head != "num"]
    if not constant or not rest:
        return num(constant)
    if constant != 1:
        rest.insert(0, num(constant))
    return rest[0] if len(rest) == 1 else op("*", *rest)


def under(sides: Iterable[Term], claim: Term) -> Term:
    """The claim with its side conditions, if any, as one antecedent."""
    listed = tuple(dict.fromkeys(sides))
    if not listed:
        return claim
    return op("imp", listed[0] if len(listed) == 1 else op("and", *listed), claim)


def domain_sides(head: str, value: Term) -> tuple[Term, ...]:
    """Where a partial head is defined and differentiable: an open condition on its argument."""
    if head == "inv":
        return (op("not", op("eq", value, ZERO)),)
    if head in ("log", "sqrt", "gamma"):
        return (value > ZERO,)
    if head in ("arcsin", "arccos"):
        return (num(-1) < value, value < ONE)
    raise Refused(f"no rule for {head} of a term that varies")


def continuity(term: Term, x: Term, atoms: frozenset[Term] = frozenset()) -> tuple[Term, ...]:
    """Conditions under which x -> term is continuous on a set: each must hold at every point of the set.

    `atoms`: normal forms of terms known to be continuous in x.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> continuity(op("sqrt", x + 1) * op("relu", x), x)
    (0 <= x + 1,)
    >>> continuity(op("ite", x <= 0, num(0), num(1)), x)
    Traceback (most recent call last):
    symrelu.errors.Refused: continuity: not known of ite(x <= 0, 0, 1)
    """
    sides: dict[Term, None] = {}
    seen: set[Term] = set()

    def visit(t: Term) -> None:
        if t in seen or t == x or not free_in(x, t) or (atoms and canon(t) in atoms):
            return
        seen.add(t)
        if t.head == "pow" and free_in(x, t.args[1]):
            raise Refused(f"continuity: not known of {t}")
        if t.head == "sqrt":
            sides[t.args[0] >= ZERO] = None
        elif t.head in ("arcsin", "arccos"):
            sides.update(dict.fromkeys((num(-1) <= t.args[0], t.args[0] <= ONE)))
        elif t.head in ("inv", "log", "gamma"):
            sides.update(dict.fromkeys(domain_sides(t.head, t.args[0])))
        elif t.head not in TOTAL and t.head != "pow":
            raise Refused(f"continuity: not known of {t}")
        for arg in t.args:
            visit(arg)

    visit(term)
    return tuple(sides)
