# pyright: basic
"""Marginals of laws on R^d, and laws on R^1 as laws on R."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from flint import fmpq

from symrelu.laws.base import atom, discrete, mix, normal
from symrelu.laws.narrowing import selection
from symrelu.laws.tile import PolynomialDensity
from symrelu.laws.vector_images import resolve_vector
from symrelu.laws.vector_parts import line_measure
from symrelu.model.law import Law, Y
from symrelu.model.network import Layer, Network
from symrelu.model.order import PLAIN, Order
from symrelu.model.resolve import Branch
from symrelu.model.scalar import ONE, ZERO, Expression, Scalar, expression, scalar
from symrelu.model.source import Base, Mixture
from symrelu.model.standard import Standard
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_mass import GaussianMass
from symrelu.model.vector_source import Along, Gaussian, Product, VectorMixture


def marginal(law: VectorLaw, places: tuple[int, ...]) -> Any:
    """The law of the coordinates at `places`: a law on R for one place, else a law on R^k."""
    if len(places) > 1:
        return law.pushed(selection(places, law.dim))
    chosen = law if law.dim == 1 else law.pushed(selection(places, law.dim))
    return on_line(chosen)


def on_line(law: VectorLaw) -> Law:
    """A law on R^1 as a law on R.

    Raises: NoClosedForm where a density has none.
    """
    source, maps = law.source, law.maps
    if isinstance(source, Along):
        line = Layer([[v] for v in source.direction], source.start, "identity")
        return source.law.pushed(_composed((line, *maps)))
    if isinstance(source, Product) and source.dim == 1:
        return source.laws[0].pushed(_composed(maps)) if maps else source.laws[0]
    if isinstance(source, VectorMixture):
        parts = [
            (w, on_line(VectorLaw(one.source, (*one.maps, *maps), one.required))) for w, one in source.parts
        ]
        return mix(*((expression(w), one) for w, one in parts))
    return _special(law) or _general(law)


def _special(law: VectorLaw) -> Law | None:
    """A coordinate of a product, or of a Gaussian law, alone."""
    layer = law.maps[0] if len(law.maps) == 1 else None
    if not isinstance(layer, Layer):
        return None
    if layer.activation.name != "identity" or any(b != 0 for b in layer.bias):
        return None
    (row,) = layer.weights
    used = [i for i, w in enumerate(row) if w != 0]
    if len(used) != 1 or row[used[0]] != 1:
        return None
    if isinstance(law.source, Product):
        return law.source.laws[used[0]]
    if isinstance(law.source, Gaussian):
        variance = expression(law.source.covariance[used[0]][used[0]])
        mean = expression(law.source.mean[used[0]])
        return atom(mean) if variance == 0 else normal(mean, sp.sqrt(variance))
    return None


def _composed(maps: tuple[Layer | Network, ...]) -> Layer | Network:
    layers = [layer for f in maps for layer in (f.layers if isinstance(f, Network) else (f,))]
    return layers[0] if len(layers) == 1 else Network(layers)


def _general(law: VectorLaw) -> Law:
    """The law of the atoms and of the branches on the line."""
    found = resolve_vector(law)
    parts: list[tuple[Any, Law]] = [
        (expression(mass), atom(expression(point[0]))) for point, mass in found.atoms
    ]
    for branch in line_measure(list(found.images)).branches:
        mass = branch.mass(PLAIN)
        parts.append((expression(mass), _conditioned(branch, mass)))
    if len(parts) == 1:
        return parts[0][1]
    if any(mass.has(GaussianMass) for mass, _ in parts):
        # Masses that have only names are not added up: the cells part R^n.
        return Law(Mixture(tuple((scalar(mass), one) for mass, one in parts)))
    if not found.images:
        return discrete({expression(point[0]): expression(mass) for point, mass in found.atoms})
    return mix(*parts)


def _conditioned(branch: Branch, mass: Any) -> Law:
    """The law that a branch is after division by its mass."""
    standard = branch.standard
    if isinstance(standard, PolynomialDensity) and isinstance(mass, fmpq):
        coefficients = tuple(c / mass for c in standard.coefficients)
        formula = standard.formula / expression(mass)
        found = PolynomialDensity(formula, standard.symbol, standard.start, standard.stop, coefficients)
        return Law(Base("density_law", (), found, ZERO, ONE))
    return Law(Base("density_law", (), Conditioned(branch, mass), ZERO, ONE))


@dataclass(frozen=True)
class Conditioned(Standard):
    """The law with the density of a branch, divided by its mass."""

    branch: Branch
    mass: Any

    @property
    def lower(self) -> Scalar | None:
        return self.branch.lower

    @property
    def upper(self) -> Scalar | None:
        return self.branch.upper

    @property
    def label(self) -> str:
        lower = -sp.oo if self.lower is None else expression(self.lower)
        upper = sp.oo if self.upper is None else expression(self.upper)
        return f"density_law({expression(self.density(Y, 0))}, y, ({lower}, {upper}))"

    def density(self, z: Expression, side: int) -> Scalar:
        return self.branch.density(z) / self.mass

    def primitive(self, k: int, z: Scalar, side: int) -> Scalar:
        end = self.branch.back(z)
        below = replace(self.branch, **{"z_upper" if self.branch.rising else "z_lower": end})
        return below.moment(k, PLAIN) / self.mass

    def at_end(self, k: int, upper: bool, order: Order) -> Scalar:
        return self.branch.moment(k, PLAIN) / self.mass if upper else ZERO

    def draw(self, generator: Any, n: int) -> Any:
        import numpy as np

        low = -np.inf if self.lower is None else float(expression(self.lower))
        high = np.inf if self.upper is None else float(expression(self.upper))
        slope, offset = (float(expression(v)) for v in (self.branch.slope, self.branch.offset))
        found = np.empty(0)
        while len(found) < n:
            values = offset + slope * self.branch.standard.draw(generator, max(2 * n, 1000))
            inside = (values > (-np.inf if low is None else low)) & (
                values < (np.inf if high is None else high)
            )
            found = np.concatenate([found, values[inside]])
        return found[:n]
