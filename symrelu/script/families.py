"""Steps about families of laws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.methods.separation import separate as separated
from symrelu.script.lemma import Lemma
from symrelu.script.reasons import hints_of
from symrelu.script.steps import SECONDS, By, reasons_of
from symrelu.terms.bridge import to_term


def separate(
    claim: Any,
    note: str = "",
    *,
    member: Iterable[Any],
    layer: Iterable[Any],
    by: By = (),
    seconds: float = SECONDS,
) -> Lemma:
    """Prove `NotInvariant(F)`: the layer sends the member to a law that is no member.

    Lemmas for all parameters, in the order of the family's, say what members are like; the others say what
    the pushed law is like.
    """
    lemmas, reasons = reasons_of(by)
    theorem = separated(
        to_term(claim),
        map(to_term, member),
        map(to_term, layer),
        [lemma.theorem for lemma in lemmas],
        hints=hints_of(reasons),
        seconds=seconds,
    )
    return Lemma(theorem, note, "separation", lemmas)
