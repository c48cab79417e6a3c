# pyright: basic
"""What defeats a smooth family: n + 1 hinges, and functionals in which they are linear and independent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, ProofFailed, Refused
from symrelu.invariance.hinges import hinge, onto_ray
from symrelu.invariance.marginals import marginal
from symrelu.invariance.members import law_of_member, members, shown_member
from symrelu.invariance.moments_of_cells import CellMoments
from symrelu.invariance.space_statement import SpaceStatement, space_statement
from symrelu.laws.push import push
from symrelu.model.family import Family
from symrelu.model.law import DensityPart, Law
from symrelu.model.network import Layer, Network
from symrelu.model.scalar import expression, scalar

DECLARED, NONE = "declared locally Lipschitz", "none: the family was not declared locally Lipschitz"


MOST_UNITS, MOST_MEMBERS = 8, 200


@dataclass(frozen=True, repr=False)
class HingeCertificate:
    """A member laid on a ray and bent by n + 1 hinges with free strengths kappa in [0, 1].

    `places` are q_0 < q_1 < ... < q_(n+1); hat k is centred in the middle of (q_(k-1), q_k), 0 outside.
    The means Phi_k of hat_k(z_1) min(relu(z_2), sum q) under the bent member are `matrix` times kappa. The
    matrix is triangular with a positive diagonal, and Phi_k is Lipschitz in the Prokhorov distance; so a
    locally Lipschitz family with n parameters, whose Phi-image is a null set, misses almost every kappa.
    """

    family: Family
    parameters: dict[str, Any]
    ray: Layer
    law: Law
    places: tuple[Fraction, ...]
    regularity: str
    axioms: tuple[str, ...] = ("lipschitz_null",)

    @property
    def count(self) -> int:
        """The number of hinges, n + 1."""
        return len(self.places) - 1

    @cached_property
    def _moments(self) -> CellMoments:
        return CellMoments(self.law, self.places)

    @cached_property
    def is_positive(self) -> bool:
        """Whether the diagonal of the matrix is positive, by exact signs or rigorous enclosures."""
        return all(self._moments.positive(self.matrix[k, k]) for k in range(self.count))

    @cached_property
    def matrix(self) -> Any:
        """M_kj = the mean of hat_k(t) relu(q_j - t): upper triangular, in closed form."""
        hats = [self._moments.hat(k) for k in range(1, self.count + 1)]
        return self._triangle(hats)

    @cached_property
    def cell_matrix(self) -> Any:
        """The same with indicators of the cells in place of hats: simpler, but not continuous in the law."""
        return self._triangle([self._moments.cell(k) for k in range(1, self.count + 1)])

    def _triangle(self, rows: list[tuple[Any, Any]]) -> Any:
        q = [sp.Rational(p.numerator, p.denominator) for p in self.places]
        entries = [
            [q[j] * mass - first if j >= k else sp.S.Zero for j in range(1, self.count + 1)]
            for k, (mass, first) in enumerate(rows, start=1)
        ]
        return sp.ImmutableMatrix(entries)

    @cached_property
    def determinant(self) -> Any:
        """The product of the diagonal."""
        return sp.Mul(*(self.matrix[k, k] for k in range(self.count)))

    def layers(self, kappa: Sequence[Any]) -> tuple[Layer, ...]:
        """The layers that lay the member on the ray and bend it with the strengths kappa.

        Raises: InputError for another number of strengths, or negative ones.
        """
        d, strengths = self.ray.widths[1], self._strengths(kappa)
        return (self.ray, *(hinge(d, k, q) for k, q in zip(strengths, self.places[1:], strict=True)))

    def network(self, kappa: Sequence[Any]) -> Network:
        """The layers as a network."""
        return Network(self.layers(kappa))

    def functionals(self, kappa: Sequence[Any]) -> tuple[Any, ...]:
        """The matrix times kappa: Phi of the bent member, exactly, for strengths in [0, 1].

        For larger strengths these are the means of hat_k(z_1) relu(z_2), which Phi cuts off at sum q.
        Raises: InputError for another number of strengths, or negative ones.
        """
        return tuple(self.matrix * sp.Matrix(self._strengths(kappa)))

    def _strengths(self, kappa: Sequence[Any]) -> list[Any]:
        """The exact strengths.

        Raises: InputError for another number of them, negative ones, floats and texts.
        """
        if len(kappa) != self.count:
            raise InputError("kappa", f"{len(kappa)} strengths", f"{self.count}, one for each hinge")
        strengths = [expression(scalar(strength, "kappa")) for strength in kappa]
        for strength in strengths:
            if strength.is_negative:
                raise InputError("kappa", str(strength), "strengths in [0, 1]: hinges bend one way")
        return strengths

    def __repr__(self) -> str:
        at = ", ".join(f"{name} = {value}" for name, value in self.parameters.items())
        rests = ", ".join(self.axioms)
        return f"HingeCertificate({self.count} hinges at {at}; regularity: {self.regularity}; cites {rests})"


def hinge_certificate(
    family: Family, count: int | None = None, *, locally_lipschitz: bool = False
) -> HingeCertificate:
    """The hinges that no locally Lipschitz family with as many parameters survives.

    `count` hinges, one more than the family has parameters by default and at least. The regularity is what
    the user declares: it is not checked here, and without it the certificate proves nothing yet.

    Raises: InputError for a family on R or fewer hinges, ProofFailed without a member of infinite support.

    >>> from symrelu.laws.base import uniform
    >>> from symrelu.laws.vectors import along
    >>> from symrelu.terms.symbols import reals
    >>> a, c = reals("a c")
    >>> family = Family(along(uniform(0, 1), (0, c), (a, 0)), (a, c))
    >>> found = hinge_certificate(family, locally_lipschitz=True)
    >>> found.places, found.matrix[0, 0], found.determinant
    ((Fraction(0, 1), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)), 1/64, 1/262144)
    """
    if not isinstance(family, Family) or family.law.dim < 2:
        raise InputError(
            "family", repr(family)[:80], "a family of laws on R^d, d >= 2", "on R clips are invariant"
        )
    least = len(family.parameters) + 1
    number = least if count is None else count
    if type(number) is not int or number < least:
        raise InputError("count", repr(count), f"at least {least} hinges, one more than parameters")
    if type(locally_lipschitz) is not bool:
        raise InputError("locally_lipschitz", repr(locally_lipschitz), "True or False")
    stated = space_statement(family)
    regularity = DECLARED if locally_lipschitz else NONE
    for member, ray, law in _members_on_rays(stated):
        places = _places(law, number)
        if places is None:
            continue
        found = HingeCertificate(family, shown_member(stated, member), ray, law, places, regularity)
        try:
            if found.is_positive:
                return found
        except NoClosedForm:
            continue
    raise ProofFailed(
        f"a member of {family!r} with a density along a ray", advice="a member with infinite support"
    )


def _members_on_rays(stated: SpaceStatement) -> Iterator[tuple[tuple[Fraction, ...], Layer, Law]]:
    """Members with a coordinate in closed form, laid on a ray."""
    for member in members(stated, most=MOST_MEMBERS):
        for i in range(1, stated.dim + 1):
            try:
                narrow = marginal(law_of_member(stated.family, member), i)  # type: ignore[arg-type]
            except (InputError, NoClosedForm, Refused):
                continue
            for sign in (1, -1) if narrow is not None else ():
                weights = [sign if j == i else 0 for j in range(1, stated.dim + 1)]
                yield member, onto_ray(stated.dim, weights, 0), push(Layer(sign, 0), narrow)


def _places(law: Law, count: int) -> tuple[Fraction, ...] | None:
    """q_0 < ... < q_count with the law's density on all of them; the ends of the density if it is bounded."""
    for part in law.parts():
        if not isinstance(part, DensityPart):
            continue
        low, high = part.support
        if not low.is_Rational or low < 0 or not (high.is_Rational or high == sp.oo):
            continue
        start = Fraction(int(low.p), int(low.q))
        if high == sp.oo:
            step = Fraction(1) if count <= MOST_UNITS else Fraction(MOST_UNITS, count)
            return tuple(start + k * step for k in range(count + 1))
        step = (Fraction(int(high.p), int(high.q)) - start) / (count + 1)
        return tuple(start + k * step for k in range(count + 1))
    return None
