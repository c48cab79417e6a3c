"""Reasons that compute: masses of mixtures, integrals by a primitive, means by the layer cake."""

from __future__ import annotations

from typing import Any

from symrelu.kernel.theorem import Theorem
from symrelu.methods import sums
from symrelu.terms.binding import abstraction
from symrelu.terms.builders import law_of


def mixture(law: Any, event: Any) -> Theorem:
    """P(mixture, A) as the weighted sum of the masses that its parts give to the event."""
    term, space = law_of(law)
    return sums.mixture(term, abstraction(event, space, "x").value)
