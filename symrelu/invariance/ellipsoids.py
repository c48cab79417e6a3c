# pyright: basic
"""Refutations of families of uniform laws on ellipsoids: a coordinate is constant, or has no point mass."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import sympy as sp

from symrelu.errors import ProofFailed
from symrelu.invariance.dichotomy import dichotomy
from symrelu.invariance.marginals import coordinate_law
from symrelu.invariance.members import members, numerals, shown_member
from symrelu.invariance.plain_images import plain_image
from symrelu.invariance.projection import diagonal
from symrelu.invariance.space_statement import SpaceStatement, contradiction
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.events import same_probability, smaller_probability, space_point, sure
from symrelu.methods.masses import distribution
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.methods.search import Hints
from symrelu.model.network import Layer
from symrelu.model.vector_source import Ball
from symrelu.terms.sorts import N, R
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, lam, num, op


@dataclass(frozen=True)
class Shadow:
    """The first coordinate of an image of the ball: slope(z) shrink + offset, shrink = 1/sqrt(total)."""

    base: Term
    z: Term
    slope: Term
    offset: Term
    shrink: Term
    total: Term


def shadow(law: Term) -> Shadow:
    """Raises: ProofFailed for what is no affine image of the ball."""
    g, base = composed_map(law)
    z = space_point(base, law)
    body = canon(g(z)(num(1))) if g is not None else z
    found = [t for t in subterms(body) if t.head == "inv" and t.args[0].head == "sqrt"]
    if len(found) != 1:
        raise ProofFailed(repr(body), advice="an affine image of a uniform law on the ball")
    (shrink,) = found
    offset = canon(replace(body, shrink, num(0)))
    slope = canon(replace(body, shrink, num(1)) - offset)
    if canon(body - slope * shrink - offset) != num(0) or (z.data, z.sort) in offset.free:
        raise ProofFailed(repr(body), advice="an affine image of a uniform law on the ball")
    return Shadow(base, z, slope, offset, shrink, shrink.args[0].args[0])


def refute_by_shadows(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant: half of a member is sent to one value of a coordinate."""
    if not isinstance(stated.member.source, Ball):
        return None
    t = fresh("t", R, *stated.parameters)
    universal = zero_or_one(stated.law, t, stated.domain)
    for condition in stated.domain:
        universal = rules.discharge(
            establish(universal.claim, given=stated.domain, premises=(universal,)), condition
        )
    universal = rules.generalise(universal, *stated.parameters, t)
    for member in members(stated):
        here = shadow(stated.law_at(numerals(member))) if _is_round(stated, member) else None
        if here is not None:
            return _refuted(stated, universal, member, here, deadline)
    tried.append("shadows of ellipsoids (no member with a simple first coordinate)")
    return None


def _is_round(stated: SpaceStatement, member: tuple[Fraction, ...]) -> bool:
    """Whether the first coordinate is a positive multiple of one coordinate of the ball, and an offset."""
    try:
        here = shadow(stated.law_at(numerals(member)))
    except ProofFailed:
        return False
    used = {a for a in subterms(here.slope) if a.head == "app" and a.args[0] == here.z}
    if len(used) != 1 or here.offset.head != "num":
        return False
    scale = canon(replace(here.slope, used.pop(), num(1)))
    return scale.head == "num" and scale.data > 0


def zero_or_one(law: Term, t: Term, given: tuple[Term, ...]) -> Theorem:
    """P(law, z_1 = t) is 0 or 1: that z_1 = t is a quadratic equation for the normal numbers."""
    here = shadow(law)
    z, base = here.z, here.base
    gap = t - here.offset
    quadric = lam(z, here.slope * here.slope - gap * gap * here.total)
    cases = dichotomy(base, quadric, num(0), given)
    event = lam(z, op("eq", z(num(1)), t))
    link, _, happens = on_base(law, event)
    hit = op("eq", here.slope * here.shrink, gap)
    on_quadric = forall(rules.discharge(_on_quadric(here, quadric(z), hit, gap), hit), z)
    less = smaller_probability(base, happens, lam(z, op("eq", quadric(z), num(0))), premises=(on_quadric,))
    zero = establish(
        op("eq", op("P", base, happens), num(0)),
        premises=(cases.null, less, cases.equation, rules.schema("prob_range", base, happens)),
    )
    nowhere = op("not", cases.somewhere)
    one = sure(base, happens, given=(nowhere,), premises=(_flat(here, cases.constant, t),))
    goal = op("or", *(op("eq", op("P", law, event), num(k)) for k in (0, 1)))
    return establish(
        goal, premises=(link, rules.discharge(zero, cases.somewhere), rules.discharge(one, nowhere))
    )


