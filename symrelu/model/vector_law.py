# pyright: basic
"""Laws on R^d: a source, and the networks that push it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.model.fact import Fact
from symrelu.model.order import Order, assumed_signs
from symrelu.model.scalar import Expression, Reader, Variable, expression, scalar
from symrelu.model.vector_map import VectorMap, read_vector_map
from symrelu.model.vector_part import VectorAtom, VectorPart
from symrelu.model.vector_source import VectorSource

if TYPE_CHECKING:
    from symrelu.model.polyhedron import Polyhedron


@dataclass(frozen=True)
class VectorLaw:
    """A probability law on R^d: `source` pushed by `maps`, the first of them first.

    `required` says under which conditions on its symbols it is a law. Coordinates are counted from 1, as y1,
    ..., yd. A law of dimension 1 answers as laws on R do. What is computed needs numbers: a question about a
    law with free symbols is an InputError that names them, and `at` replaces them.
    """

    source: VectorSource
    maps: tuple[VectorMap, ...] = ()
    required: tuple[Fact, ...] = ()

    @property
    def dim(self) -> int:
        """The dimension of the space."""
        return self.maps[-1].widths[-1] if self.maps else self.source.dim

    @cached_property
    def parameters(self) -> frozenset[Variable]:
        """The free symbols of the law."""
        return self.source.symbols() | frozenset(s for f in self.maps for s in f.symbols())

    @property
    def conditions(self) -> tuple[Any, ...]:
        """What the symbols must satisfy beyond their declared domains, as SymPy relations."""
        relations = (fact.relation() for fact in self.required)
        return tuple(r for r in dict.fromkeys(relations) if r != sp.true)

    def pushed(self, f: Any) -> VectorLaw:
        """The image of the law under one more map: a Layer or Network of its width, or `relu`.

        Raises: InputError for another map or another width.
        """
        chosen = read_vector_map(f, self.dim)
        new = tuple(fact for fact in chosen.facts() if fact not in self.required)
        return replace(self, maps=(*self.maps, chosen), required=(*self.required, *new))

    def at(self, values: dict[Variable, Any]) -> VectorLaw:
        """The law with symbols replaced by exact numbers or expressions, all at once.

        Raises: InputError for a symbol that the law has not, or a value that its conditions refuse.
        """
        exact = {symbol: expression(scalar(value, str(symbol))) for symbol, value in values.items()}
        foreign = sorted(str(s) for s in exact if s not in self.parameters)
        if foreign:
            listed = ", ".join(sorted(map(str, self.parameters))) or "it has none"
            raise InputError("at", ", ".join(foreign), f"symbols of the law: {listed}")
        for symbol, value in exact.items():
            if not assumed_signs(symbol) & Order().signs(scalar(value)):
                raise InputError(str(symbol), str(value), "a number in the declared domain of the symbol")
        reader = Reader(tuple(exact.items()))
        required = tuple(_kept(self.required, exact))
        return VectorLaw(self.source.replaced(reader), tuple(f.replaced(reader) for f in self.maps), required)

    def term(self) -> Any:
        """The statement of the law as a term of the logic.

        Raises: Refused for what the logic has no head for.
        """
        from symrelu.model.vector_term import vector_law_term

        return vector_law_term(self)

    @cached_property
    def _images(self) -> Any:
        from symrelu.laws.vector_images import resolve_vector

        return resolve_vector(self)

    @cached_property
    def _density_parts(self) -> tuple[VectorPart, ...]:
        from symrelu.laws.vector_parts import density_parts

        return density_parts(self._images)

    def parts(self) -> tuple[Any, ...]:
        """Atoms first, then the parts with a density, those of small dimension first.

        Parts on one subspace are disjoint: where images overlap, they are cut and the densities added. Each
        is a relatively open polyhedron with its chart, density and mass.

        >>> from symrelu.laws.vectors import uniform_box
        >>> from symrelu.terms.symbols import relu
        >>> [(part.dim, part.mass) for part in uniform_box([(-1, 1), (0, 1)]).pushed(relu).parts()]
        [(1, 1/2), (2, 1/2)]
        """
        if self.dim == 1:
            return self.marginal(1).parts()
        found = ((tuple(map(expression, p)), expression(m)) for p, m in self._images.atoms)
        return (*(VectorAtom(point, mass) for point, mass in found), *self._density_parts)

    def atoms(self) -> dict[Any, Expression]:
        """{point: mass}, the masses of all cells that collapse to one point added.

        >>> from symrelu.laws.vectors import uniform_box
        >>> from symrelu.terms.symbols import relu
        >>> uniform_box([(-1, 1), (-1, 1)]).pushed(relu).atoms()
        {(0, 0): 1/4}
        """
        if self.dim == 1:
            return self.marginal(1).atoms()
        return {tuple(map(expression, p)): expression(m) for p, m in self._images.atoms}

    def density(self, y: Sequence[Any] | None = None) -> Expression:
        """The density of the full-dimensional parts at a point; without one, as a Piecewise in y1, ..., yd.

        On the border of a part, a null set, it is the value of one of the parts that touch the point.
        """
        from symrelu.laws.vector_parts import density_at, density_formula

        if self.dim == 1:
            return self.marginal(1).density() if y is None else self.marginal(1).density(*self._point(y))
        if y is None:
            return density_formula(self._density_parts, self.dim)
        return density_at(self._density_parts, self._point(y))

    def cdf(self, *y: Any) -> Expression:
        """P(Y1 <= y1, ..., Yd <= yd) at a point, given as one list or as d numbers.

        >>> from symrelu.laws.vectors import uniform_box
        >>> uniform_box([(0, 1), (0, 2)]).cdf(1, 1)
        1/2
        """
        if self.dim == 1:
            return self.marginal(1).cdf(*y)
        from symrelu.laws.vector_queries import probability_of
        from symrelu.model.vector_event import below

        point = self._point(y[0] if len(y) == 1 else y)
        return probability_of(self, [below(point)])

    def prob(self, event: Any) -> Expression:
        """The probability of an event: relations affine in y1, ..., yd with And, Or, Not, or a Polyhedron.

        Whether a relation is strict matters at atoms and on parts of lower dimension.
        Raises: InputError for other symbols and relations that are not affine.
        """
        from symrelu.laws.vector_queries import probability_of
        from symrelu.model.polyhedron import Polyhedron
        from symrelu.model.vector_event import regions_of

        if self.dim == 1 and not isinstance(event, Polyhedron):
            return self.marginal(1).prob(event)
        return probability_of(self, regions_of(event, self.dim))

    def mass(self) -> Expression:
        """The total mass, summed over the parts."""
        from symrelu.laws.vector_queries import mass

        return mass(self._images)

    def moment(self, powers: Any) -> Expression:
        """E Y1^k1 ... Yd^kd for powers (k1, ..., kd), a number if d = 1; oo or -oo where it is infinite.

        Raises: NoClosedForm where it is undefined or where no closed form is known.
        """
        from symrelu.laws.vector_queries import moment_of

        listed = tuple(powers) if isinstance(powers, (list, tuple)) else (powers,)
        natural = all(isinstance(k, (int, sp.Integer)) and not isinstance(k, bool) and k >= 0 for k in listed)
        if len(listed) != self.dim or not natural:
            raise InputError("moment", repr(powers), f"{self.dim} natural numbers", "law.moment((1, 1))")
        return moment_of(self, tuple(map(int, listed)))

    def mean(self) -> Any:
        """(E Y1, ..., E Yd); a number if d = 1."""
        values = tuple(self.moment(self._unit(i)) for i in range(self.dim))
        return values[0] if self.dim == 1 else values

    def covariance(self) -> Any:
        """The matrix of the E Yi Yj - E Yi E Yj; an entry is infinite where E Yi Yj is and the means are not.

        >>> from symrelu.laws.vectors import uniform_box
        >>> uniform_box([(0, 1), (0, 2)]).covariance().tolist()
        [[1/12, 0], [0, 1/3]]
        """
        from symrelu.laws.vector_queries import covariance

        return covariance(self)

    def variance(self) -> Expression:
        """The variance of a law of dimension 1.

        Raises: InputError for another dimension, which has a covariance.
        """
        if self.dim > 1:
            raise InputError("variance", f"a law on R^{self.dim}", "a law on R", "law.covariance()")
        return self.marginal(1).variance()

    def marginal(self, *places: int) -> Any:
        """The law of some coordinates, counted from 1: a law on R for one of them.

        >>> from symrelu.laws.vectors import uniform_box
        >>> from symrelu.model.network import Layer
        >>> uniform_box([(0, 1), (-1, 1)]).pushed(Layer([[1, 1]], [0])).marginal(1).atoms()
        {0: 1/4}
        """
        from symrelu.laws.marginals import marginal

        listed = [i for i in places if isinstance(i, int) and not isinstance(i, bool) and 1 <= i <= self.dim]
        if not places or len(listed) < len(places):
            found = ", ".join(map(repr, places)) or "nothing"
            raise InputError("marginal", found, f"coordinates from 1 to {self.dim}", "law.marginal(1)")
        return marginal(self, tuple(places))

    def same_as(self, other: VectorLaw) -> bool:
        """Whether two laws are equal as measures, however they are written.

        Raises: InputError for what is no law on R^d, NoClosedForm where neither equality nor difference of
        two densities is shown.
        """
        from symrelu.laws.vector_equality import same_measure

        if not isinstance(other, VectorLaw):
            raise InputError("same_as", repr(other), "a law on R^d", "product(law) for a law on R")
        return self.dim == other.dim and same_measure(self._images, other._images)

    def support(self) -> tuple[Polyhedron, ...]:
        """Closed polyhedra of which the support is the union.

        Raises: InputError where their numbers are not rational.
        """
        from symrelu.laws.vector_parts import closed_parts

        return closed_parts(self._images, self._density_parts)

    def sample(self, n: int, seed: int) -> Any:
        """n samples as the rows of a NumPy array of floats: an estimate, for plots and tests only."""
        from symrelu.laws.vector_samples import sample

        return sample(self, n, seed)

    def plot(self) -> Any:
        """A matplotlib figure of a law on R or R^2: densities as shades, segments as lines, atoms as dots."""
        from symrelu.laws.vector_display import plot

        return self.marginal(1).plot() if self.dim == 1 else plot(self)

    def to_json(self) -> dict[str, Any]:
        """Atoms, parts and mass as exact texts; densities are in coordinates among y1, ..., yd."""
        from symrelu.laws.vector_display import to_json

        return self.marginal(1).to_json() if self.dim == 1 else to_json(self)

    def _repr_latex_(self) -> str:
        from symrelu.laws.vector_display import latex

        if self.dim == 1 and not self.parameters:
            return self.marginal(1)._repr_latex_()
        return latex(self)

    def _unit(self, i: int) -> tuple[int, ...]:
        return tuple(int(j == i) for j in range(self.dim))

    def _point(self, y: Any) -> tuple[Any, ...]:
        listed = y.flat() if isinstance(y, sp.MatrixBase) else y if isinstance(y, (list, tuple)) else (y,)
        if len(listed) != self.dim:
            raise InputError("y", f"{len(listed)} coordinates", f"{self.dim} coordinates")
        if self.dim == 1:
            return tuple(listed)
        found = tuple(scalar(value, "y") for value in listed)
        for value in found:
            if expression(value).free_symbols:
                raise InputError("y", str(value), "numbers", "law.prob with relations in y1, ..., yd")
        return found

    def __repr__(self) -> str:
        text = str(self.source)
        if len(self.maps) > 3:
            return f"push({len(self.maps)} maps, {text})"
        for f in self.maps:
            text = f"push({f!r}, {text})"
        return text


def _kept(required: tuple[Fact, ...], exact: dict[Variable, Any]) -> list[Fact]:
    """The conditions that remain open at the values.

    Raises: InputError where one is violated.
    """
    kept: list[Fact] = []
    for fact in required:
        left = scalar(sp.expand(fact.expression.subs(exact, simultaneous=True)))
        signs = Order().signs(left)
        if not signs & fact.signs:
            raise InputError("at", str(exact), f"values with {fact.relation()}")
        if not signs <= fact.signs:
            kept.append(Fact(expression(left), fact.signs))
    return kept
