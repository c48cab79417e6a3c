# pyright: basic
"""Refutations by an atom of a coordinate that mixes several independent numbers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.coordinate_atoms import coordinate_cases
from symrelu.invariance.marginals import marginal
from symrelu.invariance.members import halving, law_of_member, layers, members, numerals
from symrelu.invariance.pieces import NoPieces
from symrelu.invariance.plain_images import coordinate_mass, plain_image
from symrelu.invariance.projection import diagonal, lifted_witness
from symrelu.invariance.refute import Image, Separator, enclosed, impossible, witness_of_atoms
from symrelu.invariance.space_statement import SpaceStatement, contradiction
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.laws.push import push
from symrelu.methods.establish import establish
from symrelu.model.law import Law
from symrelu.model.vector_law import VectorLaw
from symrelu.terms.sorts import SEQ
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op


def refute_by_free_coordinates(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant, with a member of which one coordinate is simple."""
    for i in range(1, stated.dim + 1):
        try:
            masses = _separator(stated, i)
        except (ProofFailed, NoPieces, Refused) as error:
            tried.append(f"point masses of coordinate {i} ({' '.join(str(error).split())[:160]})")
            continue
        for image, narrow in _images(stated, i, deadline):
            if not impossible(masses, image, deadline):  # type: ignore[arg-type]
                continue
            theorem = _refutation(masses, i, image, narrow, deadline)
            return theorem, lifted_witness(stated.dim, i, witness_of_atoms(masses, image))
        tried.append(f"point masses of coordinate {i} (no image that is impossible for a member)")
    return None


def _separator(stated: SpaceStatement, i: int) -> Separator:
    t = fresh("t", "R", *stated.parameters)
    cases = coordinate_cases(stated.law, i, t, stated.domain)
    theorem = cases.theorem
    for condition in stated.domain:
        theorem = rules.discharge(
            establish(theorem.claim, given=stated.domain, premises=(theorem,)), condition
        )
    return Separator(stated, t, cases, rules.generalise(theorem, *stated.parameters, t))  # type: ignore[arg-type]


def _images(stated: SpaceStatement, i: int, deadline: float) -> Iterator[tuple[Image, Law]]:
    """Members of which the i-th coordinate is a law on R, behind layers of width one, that have atoms."""
    for member in members(stated):
        try:
            law: Any = law_of_member(stated.family, member)
            narrow = marginal(law, i) if isinstance(law, VectorLaw) else None
        except (InputError, NoClosedForm):
            continue
        if narrow is None:
            continue
        for layer in (*layers(), *halving(narrow)):
            if time.monotonic() > deadline:
                raise OutOfTime("the search for a layer that leaves the family", 0)
            try:
                image = push(layer, narrow)
                found = image.atoms()
            except (InputError, NoClosedForm):
                continue
            points = tuple((Fraction(int(p.p), int(p.q)), m) for p, m in found.items() if p.is_Rational)
            if points and not all(m == 1 for _, m in points):
                yield Image(member, (layer,), points), image


def _refutation(masses: Separator, i: int, image: Image, narrow: Law, deadline: float) -> Theorem:
    stated: Any = masses.stated
    wide = [diagonal(stated.dim, layer) for layer in image.layers]
    plain, same = plain_image(stated.law_at(numerals(image.member)), wide)

    def compare(law: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        found: list[Theorem] = []
        for t, expected in image.atoms:
            exact = coordinate_mass(plain, i, narrow, t)
            z = fresh("z", SEQ, law, *names)
            mass = op("P", stated.law_at(names), lam(z, op("eq", z(num(i)), num(t))))
            value = exact.claim.args[1]
            moved = establish(op("eq", mass, value), given=(body,), premises=(same, exact))
            instance = rules.specialise(masses.universal, *names, num(t))
            if stated.domain:
                instance = establish(instance.claim.args[1], given=(body,), premises=(instance,))
            found += [moved, instance, *enclosed(value, expected)]
        return found

    return contradiction(stated, image.member, wide, compare, deadline)
