# pyright: basic
"""What it means that a family is invariant, opened up: its parameters, its domain, its law, its images."""

from __future__ import annotations

from dataclasses import dataclass

from symrelu.errors import ProofFailed
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.model.family import Family
from symrelu.model.law import Law
from symrelu.terms.bridge import to_term
from symrelu.terms.claim import Invariant, LayerMap
from symrelu.terms.substitution import fresh, substitute
from symrelu.terms.term import Term, instantiate, op


@dataclass(frozen=True)
class Statement:
    """The formula of `Invariant(family)` and its parts, with variables in place of what it binds.

    `domain` is the antecedent, or nothing if all parameters are allowed.
    """

    family: Family
    formula: Term
    parameters: tuple[Term, ...]
    weights: tuple[Term, Term]
    domain: tuple[Term, ...]
    law: Term

    @property
    def member(self) -> Law:
        """The law of the family in its parameters, a law on R."""
        return self.family.law  # type: ignore[return-value]

    def at(self, values: tuple[Term, ...]) -> dict[Term, Term]:
        """The substitution that puts values in place of the parameters."""
        return dict(zip(self.parameters, values, strict=True))

    def law_at(self, values: tuple[Term, ...]) -> Term:
        """The law of the family at a point."""
        return substitute(self.law, self.at(values))

    def domain_at(self, values: tuple[Term, ...]) -> tuple[Term, ...]:
        """The conditions of the domain at a point, each by itself."""
        found = [substitute(d, self.at(values)) for d in self.domain]
        return tuple(part for d in found for part in (d.args if d.head == "and" else (d,)))

    def layer(self, w: Term, b: Term) -> Term:
        """The map y -> relu(w y + b) as the formula has it."""
        return LayerMap(w, b).term()

    def pushed(self) -> Term:
        """The law of the family behind the layer with the weights as variables."""
        return op("push", self.layer(*self.weights), self.law)


def statement(family: Family) -> Statement:
    """The statement that the family is invariant.

    >>> from symrelu.laws.base import normal
    >>> from symrelu.terms.symbols import positive, reals
    >>> mu, sigma = reals("mu"), positive("sigma")
    >>> opened = statement(Family(normal(mu, sigma), (mu, sigma)))
    >>> opened.domain, opened.law
    ((0 < sigma,), normal(mu, sigma))
    """
    formula = Invariant(family).formula
    parameters = tuple(map(to_term, family.parameters))
    body = formula
    for p in parameters:
        body = instantiate(body.args[0].args[0], p)
    domain: tuple[Term, ...] = ()
    if body.head == "imp":
        domain, body = (body.args[0],), body.args[1]
    w, b = fresh("w", "R", *parameters), fresh("b", "R", *parameters)
    return Statement(family, formula, parameters, (w, b), domain, to_term(family.law))


def conclude(
    stated: Statement, image: tuple[Term, ...], inside: tuple[Theorem, ...], same: Theorem
) -> Theorem:
    """`Invariant(family)` from the parameters of the image, their place in the domain, and equality of laws.

    Raises: ProofFailed if what comes out is another formula.
    """
    goal = stated.formula
    for p in stated.parameters:
        goal = instantiate(goal.args[0].args[0], p)
    if stated.domain:
        goal = goal.args[1]
    for variable in stated.weights:
        goal = instantiate(goal.args[0].args[0], variable)
    targets: list[Term] = []
    for value in image:
        targets.append(goal)
        goal = instantiate(goal.args[0].args[0], value)
    theorem = establish(goal, given=stated.domain, premises=(*inside, same))
    for target, value in zip(reversed(targets), reversed(image), strict=True):
        theorem = rules.exists(theorem, target, value)
    theorem = rules.generalise(theorem, *stated.weights)
    for condition in stated.domain:
        theorem = rules.discharge(theorem, condition)
    theorem = rules.generalise(theorem, *stated.parameters)
    if theorem.claim != stated.formula or theorem.hyps:
        raise ProofFailed(repr(stated.formula), advice="what was proved is another formula")
    return theorem
