# pyright: basic
"""What it means that a family of laws on R^d is invariant, opened up, and how it is contradicted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symrelu.errors import ProofFailed
from symrelu.invariance.deadline import time_left
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.model.family import Family
from symrelu.model.network import Layer
from symrelu.model.vector_law import VectorLaw
from symrelu.model.vector_term import coordinates
from symrelu.terms.bridge import to_term
from symrelu.terms.claim import Invariant, LayerMap
from symrelu.terms.sorts import SEQ, N, fun
from symrelu.terms.substitution import fresh, substitute
from symrelu.terms.term import Term, instantiate, lam, num, op

Compare = Callable[[Term, tuple[Term, ...], Term], list[Theorem]]
FALSE = op("or")


@dataclass(frozen=True)
class SpaceStatement:
    """The formula of `Invariant(family, d)` and its parts, with variables in place of what it binds.

    `domain` is the antecedent, or nothing if all parameters are allowed.
    """

    family: Family
    dim: int
    formula: Term
    parameters: tuple[Term, ...]
    domain: tuple[Term, ...]
    law: Term

    @property
    def member(self) -> VectorLaw:
        """The law of the family in its parameters, a law on R^d."""
        return self.family.law  # type: ignore[return-value]

    @property
    def weights(self) -> tuple[Term, Term]:
        """Variables for the matrix and the bias of a layer."""
        return fresh("W", fun(N, SEQ), *self.parameters), fresh("b", SEQ, *self.parameters)

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


def space_statement(family: Family) -> SpaceStatement:
    """The statement that a family of laws on R^d is invariant under all layers of R^d.

    >>> from symrelu.laws.base import normal
    >>> from symrelu.laws.vectors import product
    >>> from symrelu.terms.symbols import positive, reals
    >>> m, s = reals("m"), positive("s")
    >>> opened = space_statement(Family(product(normal(m, s), normal(m, s)), (m, s)))
    >>> opened.dim, opened.domain, opened.law
    (2, (0 < s,), iid(2, normal(m, s)))
    """
    formula = Invariant(family, family.law.dim).formula
    parameters = tuple(map(to_term, family.parameters))
    body = formula
    for p in parameters:
        body = instantiate(body.args[0].args[0], p)
    domain = (body.args[0],) if body.head == "imp" else ()
    return SpaceStatement(family, family.law.dim, formula, parameters, domain, to_term(family.law))


def layer_weights(layer: Layer) -> tuple[Term, Term]:
    """The matrix and the bias of a layer with rational weights, as functions of the indices."""
    rows = [coordinates(tuple(num(_fraction(w)) for w in row)) for row in layer.weights]
    k = fresh("k", N)
    matrix = rows[-1]
    for number in range(len(rows) - 1, 0, -1):
        matrix = _chosen_row(k, number, rows[number - 1], matrix)
    return lam(k, matrix), coordinates(tuple(num(_fraction(b)) for b in layer.bias))


def _chosen_row(k: Term, number: int, row: Term, rest: Term) -> Term:
    j = fresh("j", N, k)
    return lam(j, op("ite", op("eq", k, num(number)), row(j), rest(j)))


def layer_term(layer: Layer) -> Term:
    """The map z -> relu(W z + b) on R^d of a layer with rational weights, as the statement has it."""
    return LayerMap(*layer_weights(layer), len(layer.weights)).term()


def _fraction(value: object) -> Fraction:
    numerator, denominator = str(value).split("/") if "/" in str(value) else (str(value), "1")
    return Fraction(int(numerator), int(denominator))


def contradiction(
    stated: SpaceStatement,
    member: tuple[Fraction, ...],
    layers: Sequence[Layer],
    compare: Compare,
    deadline: float,
) -> Theorem:
    """`not Invariant(family, d)`: suppose it, send the member through the layers, compare with members.

    `compare` makes premises of the image, the parameters that it is said to have, and the hypothesis on them.

    Raises: ProofFailed.
    """
    supposed = assume(stated.formula)
    point: tuple[Term, ...] = tuple(map(num, member))
    image = stated.law_at(point)
    chosen: list[tuple[Theorem, Term]] = []
    known: list[Theorem] = []
    for layer in layers:
        reached = _applied(stated, supposed, point, known)
        existence = rules.specialise(reached, *layer_weights(layer))
        names, body, opened = _chosen(stated, existence, [v for _, v in chosen])
        chosen += opened
        image = op("push", layer_term(layer), image)
        known = [_reached(stated, names, body, image, known, layer)]
        point = names
    false = _absurd(stated, image, point, known, compare, deadline)
    for existence, variable in reversed(chosen):
        false = rules.choose(existence, false, variable)
    theorem = establish(op("not", stated.formula), premises=(rules.discharge(false, stated.formula),))
    if theorem.claim != op("not", stated.formula) or theorem.hyps:
        raise ProofFailed(repr(op("not", stated.formula)), advice="what was proved is another formula")
    return theorem


def _applied(
    stated: SpaceStatement, supposed: Theorem, point: tuple[Term, ...], known: list[Theorem]
) -> Theorem:
    """The supposed invariance at a point of the domain."""
    here = rules.specialise(supposed, *point)
    if not stated.domain:
        return here
    inside = establish(here.claim.args[0], premises=known)
    return establish(here.claim.args[1], premises=(here, inside))


def _chosen(
    stated: SpaceStatement, existence: Theorem, taken: list[Term]
) -> tuple[tuple[Term, ...], Term, list[tuple[Theorem, Term]]]:
    """Names for the parameters of the image, what is said of them, and the existences that they come from."""
    names: list[Term] = []
    opened: list[tuple[Theorem, Term]] = []
    current = existence
    for p in stated.parameters:
        name = fresh(f"{p.data}'", "R", *stated.parameters, *taken, *names)
        opened.append((current, name))
        names.append(name)
        current = assume(instantiate(current.claim.args[0].args[0], name))
    return tuple(names), current.claim, opened


def _reached(
    stated: SpaceStatement,
    names: tuple[Term, ...],
    body: Term,
    image: Term,
    known: list[Theorem],
    layer: Layer,
) -> Theorem:
    """The names lie in the domain, and their law is the image of the member."""
    here = (*stated.domain_at(names), op("eq", image, stated.law_at(names)))
    return establish(here[0] if len(here) == 1 else op("and", *here), given=(body,), premises=known)


def _absurd(
    stated: SpaceStatement,
    image: Term,
    names: tuple[Term, ...],
    known: list[Theorem],
    compare: Compare,
    deadline: float,
) -> Theorem:
    (fact,) = known
    false = establish(
        FALSE,
        given=(fact.claim,),
        premises=compare(image, names, fact.claim),
        seconds=time_left(deadline),
    )
    return establish(FALSE, premises=(rules.discharge(false, fact.claim), fact))
