# pyright: basic
"""A family with n real parameters as a family whose parameter is one point of R^n, a sequence.

The theorems about all families speak of one parameter, a sequence theta, its set Omega and the law p(theta).
A family of the user has parameters with names; here is what it says of Omega and p.
"""

from __future__ import annotations

from dataclasses import dataclass

from symrelu.errors import ProofFailed
from symrelu.invariance.space_statement import SpaceStatement
from symrelu.kernel import rules
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.search import Hints
from symrelu.model.vector_term import coordinates
from symrelu.terms.claim import LocallyLipschitz
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, lam, num, op


@dataclass(frozen=True)
class SequenceFamily:
    """Omega and p with p(theta) the law at theta_1, ..., theta_n."""

    stated: SpaceStatement
    omega: Term
    law: Term

    @property
    def count(self) -> int:
        """The number n of parameters."""
        return len(self.stated.parameters)

    @property
    def regularity(self) -> Term:
        """That the family is locally Lipschitz, in the parameters as the user named them."""
        return LocallyLipschitz(self.stated.family, d=self.stated.dim).formula


def sequence_family(stated: SpaceStatement) -> SequenceFamily:
    """The family as one over sequences.

    Raises: ProofFailed where a parameter is no real number.

    >>> from symrelu.invariance.space_statement import space_statement
    >>> from symrelu.laws.base import uniform
    >>> from symrelu.laws.vectors import along
    >>> from symrelu.model.family import Family
    >>> from symrelu.terms.symbols import positive, reals
    >>> a, s = reals("a"), positive("s")
    >>> over = sequence_family(space_statement(Family(along(uniform(0, 1), (a, 0), (0, s)), (a, s))))
    >>> over.omega, over.count
    (lam theta:Seq. 0 < theta(2), 2)
    """
    if any(p.sort != R for p in stated.parameters):
        raise ProofFailed(repr(stated.family), advice="real parameters")
    theta = fresh("theta", SEQ, stated.law, *stated.parameters, *stated.domain)
    point = _entries(theta, len(stated.parameters))
    domain = stated.domain_at(point)
    inside = op("and", *domain) if len(domain) != 1 else domain[0]
    return SequenceFamily(stated, lam(theta, inside), lam(theta, stated.law_at(point)))


def _entries(theta: Term, n: int) -> tuple[Term, ...]:
    return tuple(theta(num(k)) for k in range(1, n + 1))


def _inside(over: SequenceFamily, point: tuple[Term, ...], omega: Term, claim: Term) -> Theorem:
    """What is claimed at the entries of a parameter, from the antecedent of the user's statement there."""
    domain = over.stated.domain_at(point)
    return establish(claim, given=(omega,)) if domain else establish(claim)


def _at(over: SequenceFamily, formula: Term, theta: Term) -> Theorem:
    """A statement of the user's for all parameters, supposed, at the entries of a parameter in Omega."""
    point = _entries(theta, over.count)
    here = rules.specialise(assume(formula), *point)
    if not over.stated.domain:
        return here
    inside = _inside(over, point, over.omega(theta), here.claim.args[0])
    return establish(here.claim.args[1], premises=(here, inside))


def transferred_invariance(over: SequenceFamily, goal: Term) -> Theorem:
    """The user's family is invariant |- goal, the same of Omega and p.

    Raises: ProofFailed.
    """
    stated = over.stated
    theta = fresh("theta", SEQ, goal, stated.formula)
    body = instantiate(goal.args[0].args[0], theta)
    omega, rest = body.args
    names: list[Term] = []
    for name, sort in (("W", ("fun", N, SEQ)), ("b", SEQ)):
        names.append(fresh(name, sort, goal, stated.formula, theta, *names))
        rest = instantiate(rest.args[0].args[0], names[-1])
    existence = rules.specialise(_at(over, stated.formula, theta), *names)
    chosen: list[tuple[Theorem, Term]] = []
    current = existence
    for p in stated.parameters:
        value = fresh(f"{p.data}'", R, goal, stated.formula, *stated.parameters, *[v for _, v in chosen])
        chosen.append((current, value))
        current = assume(instantiate(current.claim.args[0].args[0], value))
    witness = coordinates(tuple(v for _, v in chosen))
    reached = establish(instantiate(rest.args[0].args[0], witness), premises=(current,))
    theorem = rules.exists(reached, rest, witness)
    for before, variable in reversed(chosen):
        theorem = rules.choose(before, theorem, variable)
    return _closed(theorem, (*names,), omega, theta, goal)


