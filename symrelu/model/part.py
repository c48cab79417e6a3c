# pyright: basic
"""The parts of a law: point masses, and intervals with a density."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.model.scalar import Expression


@dataclass(frozen=True)
class AtomPart:
    """A point and its mass; `condition` is true unless the law is split into cases."""

    point: Expression
    mass: Expression
    condition: Any = sp.true

    @property
    def support(self) -> tuple[Expression, Expression]:
        """(point, point)."""
        return self.point, self.point


@dataclass(frozen=True)
class DensityPart:
    """An open interval and the density on it, in the symbol y; `condition` as for atoms."""

    support: tuple[Expression, Expression]
    density: Expression
    mass: Expression
    condition: Any = sp.true
