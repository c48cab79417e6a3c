# pyright: basic
"""What kind of law a coordinate of the weights has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.equivalent_kernels.pair import Vector
from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.base import discrete, uniform
from symrelu.laws.heavy_tails import Gamma
from symrelu.laws.light_tails import Exponential, Laplace, Uniform
from symrelu.laws.push import push
from symrelu.model.law import Law
from symrelu.model.part import DensityPart
from symrelu.model.rational import Rational
from symrelu.model.scalar import Expression, expression, scalar
from symrelu.model.source import Base, Mixture

Rationals = tuple[Rational, ...]
KINDS = (("uniform", Uniform), ("laplace", Laplace), ("exponential", Exponential), ("exponential", Gamma))


@dataclass(frozen=True)
class Factor:
    """A coordinate: `kind` is finite (atoms), uniform (ends), laplace or exponential, or other.

    A Laplace or exponential one is place + scale Z, with a natural shape for the gamma law of Z.
    """

    law: Law
    kind: str
    numbers: tuple[Any, ...] = ()

    @property
    def atoms(self) -> dict[Any, Any]:
        """{point: mass} of a finite coordinate."""
        return dict(self.numbers)

    def mass_at(self, point: Rational) -> Expression:
        """The probability of a number, for a coordinate of any kind."""
        if self.kind == "finite":
            return expression(self.atoms.get(point, 0))
        return self.law.atoms().get(expression(point), sp.S.Zero) if self.kind == "other" else sp.S.Zero

    @property
    def has_atoms(self) -> bool:
        """Whether some number has a positive probability."""
        return self.kind == "finite" or (self.kind == "other" and bool(self.law.atoms()))


def rational_ray(x: Vector, name: str) -> tuple[Expression, Rationals]:
    """(c, v): x = c v with c > 0 and v rational.

    Raises: InputError for symbols, and for inputs that are not rational up to a factor.

    >>> rational_ray((sp.sqrt(2), -sp.sqrt(2) / 2), "x")
    (sqrt(2), (1, -1/2))
    """
    if any(v.free_symbols for v in x):
        raise InputError(name, str(x), "numbers, as the weights are not rotation-invariant")
    first = next((v for v in x if not v.is_Rational), None)
    scale = sp.S.One if first is None else abs(first)
    direction = tuple(v if v.is_Rational and scale == 1 else sp.radsimp(sp.expand(v / scale)) for v in x)
    if not all(v.is_Rational for v in direction):
        found = f"({', '.join(map(str, x))})"
        raise InputError(name, found, "rational coordinates up to a common factor", "(1, 1)")
    return scale, tuple(scalar(v) for v in direction)


def _numbers(law: Law) -> tuple[str, tuple[Expression, ...], tuple[Expression, ...]]:
    """The kind of a law on R, the numbers that a unit scales, and masses.

    Raises: NoClosedForm for a law with symbols.
    """
    if law.parameters:
        found = f"the kernel of independent weights with symbols, {law!r}"
        raise NoClosedForm(found, "numbers; or normal laws")
    source = law.source
    if not law.maps and isinstance(source, Base):
        place, scale = expression(source.location), expression(source.scale)
        for kind, standard in KINDS:
            if isinstance(source.standard, standard):
                if kind == "uniform":
                    return kind, (place, place + scale), ()
                shape = sp.sympify(expression(getattr(source.standard, "shape", 1)))
                return (kind, (place, scale), (shape,)) if shape.is_Integer else ("other", (), ())
        return "other", (), ()
    if any(isinstance(part, DensityPart) for part in law.parts()):
        return "other", (), ()
    atoms = law.atoms()
    if not all(mass.is_Rational for mass in atoms.values()):
        raise InputError("weights", repr(law), "rational masses")
    return "finite", tuple(atoms), tuple(atoms.values())


def in_one_unit(laws: Sequence[Law]) -> tuple[Expression, list[Factor]]:
    """(c, factors): the coordinates divided by c > 0 are the factors, whose numbers are rational.

    Laws that are not scaled by their numbers ("other") have the unit 1. Raises: NoClosedForm, InputError.

    >>> from symrelu.laws.base import uniform
    >>> unit, factors = in_one_unit([uniform(-sp.sqrt(3), sp.sqrt(3))] * 2)
    >>> unit, factors[0].numbers
    (sqrt(3), (-1, 1))
    """
    read = [_numbers(law) for law in laws]
    unit, flat = rational_ray(tuple(v for _, numbers, _ in read for v in numbers), "weights")
    if unit != 1 and any(kind == "other" for kind, _, _ in read):
        named = ", ".join(dict.fromkeys(map(repr, laws)))
        raise NoClosedForm(f"the kernel of independent coordinates {named}", "rational numbers")
    w = sp.Symbol("w", real=True)
    factors: list[Factor] = []
    rest = list(flat)
    for law, (kind, numbers, masses) in zip(laws, read, strict=True):
        own, rest = tuple(rest[: len(numbers)]), rest[len(numbers) :]
        if kind == "finite":
            own = tuple(zip(own, map(scalar, masses), strict=True))
        elif masses:
            own = (*own, int(masses[0]))
        factors.append(Factor(law if unit == 1 else push((w / unit, w), law), kind, own))
    return unit, factors


def factor_of(law: Law) -> Factor:
    """The kind of a law on R with rational numbers.

    >>> from symrelu.laws.base import uniform
    >>> factor_of(uniform(-1, 1)).numbers
    (-1, 1)
    """
    return in_one_unit([law])[1][0]


def components(law: Law) -> tuple[tuple[Expression, Law], ...]:
    """A law as a mixture of laws of one kind: its atoms, its parts with a constant density, its components.

    >>> from symrelu.laws.base import atom, mix, uniform
    >>> half = sp.S.Half
    >>> components(mix((half, atom(0)), (half, mix((half, atom(1)), (half, uniform(0, 1))))))
    ((3/4, discrete({0: 2/3, 1: 1/3})), (1/4, uniform(0, 1)))
    """
    if law.parameters:
        return ((sp.S.One, law),)
    rows = _mixed(law)
    atoms: dict[Expression, Expression] = {}
    dense: list[tuple[Expression, Law]] = []
    for weight, part in rows:
        if part.atoms() and not any(isinstance(p, DensityPart) for p in part.parts()):
            for place, mass in part.atoms().items():
                atoms[place] = atoms.get(place, sp.S.Zero) + weight * mass
        else:
            dense.append((weight, part))
    total = sp.Add(*atoms.values())
    finite = [(total, discrete({at: sp.cancel(m / total) for at, m in atoms.items()}))] if atoms else []
    return (*finite, *dense)


def _mixed(law: Law) -> list[tuple[Expression, Law]]:
    if isinstance(law.source, Mixture) and not law.maps:
        inner = ((expression(w), _mixed(part)) for w, part in law.source.parts)
        return [(w * weight, part) for w, parts in inner for weight, part in parts if w != 0]
    if isinstance(law.source, Base) and not law.maps:
        return [(sp.S.One, law)]
    parts = law.parts()
    rows: list[tuple[Expression, Law]] = []
    for part in parts:
        if not isinstance(part, DensityPart):
            rows.append((part.mass, discrete({part.point: 1})))
            continue
        low, high = part.support
        height = expression(part.density)
        if height.free_symbols or not (high - low).is_finite:
            return [(sp.S.One, law)]
        rows.append((height * (high - low), uniform(low, high)))
    return rows