def _coordinates(here: Shadow) -> list[Term]:
    return [here.z(num(k)) for k in range(1, int(here.base.args[0].data) + 1)]


def _at_origin(here: Shadow) -> list[Theorem]:
    """total = 0 |- z_k = 0 for all k."""
    origin = op("eq", here.total, num(0))
    found: list[Theorem] = []
    for x in _coordinates(here):
        others = tuple(y for y in _coordinates(here) if y != x)
        hints = Hints(signs=(x,), squares=others, products=((x > 0, x > 0), (x < 0, x < 0)))
        found.append(establish(op("eq", x, num(0)), given=(origin,), hints=hints))
    return found


def _off_origin(here: Shadow) -> Theorem:
    """not total = 0 |- shrink root = 1 and root^2 = total and 0 < shrink."""
    off = op("not", op("eq", here.total, num(0)))
    root = op("sqrt", here.total)
    square = establish(
        op("and", op("eq", root * root, here.total), root >= 0),
        hints=Hints(facts=(("sqrt", (here.total,)),), squares=tuple(_coordinates(here))),
    )
    q, s, r = (fresh(name, R) for name in "qsr")
    given = (op("not", op("eq", q, num(0))), op("eq", s * s, q), s >= 0)
    unequal = establish(op("not", op("eq", s, num(0))), given=given)
    inverse = establish(
        op("eq", op("inv", s) * s, num(1)),
        given=given,
        premises=(unequal,),
        hints=Hints(facts=(("inverse", (s,)),)),
    )
    positive = establish(
        r > 0, given=(op("eq", r * s, num(1)), s >= 0), hints=Hints(signs=(r,), products=((r < 0, s >= 0),))
    )
    for formula in (s >= 0, op("eq", r * s, num(1))):
        positive = rules.discharge(positive, formula)
    above = rules.specialise(rules.generalise(positive, r, s), op("inv", s), s)
    claim = op("and", inverse.claim, op("inv", s) > 0)
    whole = establish(claim, given=given, premises=(inverse, above))
    for formula in reversed(given):
        whole = rules.discharge(whole, formula)
    rule = rules.specialise(rules.generalise(whole, q, s), here.total, root)
    return establish(
        op("and", *square.claim.args, *rule.claim.args[1].args[1].args[1].args),
        given=(off,),
        premises=(rule, square),
    )


@cache
def _squared() -> Theorem:
    """forall l r s q g. l r = g -> r s = 1 -> s^2 = q -> l^2 - g^2 q = 0."""
    l, r, s, q, g = (fresh(name, R) for name in "lrsqg")
    given = (op("eq", l * r, g), op("eq", r * s, num(1)), op("eq", s * s, q))
    known = [assume(f) for f in given]
    links = [_scaled(known[0], s), _scaled(known[1], l)]
    first = establish(op("eq", l, g * s), given=given, premises=links)
    goal = op("eq", l * l - g * g * q, num(0))
    links = [_scaled(first, l), _scaled(first, g * s), _scaled(known[2], g * g)]
    found = establish(goal, given=given, premises=(first, *links))
    for formula in reversed(given):
        found = rules.discharge(found, formula)
    return rules.generalise(found, l, r, s, q, g)


def _scaled(equation: Theorem, factor: Term) -> Theorem:
    """factor a = factor b, from a = b."""
    a, b, c = (fresh(name, R, equation.claim, factor) for name in "abc")
    rule = establish(op("eq", c * a, c * b), given=(op("eq", a, b),))
    rule = rules.generalise(rules.discharge(rule, op("eq", a, b)), a, b, c)
    instance = rules.specialise(rule, *equation.claim.args, factor)
    return establish(instance.claim.args[1], premises=(instance, equation))


def _on_quadric(here: Shadow, quadric: Term, hit: Term, gap: Term) -> Theorem:
    """slope shrink = gap |- slope^2 - gap^2 total = 0, also where the total is 0."""
    origin = op("eq", here.total, num(0))
    goal = op("eq", quadric, num(0))
    slope = establish(op("eq", here.slope, num(0)), premises=_at_origin(here))
    l, q, g = (fresh(name, R) for name in "lqg")
    zero = establish(op("eq", l * l - g * g * q, num(0)), given=(op("eq", l, num(0)), op("eq", q, num(0))))
    for formula in (op("eq", q, num(0)), op("eq", l, num(0))):
        zero = rules.discharge(zero, formula)
    there = rules.specialise(rules.generalise(zero, l, q, g), here.slope, here.total, gap)
    at = establish(goal, given=(origin,), premises=(there, slope))
    root = op("sqrt", here.total)
    rule = rules.specialise(_squared(), here.slope, here.shrink, root, here.total, gap)
    off = establish(goal, given=(hit,), premises=(rule, _off_origin(here)))
    cases = (rules.discharge(at, origin), rules.discharge(off, op("not", origin)))
    return establish(goal, given=(hit,), premises=cases)


