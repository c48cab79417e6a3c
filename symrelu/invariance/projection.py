# pyright: basic
"""A family on R^d is not invariant if its coordinates are not: one row of a layer acts on one coordinate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from symrelu.errors import ProofFailed
from symrelu.invariance.marginals import marginal, marginal_theorem, projection
from symrelu.invariance.refute import refute_by_atoms, refute_by_scattered_atoms
from symrelu.invariance.relations import refute_by_quantiles
from symrelu.invariance.space_statement import SpaceStatement
from symrelu.invariance.statement import statement
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.pointwise import same_law
from symrelu.methods.sums import unrolled
from symrelu.model.law import Law
from symrelu.model.network import Layer
from symrelu.terms.claim.layers import layer, scalar_layer
from symrelu.terms.sorts import SEQ, N, law
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, lam, num, op, var

_Method = Callable[[Any, float, list[str]], tuple[Theorem, InvarianceWitness] | None]


@dataclass(frozen=True)
class Coordinate:
    """The laws of one coordinate of the members of a family, with its parameters and domain."""

    law: Law
    parameters: tuple[Any, ...]
    given: tuple[Any, ...]


def coordinate_of(stated: SpaceStatement, i: int) -> Coordinate | None:
    """The family of the i-th coordinates; None where they have no law on R in closed form."""
    family = stated.family
    found = marginal(stated.member, i)
    if found is None:
        return None
    return Coordinate(found, family.parameters, (*family.given, *family.required()))


def refute_by_coordinates(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant, by a point mass of one of its coordinates."""
    return _refute(stated, (refute_by_atoms,), deadline, tried)


def refute_by_coordinates_at_length(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The same with scattered members, and with quantiles of the coordinates."""
    return _refute(stated, (refute_by_scattered_atoms, refute_by_quantiles), deadline, tried)


def _refute(
    stated: SpaceStatement, methods: tuple[_Method, ...], deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    seen: set[Any] = set()
    for i in range(1, stated.dim + 1):
        found = coordinate_of(stated, i)
        if found is None or found.law in seen or not found.law.parameters:
            continue
        seen.add(found.law)
        opened = statement(found)  # type: ignore[arg-type]
        for method in methods:
            refuted = method(opened, deadline, tried)
            if refuted is None:
                continue
            same = marginal_theorem(stated.law, i, opened.law, stated.domain)
            theorem, witness = refuted
            return lifted(stated, i, opened.law, same, theorem), lifted_witness(stated.dim, i, witness)
    tried.append(f"coordinates ({len(seen)} laws of coordinates, none refuted)")
    return None


def lifted_witness(d: int, i: int, witness: InvarianceWitness) -> InvarianceWitness:
    """The witness on one coordinate as one on R^d: the layers act on all coordinates alike."""
    layers = tuple(diagonal(d, one) for one in witness.layers)
    functional = witness.functional.replace("(y", f"(y{i}")
    reason = f"in coordinate {i}: {witness.reason.replace('(y', f'(y{i}')}"
    return InvarianceWitness(witness.parameters, layers, reason, functional, witness.values)


def diagonal(d: int, one: Layer) -> Layer:
    """The layer that acts on each of d coordinates like one of width one."""
    rows = [[one.W if j == k else 0 for j in range(d)] for k in range(d)]
    return Layer(rows, [one.b] * d)


def lifted(stated: SpaceStatement, i: int, marginal_law: Term, same: Theorem, refuted: Theorem) -> Theorem:
    """`not Invariant(F, d)` from `not Invariant` of the coordinates of F.

    `same` says that the image of a member under z -> z_i is the law of the coordinate, on the domain.
    """
    invariant = stated.formula
    target = refuted.claim.args[0]
    goal = _goal(stated, target)
    w, b = (fresh(name, "R", *stated.parameters) for name in "wb")
    j, k = fresh("j", N), fresh("k", N)
    rows = lam(k, lam(j, op("ite", op("eq", j, k), w, num(0))))
    here = rules.specialise(assume(invariant), *stated.parameters)
    if stated.domain:
        here = establish(here.claim.args[1], given=stated.domain, premises=(here,))
    existence = rules.specialise(here, rows, lam(k, b))
    names, opened, body = _names(stated, existence, w, b)
    universal = rules.generalise(_closed(same, stated.domain), *stated.parameters)
    there = rules.specialise(universal, *names)
    acts = rules.specialise(row_acts(stated.dim, i), stated.law, w, b)
    instance = instantiate(goal.args[0].args[0], w)
    targets = [instantiate(instance.args[0].args[0], b)]
    for name in names:
        targets.append(instantiate(targets[-1].args[0].args[0], name))
    reached = establish(targets[-1], given=(*stated.domain, body), premises=(same, there, acts))
    for claim, name in zip(reversed(targets[:-1]), reversed(names), strict=True):
        reached = rules.exists(reached, claim, name)
    for before, name in reversed(opened):
        reached = rules.choose(before, reached, name)
    whole = _closed(rules.generalise(reached, w, b), stated.domain)
    whole = rules.generalise(whole, *stated.parameters)
    if whole.claim != target:
        whole = establish(target, premises=(whole,))
    theorem = establish(op("not", invariant), premises=(rules.discharge(whole, invariant), refuted))
    if theorem.claim != op("not", invariant) or theorem.hyps:
        raise ProofFailed(repr(op("not", invariant)), advice="what was proved is another formula")
    return theorem


def _goal(stated: SpaceStatement, target: Term) -> Term:
    """The body of the statement on coordinates at the parameters, behind its domain."""
    for p in stated.parameters:
        target = instantiate(target.args[0].args[0], p)
    return target.args[1] if stated.domain else target


def _closed(theorem: Theorem, domain: tuple[Term, ...]) -> Theorem:
    for condition in domain:
        theorem = rules.discharge(establish(theorem.claim, given=domain, premises=(theorem,)), condition)
    return theorem


def _names(
    stated: SpaceStatement, existence: Theorem, *taken: Term
) -> tuple[tuple[Term, ...], list[tuple[Theorem, Term]], Term]:
    names: list[Term] = []
    opened: list[tuple[Theorem, Term]] = []
    current = existence
    for p in stated.parameters:
        name = fresh(f"{p.data}'", "R", *stated.parameters, *taken, *names)
        opened.append((current, name))
        names.append(name)
        current = assume(instantiate(current.claim.args[0].args[0], name))
    return tuple(names), opened, current.claim


@cache
def row_acts(d: int, i: int) -> Theorem:
    """forall mu w b. the i-th coordinate of mu behind the layer z -> relu(w z + b) is relu(w y + b) of it."""
    mu, w, b, z = var("mu", law(SEQ)), var("w", "R"), var("b", "R"), var("z", SEQ)
    j, k = fresh("j", N), fresh("k", N)
    rows = lam(k, lam(j, op("ite", op("eq", j, k), w, num(0))))
    wide = layer(num(d), rows, lam(k, b))
    total = rules.generalise(unrolled(d, lam(j, rows(num(i))(j) * z(j))), z)
    left = op("push", scalar_layer(w, b), op("push", projection(i), mu))
    right = op("push", projection(i), op("push", wide, mu))
    return rules.generalise(same_law(left, right, premises=(total,)), mu, w, b)
