"""Derivatives at a point (7.1)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.arguments import (
    Conclusion,
    Premise,
    Premises,
    entries,
    free_in,
    function,
    real_variable,
    united,
)
from symrelu.kernel.continuity import ZERO, domain_sides, product, total, under
from symrelu.kernel.normal import canon
from symrelu.terms.term import Term, num, op


def absent(rule: str, x: Term, terms: Iterable[Term]) -> None:
    """Refuse an occurrence of the variable in one of the terms."""
    for term in terms:
        if free_in(x, term):
            raise Refused(f"{rule}: {x} occurs in {term}")


def _chain(head: str, u: Term) -> Term:
    """The derivative of an elementary head at u."""
    one, square = num(1), op("pow", u, num(2))
    if head == "inv":
        return product((num(-1), op("pow", op("inv", u), num(2))))
    if head == "exp":
        return op("exp", u)
    if head == "log":
        return op("inv", u)
    if head == "sin":
        return op("cos", u)
    if head == "cos":
        return product((num(-1), op("sin", u)))
    if head == "arctan":
        return op("inv", total((one, square)))
    if head in ("arcsin", "arccos"):
        slope = op("inv", op("sqrt", total((one, product((num(-1), square))))))
        return slope if head == "arcsin" else product((num(-1), slope))
    if head == "sqrt":
        return op("inv", product((num(2), op("sqrt", u))))
    return product((num(2), op("inv", op("sqrt", op("pi"))), op("exp", product((num(-1), square)))))


_SMOOTH = frozenset({"inv", "exp", "log", "sin", "cos", "arctan", "arcsin", "arccos", "sqrt", "erf"})
_WITH_SIDES = frozenset({"inv", "log", "arcsin", "arccos", "sqrt"})


class _Differentiation:
    """One walk over a term: the derivative in x, and the side conditions met on the way."""

    def __init__(self, x: Term, known: dict[Term, tuple[Term, Term]]):
        self.x, self.known = x, known
        self.sides: dict[Term, None] = {}
        self.memo: dict[Term, Term] = {}

    def of(self, t: Term) -> Term:
        if not free_in(self.x, t):
            return ZERO
        if t not in self.memo:
            self.memo[t] = self._of(t)
        return self.memo[t]

    def _of(self, t: Term) -> Term:
        if t == self.x:
            return num(1)
        if t.head == "+":
            return total(self.of(a) for a in t.args)
        if t.head == "*":
            varying = [(i, a) for i, a in enumerate(t.args) if free_in(self.x, a)]
            return total(product((*t.args[:i], self.of(a), *t.args[i + 1 :])) for i, a in varying)
        if t.head == "pow":
            base, exponent = t.args
            return product((exponent, op("pow", base, self._lowered(exponent)), self.of(base)))
        if t.head in _SMOOTH:
            if t.head in _WITH_SIDES:
                self.sides.update(dict.fromkeys(domain_sides(t.head, t.args[0])))
            return product((self.of(t.args[0]), _chain(t.head, t.args[0])))
        if self.known and canon(t) in self.known:
            point, slope = self.known[canon(t)]
            return product((slope, self.of(point)))
        raise Refused(f"differentiate: no rule for {t}")

    def _lowered(self, exponent: Term) -> Term:
        """n for the exponent n + 1; the exponent 0 keeps, its factor is 0."""
        if not free_in(self.x, exponent):
            if exponent.head == "num":
                return num(max(exponent.data - 1, Fraction(0)))
            parts = exponent.args if exponent.head == "+" else ()
            for i, part in enumerate(parts):
                if part.head == "num" and part.data >= 1:
                    return total((*parts[:i], num(part.data - 1), *parts[i + 1 :]))
        raise Refused(f"differentiate: exponent {exponent} is neither a numeral nor n + 1")


def differentiate(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """G_i |- hasderiv(f_i, s_i, v_i), x not in f_i   =>   G |- sides -> hasderiv(lam x. t, x, t').

    Args: (lam x. t, x). A subterm without rule that is f_i(s_i) up to normal form has derivative v_i s_i',
    by the chain rule. Sound: the rules of differentiation at one point.

    >>> from symrelu.terms.term import lam, var
    >>> x = var("x", "R")
    >>> differentiate((), (lam(x, op("log", x)), x))[1]
    0 < x -> hasderiv(lam x:R. log(x), x, inv(x))
    >>> differentiate((), (lam(x, op("relu", x)), x))
    Traceback (most recent call last):
    symrelu.errors.Refused: differentiate: no rule for relu(x)
    """
    rule = "differentiate"
    f, x = entries(rule, args, 2)
    f, x = function(rule, f), real_variable(rule, x)
    known: dict[Term, tuple[Term, Term]] = {}
    for premise in premises:
        g, point, slope = derivative_parts(rule, premise)
        absent(rule, x, (g,))
        known[canon(op("app", g, point))] = (point, slope)
    absent(rule, x, (f,))
    walk = _Differentiation(x, known)
    slope = walk.of(op("app", f, x))
    return united(*(p.hyps for p in premises)), under(walk.sides, op("hasderiv", f, x, slope))


def derivative_parts(rule: str, premise: Premise) -> tuple[Term, Term, Term]:
    """Function, point and value of a premise that claims a derivative."""
    if premise.claim.head != "hasderiv":
        raise Refused(f"{rule}: expected a derivative, found {premise.claim}")
    g, point, slope = premise.claim.args
    return g, point, slope
