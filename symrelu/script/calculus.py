"""Steps of calculus: functions that increase because their derivative is not negative."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.kernel.rules import apply
from symrelu.methods.establish import establish
from symrelu.methods.integration import derivative
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
    """Prove F(low) <= F(high) for an expression F and its symbol x: the reasons show F'(x) >= 0 for low < x < high.

    What is given speaks of other variables than x, and says that low <= high; strict is F' > 0 and low < high.

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
    slope = derivative(f, x, given=(a <= x, x <= b, *held))
    sign = establish(
        op("lt" if strict else "le", to_term(0), slope.claim.args[2]),
        given=(a < x, x < b, *held),
        premises=premises,
        hints=hints_of(reasons),
        seconds=seconds,
    )
    order = establish(a < b if strict else a <= b, given=held, premises=premises, seconds=seconds)
    theorem = apply("monotone", (slope, sign, order), (f, x, a, b, strict))
    return Lemma(theorem, note, "sign of the derivative", lemmas)
