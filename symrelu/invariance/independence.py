# pyright: basic
"""Refutations of families with independent coordinates: a layer copies one coordinate into another."""

from __future__ import annotations

import time
from fractions import Fraction

import sympy as sp

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed
from symrelu.invariance.deadline import time_left
from symrelu.invariance.dichotomy import as_product
from symrelu.invariance.marginals import marginal
from symrelu.invariance.members import law_of_member, layers, members, numerals, shown_member
from symrelu.invariance.plain_images import coordinate_mass, plain_image
from symrelu.invariance.refute import enclosed, map_text
from symrelu.invariance.space_statement import SpaceStatement, contradiction
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.laws.push import push
from symrelu.methods.establish import assume, establish
from symrelu.methods.events import same_probability, space_point, sure
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.methods.search import Hints
from symrelu.methods.sums import unrolled_product
from symrelu.model.network import Layer
from symrelu.model.vector_law import VectorLaw
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, instantiate, lam, num, op


def refute_by_dependence(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant: an image has dependent coordinates."""
    s, t = (fresh(name, R, *stated.parameters) for name in "st")
    theorem = independent(stated.law, s, t, stated.domain)
    for condition in stated.domain:
        theorem = rules.discharge(
            establish(theorem.claim, given=stated.domain, premises=(theorem,)), condition
        )
    universal = rules.generalise(theorem, *stated.parameters, s, t)
    count = 0
    for member in members(stated):
        if time.monotonic() > deadline:
            raise OutOfTime("the search for a layer that leaves the family", 0)
        try:
            law = law_of_member(stated.family, member)
            narrow = marginal(law, 1) if isinstance(law, VectorLaw) else None
        except (InputError, NoClosedForm):
            continue
        for layer in layers() if narrow is not None else ():
            try:
                atoms = push(layer, narrow).atoms()
            except (InputError, NoClosedForm):
                continue
            count += 1
            for point, mass in atoms.items():
                if point.is_Rational and not (mass == 1 or mass == 0):
                    at = Fraction(int(point.p), int(point.q))
                    return _refuted(stated, universal, member, layer, at, mass, deadline)
    tried.append(f"independence ({count} images of coordinates of members, none with an atom)")
    return None


def _refuted(
    stated: SpaceStatement,
    universal: Theorem,
    member: tuple[Fraction, ...],
    layer: Layer,
    t: Fraction,
    mass: sp.Expr,
    deadline: float,
) -> tuple[Theorem, InvarianceWitness]:
    copied = Layer([[layer.W, *[0] * (stated.dim - 1)]] * stated.dim, [layer.b] * stated.dim)
    plain, same = plain_image(stated.law_at(numerals(member)), (copied,))
    law = law_of_member(stated.family, member)
    narrow = marginal(law, 1)  # type: ignore[arg-type]
    exact = [coordinate_mass(plain, i, push(layer, narrow), t) for i in (1, 2)]
    z = fresh("z", SEQ, plain)
    pair = lam(z, op("and", *(op("eq", z(num(i)), num(t)) for i in (1, 2))))
    first = lam(z, op("eq", z(num(1)), num(t)))
    both = _same_on_base(plain, pair, first)

    def compare(image: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        other = stated.law_at(names)
        masses = [op("P", other, event) for event in (pair, first, lam(z, op("eq", z(num(2)), num(t))))]
        value = exact[0].claim.args[1]
        moved = [establish(op("eq", m, value), given=(body,), premises=(same, both, *exact)) for m in masses]
        instance = rules.specialise(universal, *names, num(t), num(t))
        if stated.domain:
            instance = establish(instance.claim.args[1], given=(body,), premises=(instance,))
        squared = establish(
            op("eq", value, value * value),
            given=(body,),
            premises=(*moved, instance),
            seconds=time_left(deadline),
        )
        return [_no_idempotent(value, squared, enclosed(value, mass))]

    theorem = contradiction(stated, member, (copied,), compare, deadline)
    shown = sp.Rational(t.numerator, t.denominator)
    names = shown_member(stated, member)
    reason = (
        f"coordinates 1 and 2 of the image are both {map_text((layer,))[5:]} of coordinate 1, so that "
        f"P(y1 = {shown}), P(y2 = {shown}) and P(y1 = {shown}, y2 = {shown}) are all {mass}; "
        "the coordinates of every member are independent"
    )
    functional = f"P(y1 = {shown}), P(y2 = {shown}), P(y1 = {shown} & y2 = {shown})"
    return theorem, InvarianceWitness(names, (copied,), reason, functional, (mass, mass, mass))


def _no_idempotent(value: Term, squared: Theorem, bounds: list[Theorem]) -> Theorem:
    """0 < v < 1 and v = v^2 contradict each other."""
    v = fresh("v", R, value)
    given = (v > 0, v < 1, op("eq", v, v * v))
    false = establish(op("or"), given=given, hints=Hints(products=((given[0], given[1]),)))
    for formula in given:
        false = rules.discharge(false, formula)
    rule = rules.specialise(rules.generalise(false, v), value)
    inside = establish(op("and", value > 0, value < 1), premises=bounds)
    return establish(op("or"), premises=(rule, squared, inside))


def _same_on_base(law: Term, left: Term, right: Term) -> Theorem:
    """P(law, A) = P(law, C), from all points of the base."""
    (one, base, a), (two, _, c) = on_base(law, left), on_base(law, right)
    middle = same_probability(base, a, c)
    return establish(op("eq", op("P", law, left), op("P", law, right)), premises=(one, middle, two))


def independent(law: Term, s: Term, t: Term, given: tuple[Term, ...]) -> Theorem:
    """P(law, z_1 = s and z_2 = t) = P(law, z_1 = s) P(law, z_2 = t).

    Raises: ProofFailed where the first two coordinates are no functions of two independent numbers.
    """
    g, base = composed_map(law)
    z = space_point(base, law, s, t, *given)
    values = [canon((g(z) if g is not None else z)(num(i))) for i in (1, 2)]
    product, equation = as_product(base)
    numbers = [_number(value, z) for value in values]
    if numbers[0] == numbers[1]:
        raise ProofFailed(repr(law), advice="coordinates that depend on different independent numbers")
    x = fresh("x", R, law, s, t, *given)
    events = [_event(value, z, j, x, goal) for value, j, goal in zip(values, numbers, (s, t), strict=True)]
    point = fresh("z", SEQ, law, s, t, *given)
    sides = [lam(point, op("eq", point(num(i)), goal)) for i, goal in ((1, s), (2, t))]
    pair = lam(point, op("and", *(side(point) for side in sides)))
    links = [
        rectangle(law, pair, product, dict(zip(numbers, events, strict=True)), equation),
        *(
            rectangle(law, side, product, {j: event}, equation)
            for side, j, event in zip(sides, numbers, events, strict=True)
        ),
    ]
    goal = op("eq", op("P", law, pair), op("P", law, sides[0]) * op("P", law, sides[1]))
    rewrites = tuple(link.claim.args for link in links[1:])
    return establish(goal, given=given, premises=links, hints=Hints(rewrites=rewrites))  # type: ignore[arg-type]


def _number(value: Term, z: Term) -> int:
    used = {a.args[1] for a in subterms(value) if a.head == "app" and a.args[0] == z}
    if len(used) != 1 or next(iter(used)).head != "num":
        raise ProofFailed(repr(value), advice="a function of one of several independent numbers")
    return int(used.pop().data)


def _event(value: Term, z: Term, j: int, x: Term, goal: Term) -> Term:
    return lam(x, op("eq", replace(value, z(num(j)), x), goal))


def rectangle(law: Term, event: Term, product: Term, sides: dict[int, Term], equation: Theorem) -> Theorem:
    """P(law, event) as the product of the probabilities of the sides, for an event that is a rectangle.

    `sides` are events of the coordinates by their numbers, `equation` says that the base is the product.
    """
    link, _, here = on_base(law, event)
    d, nu = product.args
    k, x = fresh("k", N, law, event, *sides.values()), fresh("x", R, law, event, *sides.values())
    parts = [op("imp", op("eq", k, num(j)), side(x)) for j, side in sides.items()]
    box = lam(k, lam(x, parts[0] if len(parts) == 1 else op("and", *parts)))
    row = schema("prodlaw_prob", d, nu, box)
    rectangle = row.claim.args[0].args[1]
    total = unrolled_product(int(d.data), row.claim.args[1].args[2])
    factors: list[Theorem] = []
    for j in range(1, int(d.data) + 1):
        factors.append(_factor(nu(num(j)), box(num(j)), sides.get(j)))
    same = same_probability(product, rectangle, here, premises=(_same_event(rectangle, here, sides),))
    value = op("*", *(op("P", nu(num(j)), side) for j, side in sides.items())) if len(sides) > 1 else None
    if value is None:
        ((j, side),) = sides.items()
        value = op("P", nu(num(j)), side)
    goal = op("eq", op("P", law, event), value)
    return establish(goal, premises=(link, equation, same, row, total, *factors))


def _same_event(rectangle: Term, here: Term, sides: dict[int, Term]) -> Theorem:
    """At every point the rectangle says what its sides say."""
    z = fresh("z", SEQ, rectangle, here, *sides.values())
    box, direct = rectangle(z), here(z)
    instances = [rules.specialise(assume(box), num(j)) for j in sides]
    forward = establish(direct, given=(box,), premises=instances)
    k = fresh("k", N, box, direct)
    inner = instantiate(box.args[0].args[0], k)
    backward = rules.generalise(establish(inner, given=(direct,)), k)
    links = (rules.discharge(forward, box), rules.discharge(backward, direct))
    return rules.generalise(establish(op("iff", box, direct), premises=links), z)


def _factor(nu: Term, event: Term, side: Term | None) -> Theorem:
    """The probability of one side of a rectangle: 1 where nothing is asked."""
    return sure(nu, event) if side is None else same_probability(nu, event, side)
