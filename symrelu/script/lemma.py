"""A proved step with the prose of the paper: what `have` returns and what later steps are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symrelu.kernel.rules import specialise
from symrelu.kernel.theorem import Axiom, Theorem
from symrelu.methods.establish import at as instance_at
from symrelu.methods.establish import forall as bind
from symrelu.methods.goals import granted, universal_part
from symrelu.terms.binding import read_as
from symrelu.terms.bridge import to_term
from symrelu.terms.term import Term


@dataclass(frozen=True, slots=True, eq=False)
class Lemma:
    """A theorem of the kernel, the note that a reader gets, and the steps that it was made from.

    The kernel's theorem is what counts; note, method and premises are printed and never parsed.
    """

    theorem: Theorem
    note: str = ""
    method: str = ""
    premises: tuple[Lemma, ...] = ()
    title: str = ""

    @property
    def claim(self) -> Term:
        """What is proved."""
        return self.theorem.claim

    @property
    def given(self) -> tuple[Term, ...]:
        """The hypotheses that are still open."""
        return self.theorem.given

    @property
    def axioms(self) -> frozenset[Axiom]:
        """What the proof takes on trust: cited statements and argued steps."""
        return self.theorem.axioms

    def at(self, values: Mapping[Any, Any]) -> Lemma:
        """The instance at the given values; open hypotheses about the variables become antecedents.

        A function may be given as a Python function.
        """
        table = {(key := to_term(k)): read_as(value, key.sort) for k, value in values.items()}
        return Lemma(instance_at(self.theorem, table), method="instance", premises=(self,))

    def instance(self, *values: Any) -> Lemma:
        """A universal claim at the values, the first for its outermost variable.

        Antecedents become hypotheses; of a conjunction the universal part counts.
        """
        theorem = self.theorem
        for value in values:
            universal = universal_part(granted(theorem))
            claim = universal.claim
            sort = claim.args[0].data if claim.head == "forall" else "R"
            theorem = specialise(universal, read_as(value, sort))
        return Lemma(theorem, method="instance", premises=(self,))

    def forall(self, *variables: Any) -> Lemma:
        """The claim for all values of the variables; open hypotheses about them become antecedents."""
        return Lemma(bind(self.theorem, *map(to_term, variables)), method="for all", premises=(self,))

    def tree(self) -> str:
        """The whole derivation, one line per step of the kernel."""
        return self.theorem.tree()

    def __repr__(self) -> str:
        return repr(self.theorem)

    def _repr_latex_(self) -> str:
        from symrelu.report.latex import sequent

        return f"$\\displaystyle {sequent(self.theorem.given, self.theorem.claim)}$"
