# pyright: basic
"""Decide whether a family of laws is invariant: on R here, on R^d in `space`."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.parts import prove_by_parts
from symrelu.invariance.preserve import prove_by_clips
from symrelu.invariance.refute import refute_by_atoms, refute_by_scattered_atoms
from symrelu.invariance.relations import refute_by_quantiles
from symrelu.invariance.space import decide_in_space
from symrelu.invariance.statement import Statement, statement
from symrelu.kernel.theorem import Theorem
from symrelu.methods.witness import find_witness
from symrelu.model.family import Family
from symrelu.model.vector_law import VectorLaw
from symrelu.terms.claim import Invariant, NotInvariant
from symrelu.terms.term import Term, instantiate, op, var
from symrelu.terms.verdict import Proved, Refuted, Unknown, Verdict

T = TypeVar("T")
_PROOFS = (prove_by_clips, prove_by_parts)
_REFUTATIONS = (refute_by_atoms, refute_by_quantiles, refute_by_scattered_atoms)


def decide_invariance(family: Family, seconds: float = 60) -> Verdict:
    """Whether every layer sends every law of the family to a law of the family.

    For laws on R the layers are those of width one, for laws on R^d all x -> relu(W x + b) of R^d.
    Proved with the theorem `Invariant(family)` and a parameter map in the parameters and the weights w, b;
    refuted with the theorem `NotInvariant(family)` and a member, layers and what tells their image from every
    member; unknown with what was tried.

    >>> from symrelu.laws.base import normal
    >>> from symrelu.terms.symbols import positive, reals
    >>> mu, sigma = reals("mu"), positive("sigma")
    >>> verdict = decide_invariance(Family(normal(mu, sigma), (mu, sigma)))
    >>> verdict.status, verdict.witness.layers, verdict.witness.functional
    ('refuted', (Layer(1, 0),), 'P(y = 0)')
    """
    if not isinstance(family, Family):
        raise InputError(
            "family", repr(family)[:80], "a family of laws", "Family(normal(mu, sigma), (mu, sigma))"
        )
    if isinstance(family.law, VectorLaw):
        return decide_in_space(family, seconds, _inhabited)
    deadline = time.monotonic() + seconds
    tried: list[str] = []
    try:
        stated = statement(family)
    except Refused as error:
        return Unknown(family, (f"statement ({error})",))
    try:
        return _decided(stated, deadline, tried)
    except OutOfTime:
        return Unknown(Invariant(family), (*tried, f"out of time after {seconds:g} s"))


def _decided(stated: Statement, deadline: float, tried: list[str]) -> Verdict:
    family = stated.family
    if not all(map(_inhabited, Invariant(family).demands)):
        return Unknown(Invariant(family), tuple(tried), "no member of the family was found")
    for method in _PROOFS:
        found = _attempt(method, stated, deadline, tried)
        if found is not None:
            theorem, parameters = found
            _check(theorem, Invariant(family).formula)
            return Proved(theorem, parameters, "by the parameters of the image")
    for method in _REFUTATIONS:
        refuted = _attempt(method, stated, deadline, tried)
        if refuted is not None:
            theorem, witness = refuted
            _check(theorem, NotInvariant(family).formula)
            return Refuted(theorem, witness, witness.reason)
    return Unknown(Invariant(family), tuple(tried))


def _attempt(
    method: Callable[[Statement, float, list[str]], T | None],
    stated: Statement,
    deadline: float,
    tried: list[str],
) -> T | None:
    """What a method finds; None, and why, where it fails."""
    try:
        return method(stated, deadline, tried)
    except (ProofFailed, NoClosedForm, Refused, InputError) as error:
        tried.append(f"{method.__name__} ({_first_line(error)})")
        return None


def _inhabited(demand: Term, seconds: float = 1) -> bool:
    """Whether small numbers, or a model, meet the conditions on the parameters: of nothing all is true."""
    taken: list[Term] = []
    while demand.head == "exists":
        taken.append(var(f"theta_{len(taken)}", demand.args[0].data))
        demand = instantiate(demand.args[0].args[0], taken[-1])
    return find_witness(op("not", demand), (), seconds) is not None


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _check(theorem: Theorem, formula: Term) -> None:
    """Refuse a theorem that is not the claim itself, or that rests on hypotheses or axioms."""
    if theorem.claim != formula or theorem.hyps or theorem.axioms:
        raise ProofFailed(repr(formula), advice="the theorem that was found is another one")
