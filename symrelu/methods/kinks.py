"""Piecewise heads with a kink in the same place are affine functions of each other: one of them is enough.

relu(3 t - 6), relu(2 - t), |t - 2|, max(t, 2) bend where t = 2, so each is an affine function plus a multiple
of relu(t - 2). Rewriting all by one of them spares case splits: two ways to write one network become one.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symrelu.kernel.normal import poly
from symrelu.kernel.polynomial import Polynomial, rational
from symrelu.terms.term import Term, num

_HEADS = frozenset(("relu", "abs", "max", "min"))
_WORTH_IT = 6  # fewer heads are split faster than shared


def shared(facts: tuple[Term, ...]) -> tuple[Term, Term] | None:
    """A piecewise head among the facts and its value in terms of another with the same kink.

    >>> from symrelu.terms.term import op, var
    >>> t = [var(f"t{i}", "R") for i in range(5)]
    >>> shared(tuple(op("relu", x) + op("relu", -2 * x) <= 0 for x in t))
    (relu((-2)*t0), (-2)*t0 + 2*relu(t0))
    """
    atoms = _atoms(facts)
    if len(atoms) < _WORTH_IT:
        return None
    first: dict[Any, Term] = {}
    for atom in sorted(atoms, key=lambda a: (a.size, a.head != "relu", str(a), a.key)):
        place = _place(atom)
        if place is None:
            continue
        if place in first:
            return atom, _expressed(atom, first[place])
        first[place] = atom
    return None


def _atoms(facts: tuple[Term, ...]) -> list[Term]:
    """The closed piecewise heads outside of binders and of unknown functions."""
    seen: dict[Term, None] = {}
    stack = [fact for fact in facts if fact.head in ("le", "lt", "eq", "or", "and")]
    while stack:
        term = stack.pop()
        if term in seen or term.loose or term.head in ("forall", "exists", "lam"):
            continue
        seen[term] = None
        stack.extend(term.args)
    return [term for term in seen if term.head in _HEADS]


def _kink(atom: Term) -> Polynomial:
    """The form whose sign decides the branch."""
    if atom.head in ("relu", "abs"):
        return poly(atom.args[0])
    return poly(atom.args[1]) - poly(atom.args[0])


def _lead(form: Polynomial) -> Fraction | None:
    """The coefficient by which kinks are made comparable."""
    ordered = [m for m in form.ordered if m]
    if not ordered:
        return None
    value = form.coefficients[ordered[0]]
    return Fraction(int(value.p), int(value.q))


def _place(atom: Term) -> frozenset[Any] | None:
    kink = _kink(atom)
    lead = _lead(kink)
    if lead is None:
        return None
    scaled = kink * rational(1 / lead)
    return frozenset((m, int(c.p), int(c.q)) for m, c in scaled.coefficients.items())


def _shape(atom: Term) -> tuple[Polynomial, Fraction]:
    """(alpha, beta) with atom = alpha + beta relu(kink / lead)."""
    kink, nothing = _kink(atom), rational(0)
    lead = _lead(kink) or Fraction(1)
    bend = kink if lead < 0 else nothing  # relu(kink) = bend + |lead| relu(kink / lead)
    match atom.head:
        case "relu":
            return bend, abs(lead)
        case "abs":
            return bend + bend - kink, 2 * abs(lead)
        case "max":
            return poly(atom.args[0]) + bend, abs(lead)
        case _:
            return poly(atom.args[1]) - bend, -abs(lead)


def _expressed(atom: Term, other: Term) -> Term:
    """The value of an atom as an affine function of another with the same kink."""
    alpha, beta = _shape(atom)
    base, slope = _shape(other)
    value = alpha + (poly(other) - base) * rational(beta / slope)
    return value.term if not value.is_zero() else num(0)
