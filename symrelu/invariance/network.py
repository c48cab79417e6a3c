"""A network that a family does not survive."""

from __future__ import annotations

from symrelu.errors import ProofFailed
from symrelu.invariance.decide import decide_invariance
from symrelu.invariance.witness import InvarianceWitness
from symrelu.model.family import Family
from symrelu.model.network import Network
from symrelu.terms.verdict import Refuted


def network_that_breaks(family: Family, seconds: float = 60) -> Network:
    """A network that sends some law of the family to a law outside the family, as a kernel theorem says.

    The member is `decide_invariance(family).witness.parameters`.

    Raises: ProofFailed where none was found; an invariant family has none.

    >>> from symrelu.laws.base import normal
    >>> from symrelu.laws.vectors import product
    >>> from symrelu.terms.symbols import positive
    >>> s, t = positive("s t")
    >>> net = network_that_breaks(Family(product(normal(0, s), normal(0, t)), (s, t)))
    >>> net.widths, net((-1, 2))
    ((2, 2), (0, 2))
    """
    verdict = decide_invariance(family, seconds)
    if isinstance(verdict, Refuted) and isinstance(verdict.witness, InvarianceWitness):
        return Network(verdict.witness.layers)
    advice = "the family is invariant" if verdict.status == "proved" else "more seconds"
    raise ProofFailed(f"a network that sends a law of {family!r} out of the family", advice=advice)
