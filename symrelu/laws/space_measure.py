# pyright: basic
"""Measures on R^n that solids are measured by: what is asked of them, and Gaussian laws in any dimension."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from flint import fmpq, fmpq_mat, fmpq_mpoly

from symrelu.errors import NoClosedForm
from symrelu.laws.fibres import context
from symrelu.laws.gaussian_mass import Rows, conditioned, gaussian_mass, mass_of_rows, on_facet, times
from symrelu.laws.gaussian_plane import PlaneGaussian
from symrelu.laws.orthants import Matrix
from symrelu.laws.plane_measure import GaussianMeasure
from symrelu.laws.polygon import Polygon
from symrelu.laws.solid import Solid
from symrelu.model.rational import Rational, Vector, dot
from symrelu.model.scalar import Expression, Scalar, expression

_MOST_ROUNDS = 2_000

Piece = tuple[Solid, Expression]  # a solid and a density on it


class SpaceMeasure(ABC):
    """A measure with a density on R^n."""

    @abstractmethod
    def scaled(self, weight: Scalar) -> SpaceMeasure:
        """The measure multiplied by a number."""

    @abstractmethod
    def mass(self, solid: Solid) -> Expression:
        """The mass of a solid."""

    @abstractmethod
    def integral(self, solid: Solid, polynomial: fmpq_mpoly) -> Expression:
        """The integral over a solid of a polynomial in the coordinates."""

    @abstractmethod
    def pieces(self, solid: Solid, matrix: Matrix, offset: Vector, symbols: tuple[Any, ...]) -> list[Piece]:
        """The density, in the symbols, of its image under x -> A x + c onto R^k, restricted to a solid.

        The pieces may overlap; then their densities add up. Shapes: matrix k x n of rank k.
        """

    @abstractmethod
    def mass_within(self, solid: Solid, rows: Rows) -> Expression:
        """The mass of the part of a solid in half-spaces with any real bounds, which may hold symbols.

        Raises: NoClosedForm.
        """

    def draw_in(self, solid: Solid, generator: Any, n: int) -> Any:
        """n samples in a solid, as the rows of an array of floats.

        Raises: NoClosedForm.
        """
        raise NoClosedForm("samples of such a measure on a part of its space", "law.sample")


@dataclass(frozen=True)
class GaussianSpace(SpaceMeasure):
    """`weight` times the Gaussian law with a mean and a covariance that is not singular."""

    mean: Vector
    covariance: Matrix
    weight: Expression = sp.S.One

    def scaled(self, weight: Scalar) -> GaussianSpace:
        return replace(self, weight=expression(weight) * self.weight)

    def mass(self, solid: Solid) -> Expression:
        return self.weight * gaussian_mass(self.mean, self.covariance, solid)

    def integral(self, solid: Solid, polynomial: fmpq_mpoly) -> Expression:
        terms = _integral(self.mean, self.covariance, solid, polynomial)
        return sp.Add(*(self.weight * term for term in terms))

    def pieces(self, solid: Solid, matrix: Matrix, offset: Vector, symbols: tuple[Any, ...]) -> list[Piece]:
        """The Gaussian density of A X + c times the mass of the solid given its value."""
        form = fmpq_mat([list(row) for row in matrix])
        spread = fmpq_mat([list(row) for row in self.covariance])
        gram = form * spread * form.transpose()
        centre = [dot(row, self.mean) + c for row, c in zip(matrix, offset, strict=True)]
        away = [y - expression(m) for y, m in zip(symbols, centre, strict=True)]
        density = self.weight * _normal_density(gram, away)
        kept = _completion(matrix, len(self.mean))
        if kept:
            slope = spread * form.transpose() * gram.inv()
            unit = fmpq_mat([[fmpq(int(i == j)) for j in range(len(self.mean))] for i in kept])
            residual = (unit * (spread - slope * form * spread) * unit.transpose()).tolist()
            back = fmpq_mat([*map(list, matrix), *unit.tolist()]).inv()
            rows = self._given(solid, back, slope, away)
            density *= mass_of_rows((fmpq(0),) * len(kept), tuple(map(tuple, residual)), rows, True)
        return [(solid.image(matrix, offset), density)]

    def _given(self, solid: Solid, back: fmpq_mat, slope: fmpq_mat, away: list[Expression]) -> Rows:
        """The facets as rows for what x differs from its conditional mean, in the coordinates kept.

        The form of a facet is its conditional mean, which is affine in y, plus one of these coordinates.
        """
        rows: Rows = []
        for normal, bound in solid.facets:
            line = fmpq_mat([list(normal)])
            (turned,), (drift,) = (line * back).tolist(), (line * slope).tolist()
            rest = tuple(turned[len(away) :])
            if any(rest):
                moved = sp.Add(*(expression(d) * v for d, v in zip(drift, away, strict=True)))
                rows.append((rest, _scalar(sp.expand(expression(bound - dot(normal, self.mean)) - moved))))
        return rows

    def mass_within(self, solid: Solid, rows: Rows) -> Expression:
        return self.weight * mass_of_rows(self.mean, self.covariance, [*solid.facets, *rows], False)

    def draw_in(self, solid: Solid, generator: Any, n: int) -> Any:
        """Samples of the law, those outside left out."""
        import numpy as np

        normals = np.array([[float(expression(a)) for a in normal] for normal, _ in solid.facets])
        bounds = np.array([float(expression(bound)) for _, bound in solid.facets])
        mean = [float(expression(m)) for m in self.mean]
        spread = [[float(expression(c)) for c in row] for row in self.covariance]
        found = np.empty((0, solid.dim))
        for _ in range(_MOST_ROUNDS):
            drawn = generator.multivariate_normal(mean, spread, size=max(2 * n, 1000))
            inside = np.all(drawn @ normals.T <= bounds, axis=1) if len(bounds) else slice(None)
            found = np.concatenate([found, drawn[inside]])
            if len(found) >= n:
                return found[:n]
        raise NoClosedForm("samples of a Gaussian law in a polyhedron of very small mass", "law.sample")


def _scalar(value: Expression) -> Scalar:
    return fmpq(int(value.p), int(value.q)) if isinstance(value, sp.Rational) else value


def _normal_density(gram: fmpq_mat, away: list[Expression]) -> Expression:
    """The centred Gaussian density with this covariance."""
    inverse, k = gram.inv(), len(away)
    form = sp.Add(*(
        expression(inverse[i, j]) * away[i] * away[j] / 2 for i in range(k) for j in range(k)
    ))  # fmt: skip
    return sp.exp(-sp.expand(form)) / sp.sqrt((2 * sp.pi) ** k * expression(gram.det()))


def _completion(matrix: Matrix, n: int) -> list[int]:
    """Coordinates that, with the rows of a matrix of full rank, make up coordinates of R^n."""
    rows = [list(row) for row in matrix]
    kept: list[int] = []
    for i in range(n):
        if len(rows) < n:
            unit = [fmpq(int(j == i)) for j in range(n)]
            if fmpq_mat([*rows, unit]).rank() > len(rows):
                rows.append(unit)
                kept.append(i)
    return kept


def _integral(mean: Vector, covariance: Matrix, solid: Solid, polynomial: fmpq_mpoly) -> list[Expression]:
    """By Stein: the law times x - mean is minus the covariance times its gradient."""
    n = len(mean)
    ring = context(n)
    shifted = polynomial.compose(*(x + m for x, m in zip(ring.gens(), mean, strict=True)), ctx=ring)
    facets = solid.facets
    fluxes = [ring.constant(0)] * len(facets)
    constant = fmpq(0)
    waiting = [shifted]
    while waiting:
        powers = waiting.pop().to_dict()
        constant += powers.pop((0,) * n, fmpq(0))
        for i in range(n):
            # Each monomial is divided by the first coordinate that it holds.
            part = {(*p[:i], p[i] - 1, *p[i + 1 :]): c for p, c in powers.items() if p[i] and not any(p[:i])}
            if not part:
                continue
            q = ring.from_dict(part)
            slopes = [covariance[i][j] * q.derivative(j) for j in range(n)]
            waiting.append(ring.constant(0) + sum(slopes))
            for k, (normal, _) in enumerate(facets):
                fluxes[k] -= dot(covariance[i], normal) * q
    terms: list[Expression] = []
    if constant:
        terms.append(expression(constant) * gaussian_mass(mean, covariance, solid))
    for facet, flux in zip(facets, fluxes, strict=True):
        if flux != 0:
            back = [x - m for x, m in zip(ring.gens(), mean, strict=True)]
            terms += _through(mean, covariance, solid, facet, flux.compose(*back, ctx=ring))
    return terms


def _through(
    mean: Vector, covariance: Matrix, solid: Solid, facet: tuple[Vector, Rational], flux: fmpq_mpoly
) -> list[Expression]:
    """The integral of a polynomial over a facet by the Gaussian density there, per unit of normal.x."""
    normal, bound = facet
    variance, excess = dot(normal, times(covariance, normal)), bound - dot(normal, mean)
    root = sp.sqrt(2 * sp.pi * expression(variance))
    density = sp.exp(-expression(excess * excess / (2 * variance))) / root
    slope, spread, out = conditioned(mean, covariance, normal)
    kept = [i for i in range(len(mean)) if i != out]
    centre = tuple(mean[i] + s * excess for i, s in zip(kept, slope, strict=True))
    ring = context(len(kept))
    gens = list(ring.gens())
    rest: Any = ring.constant(bound)
    for i, x in zip(kept, gens, strict=True):
        rest -= normal[i] * x
    places = [*gens[:out], rest / normal[out], *gens[out:]]
    moved = flux.compose(*places, ctx=ring)
    rows = [on_facet(row, facet, out) for row in solid.facets if row != facet]
    if len(kept) == 2:
        polygon = Polygon.of(rows)
        plane = GaussianMeasure(PlaneGaussian(centre, spread))  # type: ignore[arg-type]
        return [] if polygon is None else [density * plane.integral(polygon, moved)]
    face = Solid.of(rows, len(kept))
    return [] if face is None else [density * term for term in _integral(centre, spread, face, moved)]
