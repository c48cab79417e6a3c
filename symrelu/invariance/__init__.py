"""Whether a family of laws is invariant under layers: proofs by parameter maps, refutations by separators."""

from symrelu.invariance.closure import closure
from symrelu.invariance.decide import decide_invariance
from symrelu.invariance.hinge_certificate import HingeCertificate, hinge_certificate
from symrelu.invariance.network import network_that_breaks
from symrelu.invariance.witness import InvarianceWitness

__all__ = (
    "HingeCertificate",
    "InvarianceWitness",
    "closure",
    "decide_invariance",
    "hinge_certificate",
    "network_that_breaks",
)
