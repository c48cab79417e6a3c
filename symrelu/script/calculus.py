"""Steps of calculus: derivatives, and functions that increase because theirs is not negative."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.kernel.rules import apply
from symrelu.methods.establish import establish
from symrelu.methods.integration import derivative as slope_of
from symrelu.script.lemma import Lemma
from symrelu.script.reasons import hints_of
from symrelu.script.steps import SECONDS, By, reasons_of
from symrelu.terms.binding import abstraction
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.term import op


def increasing(
    function: tuple[Any, Any],
    low: Any,
    high: Any,
    note: str = "",
    *,
    given: Iterable[Any] = (),
    by: By = (),
    strict: bool = False,
    seconds: float = SECONDS,
) -> Lemma:
    """Prove F(low) <= F(high) for an expression F in its symbol x: the reasons show F' >= 0 between them.

    What is given speaks of other variables than x, and says that low <= high. Strict: F' > 0 and low < high.
    Lemmas that state derivatives of functions that occur in F are used by the chain rule; they rest on
    low <= x <= high at most.

    Raises: ProofFailed if the sign of the derivative, its domain or the order of the ends is not seen.

    >>> from symrelu.script.reasons import fact
    >>> from symrelu.terms.symbols import reals, nonnegative
    >>> from sympy import exp
    >>> x, t = reals("x"), nonnegative("t")
    >>> increasing((exp(x), x), 0, t, by=fact("exp", x))
    0 <= t |- exp(0) <= exp(t)
    """
    lemmas, reasons = reasons_of(by)
    f, x = abstraction(function, "R", "x").value, to_term(function[1])
    a, b, held = to_term(low), to_term(high), [*map(to_term, given), *domains(low), *domains(high)]
    premises = [lemma.theorem for lemma in lemmas]
    known = [theorem for theorem in premises if theorem.claim.head == "hasderiv"]
    slope = slope_of(f, x, given=(a <= x, x <= b, *held), known=known)
    sign = establish(
        op("lt" if strict else "le", to_term(0), slope.claim.args[2]),
        given=(a < x, x < b, *held),
        premises=premises,
        hints=hints_of(reasons),
        seconds=seconds,
    )
    others = [theorem for theorem in premises if theorem not in known]
    order = establish(a < b if strict else a <= b, given=held, premises=others, seconds=seconds)
    theorem = apply("monotone", (slope, sign, order), (f, x, a, b, strict))
    return Lemma(theorem, note, "sign of the derivative", lemmas)


def derivative(
    function: tuple[Any, Any],
    note: str = "",
    *,
    given: Iterable[Any] = (),
    by: By = (),
    seconds: float = SECONDS,
) -> Lemma:
    """Prove what the derivative of an expression in its symbol x is, by the rules of differentiation.

    Lemmas that state derivatives of functions that occur in the expression are used by the chain rule; the
    others, and what is given, show that the expression is defined near x.

    Raises: Refused if a part has no rule; ProofFailed if its domain is not seen.

    >>> from symrelu.terms.symbols import reals
    >>> from symrelu.terms.variables import borel
    >>> from symrelu.terms.claim import HasDerivative
    >>> from symrelu.script.steps import given as hypothesis
    >>> x, v, f = reals("x"), reals("v"), borel("f")
    >>> derivative((x * f(x), x), by=hypothesis(HasDerivative(f, x, v)))
    hasderiv(f, x, v) |- hasderiv(lam x:R. x*f(x), x, f(x) + x*v)
    """
    lemmas, reasons = reasons_of(by)
    f, x = abstraction(function, "R", "x").value, to_term(function[1])
    slopes = [lemma for lemma in lemmas if lemma.claim.head == "hasderiv"]
    theorem = apply("differentiate", tuple(lemma.theorem for lemma in slopes), (f, x))
    if theorem.claim.head == "imp":
        held = [*map(to_term, given), *domains(function[0])]
        premises = [theorem, *(lemma.theorem for lemma in lemmas if lemma not in slopes)]
        theorem = establish(
            theorem.claim.args[1], given=held, premises=premises, hints=hints_of(reasons), seconds=seconds
        )
    return Lemma(theorem, note, "rules of differentiation", lemmas)
