# pyright: basic
"""Which of the three restrictions an invariant family uses, read off the claim of a theorem about it.

A family in dimension at least two that depends on its parameters in a locally Lipschitz way, with a member of
infinite support, is never invariant. So an invariant family has width one, or finite support, or jumps. An
example shows that one of these is enough if the theorem about it refutes the other two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from symrelu.errors import InputError
from symrelu.methods.witness import find_witness
from symrelu.terms.bridge import to_term
from symrelu.terms.claim import (
    And,
    Exists,
    ForAll,
    Invariant,
    LocallyLipschitz,
    NotLocallyLipschitz,
    SupportFinite,
    SupportInfinite,
)
from symrelu.terms.claim.families import parts
from symrelu.terms.term import op

NAMES = ("width one", "finite supports", "not locally Lipschitz")
Of = TypeVar("Of")


@dataclass(frozen=True)
class Example:
    """What a theorem says of an invariant family: for each restriction whether the family uses it.

    Where it does not, the theorem refutes it: the dimension is at least two, a member has infinite support,
    the family is locally Lipschitz.
    """

    width_one: bool
    finite_supports: bool
    not_lipschitz: bool

    @property
    def uses(self) -> tuple[bool, bool, bool]:
        """In the order of `NAMES`."""
        return self.width_one, self.finite_supports, self.not_lipschitz


def example_of(claim: Any) -> Example | None:
    """What a claim says of one family: invariance, supports, dependence, and perhaps more; None for others.

    The claim may say that there is such a family. The three parts must speak of one and the same family: each
    is compared with what is to be said of the family of the first. Conditions before them must be possible.
    """
    while isinstance(claim, (ForAll, Exists)):
        if isinstance(claim, ForAll) and not _possible(claim.given):
            return None
        claim = claim.body
    if not isinstance(claim, And):
        return None
    invariant = [part for part in claim.parts if type(part) is Invariant]
    smooth = [part for part in claim.parts if type(part) in (LocallyLipschitz, NotLocallyLipschitz)]
    supports = [part for part in claim.parts if isinstance(part, (ForAll, Exists)) and _on_supports(part)]
    if not len(invariant) == len(smooth) == len(supports) == 1:
        return None
    family, d, kind = invariant[0].family, invariant[0].layers, type(smooth[0])
    line = _on_line(d)
    if line is None:
        return None
    finite = _finite(family, supports[0], d)
    try:
        same = to_term(kind(family, d, smooth[0].n)) == to_term(smooth[0])
    except InputError:  # the parameters of the first family are measured in another way
        return None
    return Example(line, finite, kind is NotLocallyLipschitz) if same and finite is not None else None


def _on_supports(part: Any) -> bool:
    """Whether the part says something of the supports of members, under conditions or with them."""
    body = part.body
    last = body.parts[-1] if isinstance(body, And) and body.parts else body
    return isinstance(last, (SupportFinite, SupportInfinite))


def _possible(conditions: Iterable[Any]) -> bool:
    """Whether small numbers satisfy the conditions."""
    formulas = tuple(map(to_term, conditions))
    if not formulas:
        return True
    found = find_witness(op("not", op("and", *formulas)), (), 1)
    return found is not None and all(q >= 0 and q.denominator == 1 for v, q in found.items() if v.sort == "N")


def _on_line(d: Any) -> bool | None:
    """Whether the dimension is one; None where it is not told."""
    if d is None:
        return True
    return int(d) == 1 if isinstance(d, int) and d >= 1 else None


def _finite(family: Any, part: Any, d: Any) -> bool | None:
    """Whether the part says that all members have finite support; False if it says that one has not."""
    parameters, given, law = parts(family)
    body = part.body
    if isinstance(part, ForAll) and isinstance(body, SupportFinite):
        wanted: Any = ForAll(parameters, given, SupportFinite(law, body.count, d))
        return True if to_term(wanted) == to_term(part) else None
    infinite = SupportInfinite(law, d)
    wanted = Exists(parameters, And(*given, infinite) if given else infinite)
    return False if isinstance(part, Exists) and to_term(wanted) == to_term(part) else None


def table(examples: Iterable[tuple[Of, Example | None]]) -> tuple[tuple[str, Of | None], ...]:
    """For each restriction the first example that uses it and no other, or None; empty without examples."""
    found = [(item, example) for item, example in examples if example is not None]
    rows = tuple(
        (name, next((item for item, e in found if e.uses == tuple(i == k for i in range(3))), None))
        for k, name in enumerate(NAMES)
    )
    return rows if any(item is not None for _, item in rows) else ()
