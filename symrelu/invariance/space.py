# pyright: basic
"""Decide whether a family of laws on R^d is invariant under all layers of R^d."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.curves import is_bent, refute_by_lines
from symrelu.invariance.elimination import refute_by_elimination
from symrelu.invariance.ellipsoids import refute_by_shadows
from symrelu.invariance.finite_positions import prove_by_positions
from symrelu.invariance.free_coordinates import refute_by_free_coordinates
from symrelu.invariance.hinge_certificate import hinge_certificate
from symrelu.invariance.independence import refute_by_dependence
from symrelu.invariance.projection import refute_by_coordinates, refute_by_coordinates_at_length
from symrelu.invariance.space_statement import SpaceStatement, space_statement
from symrelu.kernel.theorem import Theorem
from symrelu.model.family import Family
from symrelu.terms.claim import Invariant, NotInvariant
from symrelu.terms.term import Term
from symrelu.terms.verdict import Proved, Refuted, Unknown, Verdict

_REFUTATIONS = (
    refute_by_shadows,
    refute_by_coordinates,
    refute_by_free_coordinates,
    refute_by_dependence,
    refute_by_lines,
    refute_by_coordinates_at_length,
    refute_by_elimination,
)


def decide_in_space(family: Family, seconds: float, inhabited: Callable[[Term], bool]) -> Verdict:
    """Whether every layer of R^d sends every law of the family to a law of the family."""
    deadline = time.monotonic() + seconds
    tried: list[str] = []
    try:
        stated = space_statement(family)
    except Refused as error:
        return Unknown(family, (f"statement ({error})",))
    claim = Invariant(family, stated.dim)
    try:
        if not all(inhabited(d) for d in claim.demands if d.head == "exists"):
            return Unknown(claim, tuple(tried), "no member of the family was found")
        return _decided(stated, deadline, tried)
    except OutOfTime:
        return Unknown(claim, (*tried, f"out of time after {seconds:g} s"))


def _decided(stated: SpaceStatement, deadline: float, tried: list[str]) -> Verdict:
    proved = _attempt(prove_by_positions, stated, deadline, tried)
    if proved is not None:
        theorem, parameters = proved
        _check(theorem, Invariant(stated.family, stated.dim).formula)
        return Proved(theorem, parameters, "by the parameters of the image")
    bent = is_bent(stated)
    for method in sorted(_REFUTATIONS, key=lambda m: not bent or m is not refute_by_lines):
        refuted = _attempt(method, stated, deadline, tried)
        if refuted is not None:
            theorem, witness = refuted
            _check(theorem, NotInvariant(stated.family, stated.dim).formula)
            return Refuted(theorem, witness, witness.reason)
    return Unknown(Invariant(stated.family, stated.dim), (*tried, *_hinges(stated, deadline)))


def _hinges(stated: SpaceStatement, deadline: float) -> tuple[str, ...]:
    """What the impossibility theorem would need, where a member has infinite support."""
    if stated.dim < 2 or time.monotonic() > deadline:
        return ()
    try:
        found = hinge_certificate(stated.family)
    except (ProofFailed, NoClosedForm, InputError, Refused):
        return ()
    needed = (
        "with it the impossibility theorem refutes the family if it is locally Lipschitz in its parameters"
    )
    return (f"{found}; {needed}",)


def _attempt(
    method: Callable[[SpaceStatement, float, list[str]], Any],
    stated: SpaceStatement,
    deadline: float,
    tried: list[str],
) -> Any:
    """What a method finds; None, and why, where it fails."""
    try:
        return method(stated, deadline, tried)
    except (ProofFailed, NoClosedForm, Refused, InputError) as error:
        tried.append(f"{method.__name__} ({' '.join(str(error).split())[:200]})")
        return None


def _check(theorem: Theorem, formula: Term) -> None:
    """Refuse a theorem that is not the claim itself, or that rests on hypotheses or axioms."""
    if theorem.claim != formula or theorem.hyps or theorem.axioms:
        raise ProofFailed(repr(formula), advice="the theorem that was found is another one")
