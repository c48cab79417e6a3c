# pyright: basic
"""Images of uniform measures on polytopes under affine maps."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flint import fmpq, fmpq_mat, fmpq_poly

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.cell_image import AffineImage, Powers
from symrelu.laws.density import GivenDensity
from symrelu.laws.fibres import Patch, context, disjoint, image_patches, simplex_mean
from symrelu.laws.polytope import Polytope, simplex_volume
from symrelu.model.law import Y
from symrelu.model.network import Layer
from symrelu.model.order import PLAIN, Order
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.resolve import Branch
from symrelu.model.row import Row
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression


@dataclass(frozen=True)
class Tile(AffineImage):
    """`weight` times Lebesgue measure on a polytope of R^n, under x -> A x + c into R^d.

    Shapes: `matrix` holds d rows of n rationals, `offset` d.
    """

    polytope: Polytope
    weight: Rational
    matrix: tuple[Vector, ...]
    offset: Vector

    def scaled(self, weight: Scalar) -> Tile:
        if not isinstance(weight, fmpq):
            raise NoClosedForm(f"a mixture with the weight {expression(weight)}", "rational weights")
        return replace(self, weight=weight * self.weight)

    def mass(self) -> Rational:
        return self.weight * self.polytope.volume

    def mass_in(self, rows: tuple[Row, ...]) -> Rational:
        part = self.part_in(self.polytope, rows)
        return ZERO if part is None else self.weight * part.volume

    def moment(self, powers: Powers) -> Rational:
        used = [i for i, power in enumerate(powers) if power]
        if not used:
            return self.mass()
        ring = context(len(used))
        monomial = ring.from_dict({tuple(powers[i] for i in used): fmpq(1)})
        total = fmpq(0)
        for simplex in self.polytope.simplices:
            images = tuple(tuple(dot(self.matrix[i], v) + self.offset[i] for i in used) for v in simplex)
            total += simplex_volume(simplex) * simplex_mean(monomial, images)
        return self.weight * total

    def patches(self) -> list[Patch]:
        """The density in chart coordinates; patches may overlap."""
        free = self.subspace.free
        found = image_patches(
            self.polytope, [self.matrix[i] for i in free], tuple(self.offset[i] for i in free)
        )
        return [Patch(patch.polytope, patch.polynomial * self.weight) for patch in found]

    def branches(self) -> tuple[Branch, ...]:
        return tuple(map(polynomial_branch, self.patches()))


@dataclass(frozen=True)
class PolynomialDensity(GivenDensity):
    """The measure with a polynomial density, `coefficients` from the constant on, on a bounded interval."""

    coefficients: Vector = ()

    def density(self, z: Expression, side: int) -> Scalar:
        if len(self.coefficients) == 1:
            return self.coefficients[0]
        return super().density(expression(z), side)

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        found = fmpq_poly([*[fmpq(0)] * k, *self.coefficients]).integral()
        start: Rational = self.start
        if isinstance(z, fmpq):
            return found(z) - found(start)
        value = sum((expression(c) * z**i for i, c in enumerate(found.coeffs())), expression(ZERO))
        return value - expression(found(start))

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return self.primitive(k, self.stop, 0) if upper else ZERO


def polynomial_branch(patch: Patch) -> Branch:
    """A patch on R as a branch."""
    ((lo, hi),) = patch.polytope.sides
    powers = {power: factor for (power,), factor in patch.polynomial.to_dict().items()}
    coefficients = tuple(powers.get(i, fmpq(0)) for i in range(max(powers, default=0) + 1))
    formula = sum((expression(c) * Y**i for i, c in enumerate(coefficients)), expression(ZERO))
    density = PolynomialDensity(formula, Y, lo, hi, coefficients)
    return Branch(ONE, density, lo, hi, ONE, ZERO, True, 0)


def patches_of(tiles: list[Tile]) -> list[Patch]:
    """The sum of the densities of tiles on one subspace, as patches with disjoint interiors."""
    return disjoint(patch for tile in tiles for patch in tile.patches())


def through(tile: Tile, layer: Layer) -> list[Tile]:
    """The tile under one more layer: cut where a pre-activation meets a kink, then one map on each part.

    Where a pre-activation is constant on the tile, its value chooses the piece: nothing is cut.
    Raises: InputError for weights that are not rational.
    """
    weights = rational_matrix(layer)
    inner = fmpq_mat([[*row, c] for row, c in zip(tile.matrix, tile.offset, strict=True)])
    lines = (weights * inner).tolist()
    activation = layer.activation
    pieces: list[tuple[Polytope, list[Vector], list[Rational]]] = [(tile.polytope, [], [])]
    for (*slope, constant), bias in zip(lines, layer.bias, strict=True):
        normal, offset = tuple(slope), constant + bias
        grown: list[tuple[Polytope, list[Vector], list[Rational]]] = []
        for polytope, matrix, column in pieces:
            if not any(normal):
                parts = [(activation.piece_at(offset, PLAIN), polytope)]
            else:
                parts = _by_kink(polytope, normal, offset, activation.kinks)
            for chosen, part in parts:
                factor, shift = activation.pieces[chosen]
                row = tuple(factor * a for a in normal)
                grown.append((part, [*matrix, row], [*column, factor * offset + shift]))
        pieces = grown
    return [Tile(part, tile.weight, tuple(matrix), tuple(column)) for part, matrix, column in pieces]


def rational_matrix(layer: Layer) -> fmpq_mat:
    """The weights of a layer as a matrix.

    Raises: InputError for weights, biases or kinks that are not rational.
    """
    numbers = [v for row in (*layer.weights, layer.bias, layer.activation.kinks) for v in row]
    numbers += [v for piece in layer.activation.pieces for v in piece]
    for v in numbers:
        if not isinstance(v, fmpq):
            advice = "polytopes are cut exactly over the rationals; laws on lines take any exact numbers"
            raise InputError("layer", f"the weight {v}", "rational weights", advice)
    return fmpq_mat([list(row) for row in layer.weights])


def _by_kink(
    polytope: Polytope, normal: Vector, offset: Rational, kinks: tuple[Rational, ...]
) -> list[tuple[int, Polytope]]:
    """(piece of the activation, part of the polytope) for each part with interior."""
    found: list[tuple[int, Polytope]] = []
    rest: Polytope | None = polytope
    for i, kink in enumerate(kinks):
        if rest is None:
            return found
        low, rest = rest.split(normal, kink - offset)
        if low is not None:
            found.append((i, low))
    return found if rest is None else [*found, (len(kinks), rest)]
