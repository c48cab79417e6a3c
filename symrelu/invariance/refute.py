# pyright: basic
"""Refutations: a member and a layer whose image has point masses that no member has."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.atoms import Cases, atoms_of, exact_mass
from symrelu.invariance.deadline import time_left
from symrelu.invariance.members import halving, law_of_member, layers, members, numerals
from symrelu.invariance.pieces import NoPieces
from symrelu.invariance.statement import Statement
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.theorem import Theorem
from symrelu.laws.push import push
from symrelu.methods.establish import assume, establish
from symrelu.methods.events import space_point
from symrelu.model.network import Layer
from symrelu.terms.substitution import fresh, substitute
from symrelu.terms.term import Term, instantiate, lam, num, op

Compare = Callable[[Term, tuple[Term, ...], Term], list[Theorem]]
ORACLE_SECONDS = 0.7
FALSE = op("or")


@dataclass(frozen=True)
class Separator:
    """For all parameters in the domain and all t: the cases of P(law, y = t)."""

    stated: Statement
    t: Term
    cases: Cases
    universal: Theorem

    def formula(self, parameters: tuple[Term, ...], point: Fraction, mass: Term) -> Term:
        """One of the cases holds of a number `mass` at a point."""
        values = {**self.stated.at(parameters), self.t: num(point)}
        parts = [substitute(c.formula(mass), values) for c in self.cases.cases]
        return parts[0] if len(parts) == 1 else op("or", *parts)


def separator(stated: Statement) -> Separator:
    """The point masses of all members. Raises: ProofFailed, NoPieces."""
    t = fresh("t", "R", *stated.parameters, *stated.weights)
    cases = atoms_of(stated.law, t, stated.domain)
    theorem = cases.theorem
    for condition in stated.domain:
        theorem = rules.discharge(
            establish(theorem.claim, given=stated.domain, premises=(theorem,)), condition
        )
    return Separator(stated, t, cases, rules.generalise(theorem, *stated.parameters, t))


@dataclass(frozen=True)
class Image:
    """A member behind a layer: the atoms of the image."""

    member: tuple[Fraction, ...]
    layers: tuple[Layer, ...]
    atoms: tuple[tuple[Fraction, Any], ...]


def refute_by_atoms(
    stated: Statement, deadline: float, tried: list[str], scattered: bool = False
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant, with a witness among simple or scattered members."""
    try:
        masses = separator(stated)
    except (ProofFailed, NoPieces, Refused) as error:
        tried.append(f"point masses (no description of those of all members: {error})"[:300])
        return None
    seen: set[Any] = set()
    for image in images(stated, deadline, scattered):
        if image.atoms in seen:
            continue
        seen.add(image.atoms)
        if not impossible(masses, image, deadline):
            continue
        try:
            return refutation(masses, image, deadline), witness_of_atoms(masses, image)
        except ProofFailed as failure:
            tried.append(f"point masses at {image.member} (left open: {failure.goal})"[:300])
    kind = "scattered" if scattered else "simple"
    tried.append(f"point masses ({len(seen)} images of {kind} members, none impossible for a member)")
    return None


def images(stated: Statement, deadline: float, scattered: bool) -> Iterator[Image]:
    """Images of members under single layers that have atoms, point masses last."""
    last: list[Image] = []
    family = stated.family
    for member in members(stated, scattered):
        try:
            law = law_of_member(family, member)
        except (InputError, NoClosedForm):
            continue
        for layer in (*layers(), *halving(law)):
            if time.monotonic() > deadline:
                raise OutOfTime("the search for a layer that leaves the family", 0)
            try:
                found = push(layer, law).atoms()
            except (InputError, NoClosedForm):
                continue
            points = tuple((Fraction(int(p.p), int(p.q)), m) for p, m in found.items() if p.is_Rational)
            image = Image(member, (layer,), points)
            if points and all(m == 1 for _, m in points):
                last.append(image)
            elif points:
                yield image
    yield from last


def impossible(masses: Separator, image: Image, deadline: float) -> bool:
    """Whether no member seems to have these point masses; numbers that are no fractions are rounded."""
    stated = masses.stated
    given: list[Term] = list(stated.domain)
    for point, mass in image.atoms:
        given.append(masses.formula(stated.parameters, point, num(rounded(mass))))
    seconds = min(ORACLE_SECONDS, deadline - time.monotonic())
    try:
        establish(FALSE, given=given, seconds=seconds)
    except (ProofFailed, OutOfTime):
        return False
    return True


def rounded(mass: Any) -> Fraction:
    if mass.is_Rational:
        return Fraction(int(mass.p), int(mass.q))
    return Fraction(str(sp.N(mass, 12)))


# ---- the proof by contradiction ------------------------------------------------------------------


