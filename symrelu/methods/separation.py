"""Non-invariance by separation: one member, one layer, and something that no member can be."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.errors import ProofFailed
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import PLAIN, assume, establish
from symrelu.methods.search import Hints
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, fits, instantiate, op


def separate(
    claim: Term,
    member: Iterable[Term],
    layer: Iterable[Term],
    premises: Iterable[Theorem],
    *,
    hints: Hints = PLAIN,
    seconds: float = 20,
) -> Theorem:
    """`not Invariant(F)`: were F invariant, the pushed member would be the law of some member; it is not.

    `member` are values of the parameters, `layer` values of the weights. A premise that is universal is used
    at the parameters of the member that the pushed law would be; the others as they stand.

    Raises: ProofFailed, if that gives no contradiction.
    """
    if claim.head != "not" or claim.args[0].head != "forall":
        raise ProofFailed(repr(claim), advice="the claim that a family is not invariant")
    lemmas = tuple(premises)
    invariant = claim.args[0]
    existence = _specialised(assume(invariant), (*member, *layer), seconds)
    fixed = [claim, *(p.claim for p in lemmas)]
    chosen: list[tuple[Theorem, Term]] = []
    variables: list[Term] = []
    current = existence
    while current.claim.head == "exists":
        body = current.claim.args[0]
        variable = fresh(body.hint, body.data, *fixed, *variables)
        chosen.append((current, variable))
        variables.append(variable)
        current = assume(instantiate(body.args[0], variable))
    here = [_at(lemma, tuple(variables)) for lemma in lemmas]
    false = establish(op("or"), premises=(current, *here), hints=hints, seconds=seconds)
    for before, variable in reversed(chosen):
        false = rules.choose(before, false, variable)
    return establish(claim, premises=(rules.discharge(false, invariant),))


def _specialised(theorem: Theorem, values: Iterable[Term], seconds: float) -> Theorem:
    """The universal theorem at the values; antecedents that stand between them are proved."""
    for value in values:
        theorem = rules.specialise(_detached(theorem, seconds), value)
    return _detached(theorem, seconds)


def _detached(theorem: Theorem, seconds: float) -> Theorem:
    while theorem.claim.head == "imp":
        fact = establish(theorem.claim.args[0], seconds=seconds)
        theorem = establish(theorem.claim.args[1], premises=(theorem, fact), seconds=seconds)
    return theorem


def _at(lemma: Theorem, variables: tuple[Term, ...]) -> Theorem:
    """A universal lemma at as many of the variables as it binds; others stay as they are."""
    for variable in variables:
        if lemma.claim.head != "forall" or not fits(variable, lemma.claim.args[0].data):
            return lemma
        lemma = rules.specialise(lemma, variable)
    return lemma
