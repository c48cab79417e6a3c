# pyright: basic
"""The verdict of the impossibility theorem on a given family: it has too few parameters for its support.

A locally Lipschitz invariant family on R^d, d >= 2, has at least N d parameters if a member has N support
points, and at least d. The theorem is proved for an abstract family; here it is read at the user's.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.decide import decide_invariance as decide_directly
from symrelu.invariance.hinge_certificate import DECLARED, hinge_certificate
from symrelu.invariance.indices import up_to
from symrelu.invariance.local_lipschitz import prove_locally_lipschitz
from symrelu.invariance.members import members, numerals, shown_member
from symrelu.invariance.sequence_family import (
    SequenceFamily,
    sequence_family,
    transferred_invariance,
    transferred_regularity,
)
from symrelu.invariance.slabs import Slabs, slabs_with_mass
from symrelu.invariance.space_statement import SpaceStatement, space_statement
from symrelu.invariance.witness import CountWitness
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import at, establish
from symrelu.model.family import Family
from symrelu.model.network import Layer
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_term import coordinates
from symrelu.script.stored_theorems import stored_theorem
from symrelu.terms.claim import NotInvariant
from symrelu.terms.sorts import N
from symrelu.terms.substitution import fresh, substitute, unused
from symrelu.terms.term import Term, instantiate, num, op, var
from symrelu.terms.verdict import Refuted, Unknown, Verdict

PROVED = "proved locally Lipschitz"
SLABS, DIMENSION = "slabs.slabs_need_parameters", "sharp_count.dimension_needs_parameters"
SHARE, MOST_MEMBERS = 0.6, 200
FALSE = op("or")


def decide_invariance(family: Family, seconds: float = 60, *, locally_lipschitz: bool = False) -> Verdict:
    """Whether every layer sends every law of the family to a law of the family.

    For laws on R the layers are those of width one, for laws on R^d all x -> relu(W x + b) of R^d.
    Proved with the theorem `Invariant(family)` and a parameter map in the parameters and the weights;
    refuted with the theorem `NotInvariant(family)` and a member, layers and what tells their image from every
    member; unknown with what was tried.

    On R^d, d >= 2, a locally Lipschitz family with fewer than N d parameters and a member of N support points
    is refuted by the impossibility theorem, which rests on one cited statement. The kernel is asked to prove
    that it is locally Lipschitz. Where it cannot, `locally_lipschitz` declares it: then it stays a hypothesis
    of the theorem, and `verdict.witness.regularity` says so.

    >>> from symrelu.laws.base import normal
    >>> from symrelu.terms.symbols import positive, reals
    >>> mu, sigma = reals("mu"), positive("sigma")
    >>> verdict = decide_invariance(Family(normal(mu, sigma), (mu, sigma)))
    >>> verdict.status, verdict.witness.layers, verdict.witness.functional
    ('refuted', (Layer(1, 0),), 'P(y = 0)')
    """
    if type(locally_lipschitz) is not bool:
        raise InputError("locally_lipschitz", repr(locally_lipschitz), "True or False")
    space = isinstance(family, Family) and isinstance(family.law, VectorLaw) and family.law.dim >= 2
    deadline = time.monotonic() + seconds
    verdict = decide_directly(family, seconds * SHARE if space else seconds)
    if not space or not isinstance(verdict, Unknown) or verdict.reason:
        return verdict
    try:
        theorem, witness = refute_by_count(family, deadline, locally_lipschitz)
    except (ProofFailed, NoClosedForm, InputError, Refused, OutOfTime) as error:
        found = " ".join(str(error).split())[:500]
        return Unknown(verdict.goal, (*verdict.tried, f"refute_by_count ({found})"))
    return Refuted(theorem, witness, witness.reason)


def refute_by_count(
    family: Family, deadline: float, locally_lipschitz: bool = False
) -> tuple[Theorem, CountWitness]:
    """`NotInvariant(family)` by the number of parameters, and the member with too large a support.

    The theorem has the hypothesis `LocallyLipschitz(family)` where this is declared and not proved.

    Raises: ProofFailed where the family is neither proved nor declared to be locally Lipschitz, and where no
    member with enough support points was found; OutOfTime.
    """
    stated = space_statement(family)
    if stated.dim < 2:
        raise InputError(
            "family", repr(family)[:80], "a family of laws on R^d, d >= 2", "on R clips are invariant"
        )
    over = sequence_family(stated)
    reading = _reading(over, deadline)
    regular, regularity = _regularity(over, locally_lipschitz)
    theorem = _contradicted(over, reading, regular, deadline)
    return theorem, _witness(over, reading, regularity)


def _regularity(over: SequenceFamily, declared: bool) -> tuple[Theorem | None, str]:
    """The theorem that the family is locally Lipschitz, or nothing where it is declared.

    Raises: ProofFailed where it is neither.
    """
    try:
        return prove_locally_lipschitz(over.stated), PROVED
    except (ProofFailed, Refused) as error:
        if declared:
            return None, DECLARED
        found = " ".join(str(error).split())[:120]
        advice = "locally_lipschitz=True (--locally-lipschitz), if you know that it is"
        raise ProofFailed(f"LocallyLipschitz(family) ({found})", advice=advice) from None


@dataclass(frozen=True)
class _Reading:
    """A member and slabs of its law; no slabs where there are fewer parameters than dimensions."""

    member: tuple[Fraction, ...]
    slabs: Slabs | None


def _reading(over: SequenceFamily, deadline: float) -> _Reading:
    """A member whose support is too large for the number of parameters.

    Raises: ProofFailed, OutOfTime.
    """
    stated, count = over.stated, over.count // over.stated.dim + 1
    for member in members(stated, most=MOST_MEMBERS):
        if over.count < stated.dim:
            return _Reading(member, None)
        if time.monotonic() > deadline:
            raise OutOfTime("the search for a member with many support points", 0)
        try:
            slabs = slabs_with_mass(stated.law_at(numerals(member)), stated.dim, count, deadline)
        except (ProofFailed, Refused):
            continue
        return _Reading(member, slabs)
    raise ProofFailed(f"a member of {stated.family!r} with {count} support points", advice="a larger support")


def _contradicted(
    over: SequenceFamily, reading: _Reading, regular: Theorem | None, deadline: float
) -> Theorem:
    """`not Invariant(family, d)`; that the family is regular stays a hypothesis where it is not proved."""
    slabs = reading.slabs
    general = stored_theorem(DIMENSION if slabs is None else SLABS, deadline)
    sorts = dict(general.claim.free)
    values = {
        "Omega": over.omega,
        "p": over.law,
        "n": num(over.count),
        "d": num(over.stated.dim),
        "theta_0": coordinates(numerals(reading.member)),
    }
    if slabs is not None:
        values |= {
            "N": num(len(slabs.each)),
            "c": num(slabs.coordinate),
            "l": coordinates(tuple(num(s.low) for s in slabs.each)),
            "h": coordinates(tuple(num(s.high) for s in slabs.each)),
        }
    theorem = at(general, {var(name, sorts[name]): value for name, value in values.items()})
    _, local, invariant, inside, *rest = theorem.claim.args[0].args
    known = [transferred_invariance(over, invariant), transferred_regularity(over, local), establish(inside)]
    if slabs is not None:
        known += _slabs_stated(slabs, *rest[-2:])
    false = establish(FALSE, premises=(theorem, *known))
    if regular is not None:
        false = establish(FALSE, premises=(rules.discharge(false, over.regularity), regular))
    claim = NotInvariant(over.stated.family, over.stated.dim).formula
    theorem = establish(claim, premises=(rules.discharge(false, claim.args[0]),))
    allowed = set() if regular is not None else {over.regularity}
    if theorem.claim != claim or not theorem.hyps <= allowed:
        raise ProofFailed(repr(claim), advice="what was proved is another formula")
    return theorem


def _slabs_stated(slabs: Slabs, massive: Term, above: Term) -> list[Theorem]:
    """What the theorem asks of the slabs: each has mass, each lies below the next."""
    found: list[Theorem] = []
    steps = [establish(num(a.high) < num(b.low)) for a, b in pairwise(slabs.each)]
    for goal, cases in ((massive, [slab.mass for slab in slabs.each]), (above, steps)):
        k = fresh("k", N, goal)
        claim = instantiate(goal.args[0].args[0], k).args[1]
        each = [
            establish(substitute(claim, {k: num(m)}), premises=(case,))
            for m, case in enumerate(cases, start=1)
        ]
        found.append(establish(goal, premises=(up_to(k, claim, each),)))
    return found


def _witness(over: SequenceFamily, reading: _Reading, regularity: str) -> CountWitness:
    stated, slabs = over.stated, reading.slabs
    shown = shown_member(stated, reading.member)
    if slabs is None:
        need, functional = f"at least {stated.dim} parameters, its dimension", ""
    else:
        c, points = slabs.coordinate, len(slabs.each)
        shown_slabs = [f"0 < P({s.low} <= y{c} <= {s.high})" for s in slabs.each]
        functional = ", ".join(shown_slabs)
        has = f"{points} support points" if points > 1 else "a support point"
        need = (
            f"at least {points * stated.dim} parameters, since a member has {has} in dimension {stated.dim}"
        )
    reason = (
        f"an invariant family that is locally Lipschitz has {need}; this one has {over.count}, "
        f"and is {regularity}"
    )
    return CountWitness(shown, _layers(stated), reason, functional, regularity)


def _layers(stated: SpaceStatement) -> tuple[Layer, ...]:
    """The layers that bend a member of infinite support with free strengths; none where there is none."""
    try:
        found = hinge_certificate(stated.family)
    except (ProofFailed, NoClosedForm, InputError, Refused):
        return ()
    taken = [str(p) for p in stated.family.parameters]
    names = [unused(f"kappa{k}", taken) for k in range(1, found.count + 1)]
    return found.layers([sp.Symbol(name, nonnegative=True) for name in names])