def contradiction(
    stated: Statement, member: tuple[Fraction, ...], layer: Layer, compare: Compare, deadline: float
) -> Theorem:
    """`not Invariant(family)`: suppose it, send the member through the layer, compare with members.

    `compare` makes premises of the image, the parameters that it is said to have, and the hypothesis on them.
    """
    universal = stated.formula
    w, b = num(_fraction(layer.W)), num(_fraction(layer.b))
    point = numerals(member)
    supposed = rules.specialise(assume(universal), *point)
    if stated.domain:
        inside = establish(supposed.claim.args[0])
        supposed = establish(supposed.claim.args[1], premises=(supposed, inside))
    existence = rules.specialise(supposed, w, b)
    names = tuple(fresh(f"{p.data}'", "R", *stated.parameters) for p in stated.parameters)
    formulas, body = [], existence.claim
    for v in names:
        formulas.append(body)
        body = instantiate(body.args[0].args[0], v)
    premises = compare(op("push", stated.layer(w, b), stated.law_at(point)), names, body)
    false = establish(FALSE, given=(body,), premises=premises, seconds=time_left(deadline))
    for v, formula in zip(reversed(names[1:]), reversed(formulas[1:]), strict=True):
        false = rules.choose(assume(formula), false, v)
    false = rules.choose(existence, false, names[0])
    theorem = establish(op("not", universal), premises=(rules.discharge(false, universal),))
    if theorem.claim != op("not", universal) or theorem.hyps:
        raise ProofFailed(repr(op("not", universal)), advice="what was proved is another formula")
    return theorem


def refutation(masses: Separator, image: Image, deadline: float) -> Theorem:
    """`not Invariant(family)`, since no member has the point masses of the image."""

    def compare(law: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        return [
            t for atom in image.atoms for t in comparison_of_atoms(masses, names, law, atom, body, deadline)
        ]

    return contradiction(masses.stated, image.member, image.layers[0], compare, deadline)


def comparison_of_atoms(
    masses: Separator,
    names: tuple[Term, ...],
    law: Term,
    atom: tuple[Fraction, Any],
    body: Term,
    deadline: float,
) -> list[Theorem]:
    """The mass of the image at t, as a mass of the member that it is said to be; what that can be."""
    stated, (t, expected) = masses.stated, atom
    member = stated.law_at(names)
    exact = exact_mass(law, t)
    y = space_point(member)
    mass = op("P", member, lam(y, op("eq", y, num(t))))
    value = canon(exact.claim.args[1])
    moved = establish(op("eq", mass, value), given=(body,), premises=(exact,), seconds=time_left(deadline))
    instance = rules.specialise(masses.universal, *names, num(t))
    possible = instance
    if stated.domain:
        possible = establish(
            instance.claim.args[1], given=(body,), premises=(instance,), seconds=time_left(deadline)
        )
    return [moved, possible, *enclosed(value, expected)]


def enclosed(value: Term, mass: Any) -> list[Theorem]:
    """Fractions on both sides of a number that is none, by balls."""
    if value.head == "num":
        return []
    near, gap = rounded(mass), Fraction(1, 10**9)
    found: list[Theorem] = []
    for claim in (num(near - gap) < value, value < num(near + gap), num(0) < value, value < num(1)):
        try:
            found.append(rules.apply("ball", (), (claim, 128)))
        except Refused:
            continue
    return found


def _fraction(value: Any) -> Fraction:
    number: Any = sp.sympify(value)
    return Fraction(int(number.p), int(number.q))


# ---- what is said --------------------------------------------------------------------------------


def refute_by_scattered_atoms(
    stated: Statement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """Point masses once more, at members whose parameters are scattered."""
    return refute_by_atoms(stated, deadline, tried, scattered=True)


def witness_of_atoms(masses: Separator, image: Image) -> InvarianceWitness:
    """What is shown of a refutation by point masses."""
    stated = masses.stated
    shown = [sp.Rational(v.numerator, v.denominator) for v in image.member]
    names = {str(p): v for p, v in zip(stated.family.parameters, shown, strict=True)}
    atoms = [(sp.Rational(p.numerator, p.denominator), m) for p, m in image.atoms]
    has = " and ".join(f"P(y = {p}) = {m}" for p, m in atoms)
    reason = f"{map_text(image.layers)} sends the member to a law with {has}; {_possible(masses, image)}"
    functional = ", ".join(f"P(y = {p})" for p, _ in atoms)
    return InvarianceWitness(names, image.layers, reason, functional, tuple(m for _, m in atoms))


def map_text(stack: tuple[Layer, ...]) -> str:
    x = sp.Symbol("x", real=True)
    return ", then ".join(f"x -> {layer(x)}" for layer in stack)


def _possible(masses: Separator, image: Image) -> str:
    places: list[str] = []
    point = exact = False
    for case in masses.cases.cases:
        if case.value == num(1):
            point = True
        elif case.value is not None and case.value != num(0) and not case.conditions:
            exact = True
        else:
            places += [_place(c, masses.t) for c in case.conditions if masses.t in (c.args[0], c.args[-1])]
    listed = ", ".join(dict.fromkeys(places))
    if exact:
        return "no member has these masses at these points"
    if listed:
        only = f"a member can have point masses only at {listed}"
        return f"{only}, or is a point mass" if point else only
    if point and all(m == 1 for _, m in image.atoms):
        return "no member is the mass at this point"
    return "every member is a point mass or has no point mass" if point else "no member has a point mass"


def _place(condition: Term, t: Term) -> str:
    if condition.head != "eq":
        return ""
    return f"y = {condition.args[1] if condition.args[0] == t else condition.args[0]}"
