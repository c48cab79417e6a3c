# pyright: basic
"""Base laws with parameters as images of standard ones, and laws that are their own mirror image."""

from __future__ import annotations

from functools import cache

from symrelu.kernel.rules import discharge, generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.events import complement, same_law, same_probability, space_point
from symrelu.methods.masses import conclusion, distribution, inverse_is_positive
from symrelu.methods.search import Hints
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op, var

_LOCATION_SCALE = ("normal", "laplace", "cauchy", "logistic")


def standardisation(base: Term) -> tuple[Term, Term, Term] | None:
    """(location, scale, standard law) with base = law of location + scale Z; None if it has none."""
    zero, one = num(0), num(1)
    if base.head in _LOCATION_SCALE:
        location, scale = base.args
        standard = op(base.head, zero, one)
    elif base.head == "uniform":
        location, scale = base.args[0], base.args[1] - base.args[0]
        standard = op("uniform", zero, one)
    elif base.head == "exponential":
        location, scale, standard = zero, op("inv", base.args[0]), op("exponential", one)
    elif base.head == "gamma_law":
        location, scale, standard = zero, base.args[1], op("gamma_law", base.args[0], one)
    else:
        return None
    return None if base == standard else (location, scale, standard)


def affine_map(location: Term, scale: Term, standard: Term) -> Term:
    """z -> location + scale z."""
    z = space_point(standard, location, scale)
    return lam(z, location + scale * z)


def as_image_of_standard(base: Term, given: tuple[Term, ...]) -> Theorem:
    """base = push(z -> location + scale z, standard law), from the distribution functions."""
    parts = standardisation(base)
    if parts is None:
        return establish(op("eq", base, base))
    location, scale, standard = parts
    rate = scale.args[0] if scale.head == "inv" else op("inv", scale)
    image = op("push", affine_map(*parts), standard)
    y = fresh("y", "R", base, *given)
    reciprocal = _reciprocal(scale, rate, given)
    below = (y - location) * rate
    z = space_point(standard, base, location, scale, y, *given)
    step = schema("push_prob", image.args[0], standard, lam(z, z <= y))
    order = conclusion(
        specialise(order_is_kept(), location, scale, rate, y, z), premises=(reciprocal,), given=given
    )
    same = same_probability(
        standard, step.claim.args[1].args[1], lam(z, z <= below), premises=(forall(order, z),), given=given
    )
    links = (step, same, distribution(standard, below, given=given), distribution(base, y, given=given))
    if scale.head == "inv":
        links = (*links, conclusion(specialise(double_inverse(), rate), given=given))
    left, right = (op("P", law, lam(z, z <= y)) for law in (base, image))
    hints = Hints(signs=(y,), products=((y, rate), (y, scale)))
    every = generalise(
        establish(op("eq", left, right), given=given, premises=(*links, reciprocal), hints=hints), y
    )
    return same_law(base, image, every)


@cache
def order_is_kept() -> Theorem:
    """forall m s r y z. 0 < s and s r = 1 -> (m + s z <= y <-> z <= (y - m) r)."""
    m, s, r, y, z = (var(name, "R") for name in "msryz")
    given = (s > 0, op("eq", s * r, num(1)))
    gap = m + s * z - y
    positive = establish(r > 0, given=given, hints=Hints(signs=(r,), products=((s, r),)))
    claim = op("iff", m + s * z <= y, z <= (y - m) * r)
    hints = Hints(signs=(gap,), products=((gap, r), (given[1],)))
    theorem = establish(claim, given=given, premises=(positive,), hints=hints)
    return generalise(discharge_all(theorem, given), m, s, r, y, z)


@cache
def double_inverse() -> Theorem:
    """forall t. 0 < t -> 1/(1/t) = t."""
    t = var("t", "R")
    r = op("inv", t)
    positive = conclusion(specialise(inverse_is_positive(), t), given=(t > 0,))
    here = establish(op("eq", r * t, num(1)), given=(t > 0,))
    twice = establish(op("eq", r * op("inv", r), num(1)), premises=(positive,))
    theorem = establish(op("eq", op("inv", r), t), premises=(_times(twice, t), _times(here, op("inv", r))))
    return generalise(discharge(theorem, t > 0), t)


