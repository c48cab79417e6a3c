"""Claims: definitions that unfold to formulas of the logic.

The unfoldings are trusted, since they are the meaning of what is proved; each is short and says in its
docstring what it means.
"""

from symrelu.terms.claim.families import (
    Invariant,
    Lipschitz,
    LocallyLipschitz,
    NotInvariant,
    NotLocallyLipschitz,
)
from symrelu.terms.claim.laws import (
    Cdf,
    DensityOn,
    InSupport,
    MapsEqual,
    Mass,
    OnSpace,
    Prob,
    SameLaw,
    SupportAtLeast,
    SupportFinite,
    SupportInfinite,
)
from symrelu.terms.claim.layers import LayerMap, Layers
from symrelu.terms.claim.logic import And, Exists, Fails, ForAll, Iff, Implies, Not, Or
from symrelu.terms.claim.numbers import (
    AtMost,
    Convex,
    Differentiable,
    Equal,
    HasDerivative,
    Integrable,
    Less,
    Monotone,
    NonZero,
    RankIs,
)
from symrelu.terms.statement import Claim, Formula

__all__ = (
    "Claim", "Formula",
    "Equal", "AtMost", "Less", "NonZero", "RankIs",
    "ForAll", "Exists", "And", "Or", "Not", "Implies", "Iff", "Fails",
    "Integrable", "Differentiable", "HasDerivative", "Monotone", "Convex", "MapsEqual",
    "SameLaw", "Mass", "Prob", "Cdf", "DensityOn", "OnSpace",
    "InSupport", "SupportAtLeast", "SupportInfinite", "SupportFinite",
    "LayerMap", "Layers", "Invariant", "NotInvariant", "Lipschitz", "LocallyLipschitz", "NotLocallyLipschitz",
)  # fmt: skip
