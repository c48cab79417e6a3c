"""Reading derivatives and limits."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.arithmetic import INFINITY, SIGN
from symrelu.report.formulas import TO, related, side
from symrelu.report.layout import Fraction, Layout, Limits, Row, Script, Symbol, row
from symrelu.report.operators import expand
from symrelu.report.scope import ATOM, EQUALS, RELATION, Reader, Reading, Scope, listing
from symrelu.terms.term import Term, instantiate


def derivative_reading(term: Term, scope: Scope) -> Reading:
    """f is differentiable at x, with the given derivative."""
    function, point, value = term.args
    small_d = Symbol(r"\mathrm{d}", "d", "words", 0.56)
    if function.head != "lam":
        prime = Script(scope.show(function, ATOM), None, None, 1)
        return related(row(prime, listing((scope.show(point),))), EQUALS, side(value, scope)), RELATION
    if point.head == "var" and (point.data, point.sort) not in function.free:
        variable, shown = scope.show(point), scope.show(instantiate(function.args[0], point), RELATION + 4)
        at = None
    else:
        variable, body, inner = scope.body(function)
        shown = inner.show(body, RELATION + 4)
        at = row(variable, EQUALS, scope.show(point))
    operator: Layout = Fraction(small_d, row(small_d, variable))
    if at is not None:
        operator = row(operator, Script(Symbol(r"\Big|", "|", "words", 0.4), at))
    return related(
        row(operator, Symbol(r"\,", "thin", "space", 0.17), shown), EQUALS, side(value, scope)
    ), RELATION


def limit_reading(towards: str) -> Reader:
    """A limit with finite value, at plus or minus infinity or from one side."""

    def reader(term: Term, scope: Scope) -> Reading:
        variable, body, inner = scope.body(expand(term.args[0], "x"))
        arrow = {
            "right": Symbol(r" \downarrow ", "↓", "relation", 1.1),
            "left": Symbol(r" \uparrow ", "↑", "relation", 1.1),
        }
        goal = {"oo": INFINITY, "minus_oo": Row((SIGN, INFINITY))}.get(towards) or scope.show(term.args[1])
        under = row(variable, arrow.get(towards, TO), goal)
        sign = Limits(Symbol(r"\lim", "lim", "big", 1.5), under)
        shown = row(sign, inner.show(body, RELATION + 2))
        return related(shown, EQUALS, side(term.args[-1], scope)), RELATION

    return reader


CALCULUS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        "hasderiv": derivative_reading,
        **{f"tends_{where}": limit_reading(where) for where in ("oo", "minus_oo", "right", "left")},
    }
)
