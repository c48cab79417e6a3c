# pyright: basic
"""From a law as it was written to its atoms and branches: what every question about a law is read off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import fmpq

from symrelu.model.expression import compose, image, layers_of
from symrelu.model.fact import NOT_NEGATIVE, NOT_POSITIVE
from symrelu.model.order import Order, Undecided
from symrelu.model.piecewise import Cells
from symrelu.model.scalar import ONE, ZERO, Scalar, expression
from symrelu.model.source import Base, Mixture, Point
from symrelu.model.standard import Standard

if TYPE_CHECKING:
    from symrelu.model.law import Law


def side_of(z: Scalar, standard: Standard, order: Order) -> int:
    """1 right of the kink of the density, -1 left of it, 0 where that is not known or there is no kink."""
    if standard.kink is None:
        return 0
    signs = order.signs(z - standard.kink)
    return 1 if signs <= NOT_NEGATIVE else -1 if signs <= NOT_POSITIVE else 0


def primitive(standard: Standard, k: int, z: Scalar | None, upper: bool, order: Order) -> Scalar:
    """The k-th primitive at the end z of a cell; None is an infinite end."""
    end = standard.upper if upper else standard.lower
    if z is None or (end is not None and z == end):
        return standard.at_end(k, upper, order)
    return standard.primitive(k, z, side_of(z, standard, order))


@dataclass(frozen=True)
class Branch:
    """The image of the cell (z_lower, z_upper) of a standard law under z -> slope z + offset, slope not 0."""

    weight: Scalar
    standard: Standard
    z_lower: Scalar | None
    z_upper: Scalar | None
    slope: Scalar
    offset: Scalar
    rising: bool
    side: int

    def _image(self, z: Scalar | None) -> Scalar | None:
        return None if z is None else self.slope * z + self.offset

    @property
    def lower(self) -> Scalar | None:
        """The left end of the image, None if infinite."""
        return self._image(self.z_lower if self.rising else self.z_upper)

    @property
    def upper(self) -> Scalar | None:
        """The right end of the image, None if infinite."""
        return self._image(self.z_upper if self.rising else self.z_lower)

    def back(self, y: Scalar) -> Scalar:
        """The point of the standard law that goes to y."""
        if isinstance(self.slope, fmpq) and isinstance(self.offset, fmpq):
            return y / self.slope - self.offset / self.slope
        return (y - self.offset) / self.slope

    def density(self, y: Scalar) -> Scalar:
        """The density of the branch at a point of its image."""
        value = self.standard.density(expression(self.back(y)), self.side)
        return self.weight * value / (self.slope if self.rising else -self.slope)

    def mass(self, order: Order) -> Scalar:
        """The mass of the branch."""
        return self.moment(0, order)

    def below(self, y: Scalar, order: Order) -> Scalar:
        """The mass of the branch at or below a point y of its image."""
        z = self.back(y)
        side = self.side or side_of(z, self.standard, order)
        here = self.standard.primitive(0, z, side)
        if self.rising:
            return self.weight * (here - primitive(self.standard, 0, self.z_lower, False, order))
        return self.weight * (primitive(self.standard, 0, self.z_upper, True, order) - here)

    def moment(self, k: int, order: Order) -> Scalar:
        """The integral of y^k over the branch."""
        total: Any = ZERO
        for j in range(k + 1):
            if j < k and self.offset == 0:
                continue
            high = primitive(self.standard, j, self.z_upper, True, order)
            low = primitive(self.standard, j, self.z_lower, False, order)
            factor = self.weight * int(sp.binomial(k, j)) * self.slope**j * self.offset ** (k - j)
            total = total + factor * (high - low)
        return total


@dataclass(frozen=True)
class Resolved:
    """A law as atoms and branches. Shapes: atoms are (point, mass), increasing where the order is known."""

    atoms: tuple[tuple[Scalar, Scalar], ...]
    branches: tuple[Branch, ...]


def leaves(law: Law, order: Order) -> Iterator[tuple[Scalar, Base | Point, list[Any]]]:
    """(weight, base law or point, maps) of each component of a law."""
    steps = layers_of(law.maps)
    if isinstance(law.source, Mixture):
        for weight, part in law.source.parts:
            for inner_weight, source, maps in leaves(part, order):
                yield order.read(weight) * inner_weight, source, maps + steps
    else:
        yield ONE, law.source, steps


def resolve(law: Law, order: Order) -> Resolved:
    """The atoms and branches of a law under an order.

    Raises: Undecided, which `split_cases` answers with cases.
    """
    atoms: list[tuple[Scalar, Scalar]] = []
    branches: list[Branch] = []
    for weight, source, maps in leaves(law, order):
        if isinstance(weight, fmpq) and weight == 0:
            continue
        if isinstance(source, Point):
            atoms.append((image(maps, order.read(source.at), order), weight))
        else:
            _resolve_base(weight, source, maps, order, atoms, branches)
    return Resolved(_merged(atoms, order), tuple(branches))


def _resolve_base(
    weight: Scalar, base: Base, maps: list[Any], order: Order, atoms: list[Any], branches: list[Branch]
) -> None:
    standard = base.standard.replaced(order)
    start = Cells(
        standard.lower, standard.upper, (), ((order.read(base.scale),),), ((order.read(base.location),),)
    )
    cells = compose(maps, start, order)
    for (lo, hi), (slope,), (offset,) in zip(cells.ends(), cells.slopes, cells.offsets, strict=True):
        direction = order.sign(slope)
        if direction == 0:
            mass = weight * (
                primitive(standard, 0, hi, True, order) - primitive(standard, 0, lo, False, order)
            )
            atoms.append((offset, mass))
            continue
        for low, high, side in _at_kink(standard, lo, hi, order):
            branches.append(Branch(weight, standard, low, high, slope, offset, direction > 0, side))


def _at_kink(
    standard: Standard, lo: Scalar | None, hi: Scalar | None, order: Order
) -> list[tuple[Scalar | None, Scalar | None, int]]:
    """The cell, cut at the kink of the density where it is known to lie inside."""
    kink = standard.kink
    if kink is None:
        return [(lo, hi, 0)]
    low = order.signs(lo - kink) if lo is not None else frozenset({-1})
    high = order.signs(hi - kink) if hi is not None else frozenset({1})
    if low <= NOT_NEGATIVE:
        return [(lo, hi, 1)]
    if high <= NOT_POSITIVE:
        return [(lo, hi, -1)]
    if low == {-1} and high == {1}:
        return [(lo, kink, -1), (kink, hi, 1)]
    return [(lo, hi, 0)]


def _merged(atoms: list[tuple[Scalar, Scalar]], order: Order) -> tuple[tuple[Scalar, Scalar], ...]:
    """The atoms with the masses at equal points added, without those of mass 0."""
    known: dict[Scalar, Scalar] = {}
    for point, mass in atoms:
        place = point
        if point not in known and not (isinstance(point, fmpq) and all(isinstance(p, fmpq) for p in known)):
            place = next((other for other in known if order.zero(point - other)), point)
        known[place] = known[place] + mass if place in known else mass
    kept = [(point, mass) for point, mass in known.items() if mass != 0]
    try:
        return tuple(order.sorted(kept, lambda atom: atom[0]))
    except Undecided:
        return tuple(kept)