def transferred_regularity(over: SequenceFamily, goal: Term) -> Theorem:
    """The user's family is locally Lipschitz |- goal, the same of Omega and p.

    Raises: ProofFailed.
    """
    n = over.count
    theta = fresh("theta", SEQ, goal, over.regularity)
    omega, rest = instantiate(goal.args[0].args[0], theta).args
    existence = _at(over, over.regularity, theta)
    rho = fresh("rho", R, goal, existence.claim)
    constant = fresh("C", R, goal, existence.claim, rho)
    inner = assume(instantiate(existence.claim.args[0].args[0], rho))
    known = assume(instantiate(inner.claim.args[0].args[0], constant))
    bounded = establish(known.claim.args[-1], premises=(known,))
    within = instantiate(rest.args[0].args[0], rho)
    claim = instantiate(within.args[0].args[0], constant)
    first = fresh("theta'", SEQ, goal, over.regularity, theta)
    second = fresh("theta''", SEQ, goal, over.regularity, theta, first)
    pairs = claim.args[-1]
    for variable in (first, second):
        pairs = instantiate(pairs.args[0].args[0], variable)
    pair = rules.specialise(bounded, *_entries(first, n), *_entries(second, n))
    facts = tuple(
        ("dist_ge", (num(n), one, other, num(k)))
        for one, other in ((theta, first), (theta, second), (first, second))
        for k in range(1, n + 1)
    )
    moved = _moved(pairs, pair, facts, constant, known)
    every = rules.generalise(rules.discharge(moved, pairs.args[0]), first, second)
    found = rules.exists(establish(claim, premises=(known, every)), within, constant)
    found = rules.exists(found, rest, rho)
    found = rules.choose(inner_existence(existence, rho), found, constant)
    found = rules.choose(existence, found, rho)
    return _closed(found, (), omega, theta, goal)


def inner_existence(existence: Theorem, rho: Term) -> Theorem:
    """What is supposed of the radius: there is a constant."""
    return assume(instantiate(existence.claim.args[0].args[0], rho))


def _moved(
    pairs: Term, pair: Theorem, facts: tuple[tuple[str, tuple[Term, ...]], ...], c: Term, known: Theorem
) -> Theorem:
    """dP <= C dist(n, theta', theta''), from the same with the largest difference of the parameters."""
    conditions, goal = pairs.args
    near, bound = pair.claim.args
    hints = Hints(facts=facts)
    inside = establish(near, given=(conditions,), hints=hints)
    close = establish(bound, premises=(pair, inside))
    gap, distance = _factor(bound.args[1], c), _factor(goal.args[1], c)
    shorter = establish(gap <= distance, hints=hints)
    x, y = fresh("x", R, c), fresh("y", R, c)
    order = establish(c * x <= c * y, given=(num(0) <= c, x <= y), hints=Hints(products=((c, y - x),)))
    for formula in (x <= y, num(0) <= c):
        order = rules.discharge(order, formula)
    order = rules.specialise(rules.generalise(order, x, y), gap, distance)
    return establish(goal, given=(conditions,), premises=(close, shorter, order, known))


def _factor(product: Term, c: Term) -> Term:
    """The other factor of a product with the constant."""
    (rest,) = (arg for arg in product.args if arg != c)
    return rest


def _closed(theorem: Theorem, names: tuple[Term, ...], omega: Term, theta: Term, goal: Term) -> Theorem:
    """Bind what was fixed, and compare with the goal."""
    if names:
        theorem = rules.generalise(theorem, *names)
    theorem = rules.generalise(rules.discharge(theorem, omega), theta)
    return theorem if theorem.claim == goal else establish(goal, premises=(theorem,))
