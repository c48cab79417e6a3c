"""Propositions: a statement and the script that proves it, kept apart."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from symrelu.errors import InputError, OutOfTime, ProofFailed, SymreluError
from symrelu.kernel.definedness import Obligation, Published, publish, required
from symrelu.kernel.rules import exists
from symrelu.kernel.theorem import Theorem
from symrelu.methods import sums
from symrelu.methods.enclosures import comparisons
from symrelu.methods.establish import establish
from symrelu.methods.witness import find_witness
from symrelu.script.lemma import Lemma
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.term import Term, instantiate, num, op, var


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """A named statement with its source and its script; making one proves nothing."""

    name: str
    title: str
    claim: Any
    uses: tuple[Proposition, ...]
    source: str
    script: Callable[..., Any]
    module: str
    inhabited: tuple[Any, ...] = ()
    figure: Any = None

    @property
    def formula(self) -> Term:
        """The statement as the kernel sees it."""
        return to_term(self.claim)

    @property
    def given(self) -> tuple[Term, ...]:
        """The domains of the statement's symbols: the hypotheses that it declares."""
        return tuple(domains(self.claim))

    @property
    def demands(self) -> tuple[Term, ...]:
        """What must hold lest the statement be vacuous: that its family has a member."""
        return tuple(getattr(self.claim, "demands", ()))

    @property
    def paper(self) -> str:
        """Authors and year of the source."""
        return self.source.split(",")[0].strip()

    @property
    def digest(self) -> str:
        """Changes when the statement, the module or what it uses changes."""
        code = Path(inspect.getsourcefile(self.script) or "").read_bytes()
        parts = [
            self.formula.key,
            *(g.key for g in self.given),
            code,
            *(u.digest.encode() for u in self.uses),
        ]
        return sha256(b"\0".join(parts)).hexdigest()

    def __repr__(self) -> str:
        return f"{self.module}.{self.name}: {self.title}"


def theorem(
    title: str,
    claim: Any,
    *,
    uses: Iterable[Proposition] = (),
    source: str = "",
    inhabited: Iterable[Any] = (),
    figure: Any = None,
) -> Callable[[Callable[..., Any]], Proposition]:
    """Make a proposition of a claim and the function that proves it from the claim and what it uses.

    `inhabited` are values of the family's parameters, as evidence that the family has a member.
    """

    def decorate(script: Callable[..., Any]) -> Proposition:
        module = script.__module__.rpartition(".")[2]
        return Proposition(
            script.__name__, title, claim, tuple(uses), source, script, module, tuple(inhabited), figure
        )

    return decorate


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A proposition with its published theorem and the steps of its proof.

    digest: of the certificate that it was read from; empty where it was found anew.
    """

    proposition: Proposition
    published: Published
    lemma: Lemma
    digest: str = ""

    @property
    def theorem(self) -> Theorem:
        """The theorem of the kernel."""
        return self.published.theorem

    def __repr__(self) -> str:
        return repr(self.published.theorem)

    def _repr_latex_(self) -> str:
        from symrelu.report.latex import sequent

        return f"$\\displaystyle {sequent(self.theorem.given, self.theorem.claim)}$"


def prove(proposition: Proposition, known: dict[Proposition, Result] | None = None) -> Result:
    """Run the script, and publish what it proves: the claim itself, defined wherever it speaks.

    Raises: ProofFailed; InputError, if the script proves something else.
    """
    if type(proposition) is not Proposition:
        raise InputError(
            "prove", type(proposition).__name__, "a proposition", 'prove(library("theorems")[0])'
        )
    table: dict[Proposition, Result] = {} if known is None else known
    for used in proposition.uses:
        if used not in table:
            table[used] = prove(used, table)
    lemmas = [Lemma(table[used].theorem, title=used.title) for used in proposition.uses]
    made = _run(proposition, lemmas)
    lemma, *side = made if isinstance(made, tuple) else (made,)
    if not isinstance(lemma, Lemma) or lemma.claim != proposition.formula:
        found = lemma.claim if isinstance(lemma, Lemma) else type(lemma).__name__
        raise InputError(proposition.name, f"a proof of {found}", f"a proof of {proposition.formula}")
    open_hyps = lemma.theorem.hyps - frozenset(proposition.given)
    if open_hyps:
        raise InputError(
            proposition.name, f"open hypotheses {sorted(map(repr, open_hyps))}", "none left", "split"
        )
    result = Result(proposition, published(proposition, lemma, tuple(s.theorem for s in side)), lemma)
    table[proposition] = result
    return result


def _run(proposition: Proposition, lemmas: list[Lemma]) -> Any:
    """What the script returns; a mistake of the script is a proof that failed."""
    try:
        return proposition.script(proposition.claim, *lemmas)
    except SymreluError:
        raise
    except Exception as error:
        found = f"the script raised {type(error).__name__}: {error}"
        raise InputError(proposition.name, found, "a script that runs") from error


def published(proposition: Proposition, lemma: Lemma, side: tuple[Theorem, ...]) -> Published:
    """The sealed result, with the side theorems that a short search finds for its obligations."""
    given, demands = proposition.given, proposition.demands
    found = list(side)
    for obligation in required(proposition.formula, given, demands):
        allowed = frozenset(given) | frozenset(obligation.context)
        if any(s.claim == obligation.condition and s.hyps <= allowed for s in found):
            continue
        found.append(_discharge(obligation, given, proposition))
    used = [
        s for s in found if any(s.claim == o.condition for o in required(proposition.formula, given, demands))
    ]
    return publish(proposition.title, proposition.formula, given, lemma.theorem, tuple(used), demands)


def _discharge(obligation: Obligation, given: tuple[Term, ...], proposition: Proposition) -> Theorem:
    hyps = (*given, *obligation.context)
    try:
        if obligation.condition.head == "exists":
            values = proposition.inhabited or _member(obligation.condition)
            if values:
                return _inhabit(obligation.condition, values)
        weights = sums.stated_weights(obligation.condition)
        if weights is not None:
            return sums.are_weights(*weights, given=hyps)
        return establish(
            obligation.condition, given=hyps, premises=comparisons(obligation.condition), seconds=5
        )
    except (ProofFailed, OutOfTime) as error:
        raise ProofFailed(
            f"{proposition.name} is defined: {obligation}",
            error.left_open if isinstance(error, ProofFailed) else (),
            "return (proof, side lemma, ...) from the script",
        ) from None


def _member(condition: Term) -> tuple[Any, ...]:
    """Values of the outer variables for which the rest holds; none where small numbers do not serve."""
    variables: list[Term] = []
    while condition.head == "exists":
        function = condition.args[0]
        variables.append(var(f"{function.hint or 'x'}_{len(variables)}", function.data))
        condition = instantiate(function.args[0], variables[-1])
    if not condition.free <= frozenset((v.data, v.sort) for v in variables):
        return ()
    found = find_witness(op("not", condition), (), 1)
    return () if found is None else tuple(num(found.get(v, Fraction(0))) for v in variables)


def _inhabit(condition: Term, values: tuple[Any, ...]) -> Theorem:
    targets: list[tuple[Term, Term]] = []
    for value in map(to_term, values):
        targets.append((condition, value))
        condition = instantiate(condition.args[0].args[0], value)
    theorem = establish(condition, seconds=5)
    for target, value in reversed(targets):
        theorem = exists(theorem, target, value)
    return theorem