def _flat(here: Shadow, constant: Theorem, t: Term) -> Theorem:
    """Where the quadric is the whole space, slope shrink + offset = t everywhere."""
    i = fresh("i", N, here.z, t, here.slope, here.offset)
    last = lam(i, op("ite", op("eq", i, here.base.args[0]), num(1), num(0)))
    gap = t - here.offset
    pinned = rules.specialise(constant, last)
    level = establish(
        op("eq", t, here.offset),
        premises=(pinned,),
        hints=Hints(signs=(gap,), products=((gap > 0, gap > 0), (gap < 0, gap < 0))),
    )
    l, g, q = (fresh(name, R) for name in "lgq")
    given = (op("eq", l * l - g * g * q, num(0)), op("eq", g, num(0)))
    hints = Hints(signs=(l,), products=((l > 0, l > 0), (l < 0, l < 0)), rewrites=((g, num(0)),))
    none = establish(op("eq", l, num(0)), given=given, hints=hints)
    for formula in reversed(given):
        none = rules.discharge(none, formula)
    rule = rules.specialise(rules.generalise(none, l, g, q), here.slope, gap, here.total)
    slope = establish(
        op("eq", here.slope, num(0)), premises=(rule, rules.specialise(constant, here.z), level)
    )
    scaled = _scaled(slope, here.shrink)
    goal = op("eq", here.slope * here.shrink + here.offset, t)
    return forall(establish(goal, premises=(slope, level, scaled)), here.z)


# ---- the proof -------------------------------------------------------------------------------------


def _refuted(
    stated: SpaceStatement,
    universal: Theorem,
    member: tuple[Fraction, ...],
    here: Shadow,
    deadline: float,
) -> tuple[Theorem, InvarianceWitness]:
    layer = diagonal(stated.dim, Layer(1, -sp.Rational(*here.offset.data.as_integer_ratio())))
    plain, same = plain_image(stated.law_at(numerals(member)), (layer,))
    half = _half(plain, here)

    def compare(law: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        there = stated.law_at(names)
        mass = op("P", there, half.claim.args[0].args[1])
        moved = establish(op("eq", mass, half.claim.args[1]), given=(body,), premises=(same, half))
        instance = rules.specialise(universal, *names, num(0))
        if stated.domain:
            instance = establish(instance.claim.args[1], given=(body,), premises=(instance,))
        return [moved, instance]

    theorem = contradiction(stated, member, (layer,), compare, deadline)
    reason = (
        "the layer sends half of the member to points with y1 = 0, so that P(y1 = 0) = 1/2; "
        "a coordinate of a member is constant or has no point mass"
    )
    names = shown_member(stated, member)
    return theorem, InvarianceWitness(names, (layer,), reason, "P(y1 = 0)", (sp.Rational(1, 2),))


def _half(plain: Term, here: Shadow) -> Theorem:
    """P(image, z_1 = 0) = 1/2, since z_1 = 0 where one normal number is at most 0."""
    z = here.z
    x = next(a for a in subterms(here.slope) if a.head == "app" and a.args[0] == z)
    event = lam(z, op("eq", z(num(1)), num(0)))
    link, base, happens = on_base(plain, event)
    below = lam(z, x <= 0)
    origin = op("eq", here.total, num(0))
    claim = op("and", op("imp", x <= 0, x * here.shrink <= 0), op("imp", x > 0, x * here.shrink > 0))
    at = establish(
        claim, given=(origin,), premises=(*_at_origin(here),), hints=Hints(rewrites=((x, num(0)),))
    )
    positive = here.shrink > 0
    hints = Hints(products=((x <= 0, positive), (x > 0, positive)))
    off = establish(claim, premises=(_off_origin(here),), hints=hints)
    cases = (rules.discharge(at, origin), rules.discharge(off, op("not", origin)))
    signs = forall(establish(claim, premises=cases), z)
    same = same_probability(base, happens, below, premises=(signs,))
    row = coordinate_law(base, int(x.args[1].data))
    source = row.claim.args[1]
    y = space_point(source)
    projected = rules.schema("push_prob", row.claim.args[0].args[0], base, lam(y, y <= num(0)))
    mass = distribution(source, num(0))
    goal = op("eq", op("P", plain, event), num(Fraction(1, 2)))
    return establish(goal, premises=(link, same, row, projected, mass))
