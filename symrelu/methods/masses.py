"""Distribution functions, point masses and masses of intervals of the base laws, as theorems."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from symrelu.errors import ProofFailed
from symrelu.kernel.rules import generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import PLAIN, establish
from symrelu.methods.events import (
    complement,
    interval,
    never,
    point_mass,
    same_probability,
    space_point,
    sure,
)
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, lam, num, op, var

# The heads of the base laws, and the arguments whose signs decide whether they are laws.
BASE_HEADS = MappingProxyType(
    {
        "uniform": (),
        "normal": (1,),
        "exponential": (0,),
        "laplace": (1,),
        "cauchy": (1,),
        "logistic": (1,),
        "student_t": (0,),
        "gamma_law": (0, 1),
        "beta_law": (0, 1),
    }
)


def conclusion(
    theorem: Theorem,
    *,
    given: Iterable[Term] = (),
    premises: Iterable[Theorem] = (),
    hints: Hints = PLAIN,
    seconds: float = 10,
) -> Theorem:
    """The conclusion of an implication whose antecedents follow from what is given."""
    claim = theorem.claim
    if claim.head != "imp":
        return theorem
    return establish(claim.args[1], given=given, premises=(theorem, *premises), hints=hints, seconds=seconds)


@cache
def inverse_is_positive() -> Theorem:
    """forall t. 0 < t -> 0 < 1/t."""
    t = var("t", "R")
    inverse = op("inv", t)
    claim = op("imp", t > 0, inverse > 0)
    return generalise(establish(claim, hints=Hints(signs=(inverse,), products=((t, inverse),))), t)


def _positive_inverses(base: Term) -> tuple[Theorem, ...]:
    """What says that a scale 1/rate is positive where the rate is."""
    inverted = [base.args[k] for k in BASE_HEADS[base.head] if base.args[k].head == "inv"]
    return tuple(specialise(inverse_is_positive(), u.args[0]) for u in inverted)


def distribution(base: Term, y: Term, *, left: bool = False, given: Iterable[Term] = ()) -> Theorem:
    """P(base, x <= y) = F(y), or P(base, x < y) = F(y-), for a base law whose parameters are given to fit.

    >>> distribution(op("uniform", num(0), num(1)), num(2)).claim
    P(uniform(0, 1), lam x:R. x <= 2) = clip((2 - 0)*inv(1 - 0), 0, 1)
    """
    if base.head not in BASE_HEADS:
        raise ProofFailed(repr(base), advice="a base law")
    rule = schema(f"{base.head}_cdf{'_left' if left else ''}", *base.args, y)
    return conclusion(rule, given=given, premises=_positive_inverses(base))


def no_point_mass(base: Term, y: Term, *, given: Iterable[Term] = ()) -> Theorem:
    """P(base, x = y) = 0: the distribution function of a base law is continuous."""
    given = tuple(given)
    parts = (
        distribution(base, y, given=given),
        distribution(base, y, left=True, given=given),
        point_mass(base, y),
    )
    x = space_point(base, y)
    return establish(op("eq", op("P", base, lam(x, op("eq", x, y))), num(0)), premises=parts)


# ---- events of a base law ------------------------------------------------------------------------


def interval_mass(base: Term, low: Term | None, high: Term | None) -> Theorem:
    """P(base, low <= x <= high) as a number, for numeric ends; None is an infinite end."""
    x = space_point(base)
    if low is None and high is None:
        return sure(base, lam(x, op("and")))
    if low is None:
        return distribution(base, high)  # type: ignore[arg-type]
    if high is None:
        below = distribution(base, low, left=True)
        off = complement(base, lam(x, x < low))
        same = same_probability(base, lam(x, low <= x), lam(x, op("not", x < low)))
        goal = op("eq", op("P", base, lam(x, low <= x)), 1 - below.claim.args[1])
        return establish(goal, premises=(below, off, same))
    parts = interval(base, low, high)
    upto, below = distribution(base, high), distribution(base, low, left=True)
    goal = op("eq", parts.claim.args[1].args[0], upto.claim.args[1] - below.claim.args[1])
    return establish(goal, premises=(parts, upto, below))


def stretch(x: Term, low: Term | None, high: Term | None) -> Term:
    """The event low <= x <= high."""
    if low is None and high is None:
        return op("and")
    if low is None:
        return x <= high  # type: ignore[operator]
    return low <= x if high is None else op("and", low <= x, x <= high)


def union_mass(base: Term, event: Term, stretches: tuple[tuple[Term | None, Term | None], ...]) -> Theorem:
    """P(base, A) as a number, for an event that is a union of disjoint closed intervals with numeric ends."""
    x = space_point(base, event)
    if not stretches:
        return never(base, event)
    union = lam(
        x,
        stretch(x, *stretches[0]) if len(stretches) == 1 else op("or", *(stretch(x, *s) for s in stretches)),
    )
    masses = [interval_mass(base, *s) for s in stretches]
    total = masses[0].claim.args[1] if len(masses) == 1 else op("+", *(m.claim.args[1] for m in masses))
    links = [same_probability(base, event, union), *masses]
    rest = union
    for k, piece in enumerate(stretches[:-1]):
        first, others = lam(x, stretch(x, *piece)), stretches[k + 1 :]
        after = lam(
            x, stretch(x, *others[0]) if len(others) == 1 else op("or", *(stretch(x, *s) for s in others))
        )
        parts = schema("prob_split", base, rest, first)
        links += [
            parts,
            same_probability(base, parts.claim.args[1].args[0].args[1], first),
            same_probability(base, parts.claim.args[1].args[1].args[1], after),
        ]
        rest = after
    return establish(op("eq", op("P", base, event), total), premises=links)
