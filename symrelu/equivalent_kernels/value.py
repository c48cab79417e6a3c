# pyright: basic
"""A kernel at two inputs, exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.equivalent_kernels.balls import with_digits
from symrelu.model.scalar import Expression

if TYPE_CHECKING:
    from flint import arb

    from symrelu.equivalent_kernels.kernel import EquivalentKernel
    from symrelu.equivalent_kernels.pair import Vector


def relation_text(relation: Any) -> str:
    """A relation as it is written.

    >>> relation_text(sp.Ne(sp.Symbol("x"), 0))
    'x != 0'
    """
    return f"{relation.lhs} {relation.rel_op} {relation.rhs}" if relation.is_Relational else str(relation)


@dataclass(frozen=True, repr=False)
class KernelValue:
    """E f(W.x) f(W.y) for one kernel and two inputs.

    `exact` is the value (oo where it is infinite), `angle` the angle between the inputs (None where one is
    0), `conditions` relations between symbols under which the value holds, `reason` why it is 0 or infinite.
    """

    kernel: EquivalentKernel
    exact: Expression
    angle: Expression | None
    x: Vector | None = None
    y: Vector | None = None
    conditions: tuple[Any, ...] = ()
    reason: str = ""

    @property
    def second_moment(self) -> Expression:
        """E W_1^2, oo where it is infinite."""
        return self.kernel.in_dimension_of(self.x).second_moment

    @property
    def correlation(self) -> Expression:
        """k(x, y)/sqrt(k(x, x) k(y, y)).

        Raises: NoClosedForm where an input is 0, or a kernel 0 or infinite for a law that is not invariant.
        """
        return self.kernel.correlation(self)

    def enclosure(self, digits: int = 30) -> arb:
        """A ball of radius below 10^-digits that contains the value.

        Raises: InputError where the value has symbols.
        """
        return with_digits(self.exact, digits)

    def __repr__(self) -> str:
        given = f" if {', '.join(map(relation_text, self.conditions))}" if self.conditions else ""
        return f"{self.exact}{given}"

    def _repr_latex_(self) -> str:
        given = r",\quad ".join(map(sp.latex, self.conditions))
        where = rf" \quad\text{{if }} {given}" if given else ""
        return f"${sp.latex(self.exact)}{where}$"