def discharge_all(theorem: Theorem, given: tuple[Term, ...]) -> Theorem:
    """The theorem with the hypotheses as one antecedent."""
    for formula in given:
        theorem = discharge(theorem, formula)
    return establish(
        op("imp", op("and", *given), _conclusion(theorem.claim, len(given))), premises=(theorem,)
    )


def _conclusion(claim: Term, count: int) -> Term:
    for _ in range(count):
        claim = claim.args[1]
    return claim


def _reciprocal(scale: Term, rate: Term, given: tuple[Term, ...]) -> Theorem:
    """0 < scale and scale rate = 1."""
    number = rate if scale.head == "inv" else scale
    premises = (specialise(inverse_is_positive(), number),)
    claim = op("and", scale > 0, op("eq", scale * rate, num(1)))
    return establish(claim, given=given, premises=premises, hints=Hints(facts=(("inverse", (number,)),)))


def mirror_centre(base: Term) -> Term | None:
    """The sum z + z' of a point and its mirror image, for a law that is symmetric."""
    if base.head in _LOCATION_SCALE and base.args == (num(0), num(1)):
        return num(0)
    if base == op("uniform", num(0), num(1)):
        return num(1)
    return None


@cache
def mirror_image(base: Term) -> Theorem:
    """base = push(z -> centre - z, base), for a standard law that is symmetric."""
    centre = mirror_centre(base)
    if centre is None:
        return establish(op("eq", base, base))
    z, y = space_point(base), fresh("y", "R", base)
    image = op("push", lam(z, centre - z), base)
    step = schema("push_prob", image.args[0], base, lam(z, z <= y))
    turned = lam(z, op("not", z < centre - y))
    same = same_probability(base, step.claim.args[1].args[1], turned)
    off = complement(base, lam(z, z < centre - y))
    links = (step, same, off, distribution(base, centre - y, left=True), distribution(base, y))
    goal = op("eq", op("P", base, lam(z, z <= y)), op("P", image, lam(z, z <= y)))
    hints = Hints(signs=(y,), facts=(("exp_zero", ()),))
    if base.head == "logistic":
        links = (*links, specialise(logistic_pair(), op("exp", y), op("exp", -y)))
        hints = Hints(facts=(("exp_zero", ()), ("exp", (y,)), ("exp", (-y,)), ("exp_sum", (y, -y))))
    return same_law(base, image, generalise(establish(goal, premises=links, hints=hints), y))


def _times(equation: Theorem, factor: Term) -> Theorem:
    """factor a = factor b, from a = b."""
    c, a, b = (var(name, "R") for name in "cab")
    rule = generalise(
        discharge(establish(op("eq", c * a, c * b), given=(op("eq", a, b),)), op("eq", a, b)), c, a, b
    )
    left, right = equation.claim.args
    return establish(
        op("eq", factor * left, factor * right), premises=(specialise(rule, factor, left, right), equation)
    )


@cache
def logistic_pair() -> Theorem:
    """forall u v. 0 < u and 0 < v and u v = 1 -> 1/(1 + u) + 1/(1 + v) = 1."""
    u, v = var("u", "R"), var("v", "R")
    p, q = op("inv", 1 + u), op("inv", 1 + v)
    given = (u > 0, v > 0, op("eq", u * v, num(1)))
    one = establish(op("eq", (1 + u) * p, num(1)), given=given)
    two = establish(op("eq", (1 + v) * q, num(1)), given=given)
    product = assume(given[2])
    multiplied = (_times(one, q), _times(two, p), _times(two, (1 + u) * p), _times(product, p * q))
    sum_of_both = establish(op("eq", p + q, num(1)), given=given, premises=(one, two, *multiplied))
    return generalise(discharge_all(sum_of_both, given), u, v)
