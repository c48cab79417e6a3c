# pyright: basic
"""What kind of law a coordinate of the weights has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import fmpq

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.light_tails import Exponential, Laplace, Uniform
from symrelu.model.law import Law
from symrelu.model.part import DensityPart
from symrelu.model.scalar import scalar
from symrelu.model.source import Base

KINDS = (("uniform", Uniform), ("laplace", Laplace), ("exponential", Exponential))


@dataclass(frozen=True)
class Factor:
    """A coordinate: `kind` is finite (atoms), uniform (ends), laplace or exponential (scale), or other."""

    law: Law
    kind: str
    numbers: tuple[Any, ...] = ()

    @property
    def atoms(self) -> dict[Any, Any]:
        """{point: mass} of a finite coordinate."""
        return dict(self.numbers)


def factor_of(law: Law) -> Factor:
    """The kind of a law on R.

    Raises: NoClosedForm for a law with symbols.

    >>> from symrelu.laws.base import uniform
    >>> factor_of(uniform(-1, 1)).numbers
    (-1, 1)
    """
    if law.parameters:
        raise NoClosedForm(
            f"the kernel of independent weights with symbols, {law!r}", "numbers; or normal laws"
        )
    source = law.source
    if not law.maps and isinstance(source, Base):
        for kind, standard in KINDS:
            if isinstance(source.standard, standard):
                numbers = source.location, source.scale
                rational = all(isinstance(number, fmpq) for number in numbers)
                return _of_kind(law, kind, *numbers) if rational else Factor(law, "other")
        return Factor(law, "other")
    parts = law.parts()
    if any(isinstance(part, DensityPart) for part in parts):
        return Factor(law, "other")
    atoms = tuple((scalar(point), scalar(mass)) for point, mass in law.atoms().items())
    if not all(isinstance(number, fmpq) for pair in atoms for number in pair):
        raise InputError("weights", repr(law), "rational atoms and masses")
    return Factor(law, "finite", atoms)


def _of_kind(law: Law, kind: str, location: Any, scale: Any) -> Factor:
    if kind == "uniform":
        return Factor(law, kind, (location, location + scale))
    return Factor(law, kind, (scale,)) if location == 0 else Factor(law, "other")
