"""The textbook statements that the shipped theorems cite, by the digest of their exact wording."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from symrelu.kernel.theorem import Axiom

# name: the key of the claim; an axiom of this name that says anything else is not this statement.
STANDARD = MappingProxyType(
    {
        # Locally Lipschitz images of subsets of R^n in R^m, n < m, are null, cubes not. Federer 1969, 2.10.11
        "lipschitz_null": "e4b37bbff60c40368b8185cb29d9fbf73701333b522f3c7c1de0a2088e119ac4",
        # The same for maps with the local Hölder exponent b/a, n a < m b, since they raise the dimension of a
        # set to at most n a/b. Falconer 2003, Proposition 2.2
        "hoelder_null": "13c8f4b517589e508c685e42d3b1ed7d770e24ebdb0e3b2b54facb9d1bd441f0",
    }
)


def all_standard(axioms: Iterable[Axiom]) -> bool:
    """Whether every axiom is one of the listed statements, word for word."""
    return all(a.kind == "cited" and STANDARD.get(a.name) == a.claim.key.hex() for a in axioms)
