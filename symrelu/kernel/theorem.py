"""Theorems: sealed sequents that remember how they were proved and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from typing import Any, NoReturn

from symrelu.errors import Refused
from symrelu.terms.term import Term, has_private

_SEAL = object()


@dataclass(frozen=True, slots=True)
class Axiom:
    """A claim that is taken on trust: a textbook statement (`cited`) or a step of prose (`argued`)."""

    name: str
    kind: str
    source: str
    claim: Term


@dataclass(frozen=True, slots=True)
class Step:
    """The rule, the premises and the evidence from which a theorem was made."""

    rule: str
    premises: tuple[Theorem, ...]
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Theorem:
    """`hyps |- claim`, resting on `axioms`; for all values of the free variables.

    The seal stops accidents. What stops forgery is `replay`, which rebuilds everything from the steps.

    >>> from symrelu.terms.term import op
    >>> Theorem(frozenset(), op("or"), frozenset(), Step("prove", (), ()))
    Traceback (most recent call last):
    symrelu.errors.Refused: theorems are made by the rules of the kernel
    """

    hyps: frozenset[Term]
    claim: Term
    axioms: frozenset[Axiom]
    step: Step
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise Refused("theorems are made by the rules of the kernel")

    def __reduce__(self) -> NoReturn:
        raise Refused("theorems are not pickled; write a certificate")

    def __copy__(self) -> Theorem:
        return self

    def __deepcopy__(self, memo: object) -> Theorem:
        return self

    @property
    def given(self) -> tuple[Term, ...]:
        """The open hypotheses, sorted."""
        return tuple(sorted(self.hyps, key=lambda t: t.key))

    def __repr__(self) -> str:
        given = ", ".join(map(repr, self.given))
        text = f"{given} |- {self.claim}" if given else f"|- {self.claim}"
        kinds = sorted({f"{axiom.kind}: {axiom.name}" for axiom in self.axioms})
        return f"{text}   [{'; '.join(kinds)}]" if kinds else text

    def tree(self) -> str:
        """The derivation, one line per step, each shared step shown once."""
        lines: list[str] = []
        seen: dict[int, int] = {}

        def visit(theorem: Theorem, level: int) -> None:
            known = seen.get(id(theorem))
            if known is not None:
                lines.append(f"{'  ' * level}(step {known})")
                return
            seen[id(theorem)] = len(seen) + 1
            lines.append(f"{'  ' * level}{seen[id(theorem)]}. {theorem!r}   [{theorem.step.rule}]")
            for premise in theorem.step.premises:
                visit(premise, level + 1)

        visit(self, 0)
        return "\n".join(lines)


def seal(hyps: Iterable[Term], claim: Term, own: Iterable[Axiom], step: Step) -> Theorem:
    """The one constructor: unites axioms, checks that the sequent is well formed, its names unambiguous."""
    hypotheses = frozenset(hyps)
    names: dict[str, Any] = {}
    for formula in (claim, *hypotheses):
        if type(formula) is not Term or formula.sort != "B" or formula.loose or has_private(formula):
            raise Refused(f"{step.rule}: a theorem is made of closed formulas")
        for name, sort in formula.free:
            if names.setdefault(name, sort) != sort:
                raise Refused(f"{step.rule}: {name} stands for two variables of different sorts")
    axioms = frozenset(own).union(*(premise.axioms for premise in step.premises))
    claims: dict[str, Axiom] = {}
    for axiom in axioms:
        if claims.setdefault(axiom.name, axiom) != axiom:
            raise Refused(f"axiom {axiom.name} occurs with two claims")
    return Theorem(hypotheses, claim, axioms, step, seal=_SEAL)
