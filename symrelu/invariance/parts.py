# pyright: basic
"""Proofs of invariance for finite laws and mixtures: every position and every part goes to its image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.invariance.clip_form import ClipForm, clip_form, composed, simplified_bounds
from symrelu.invariance.deadline import time_left
from symrelu.invariance.layer_calculus import layer_of_clip, same_input
from symrelu.invariance.solve import solve_slots
from symrelu.invariance.statement import Statement, conclude
from symrelu.kernel.rules import generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import same_law, same_probability, space_point
from symrelu.methods.masses import conclusion
from symrelu.methods.sums import are_weights, split_by_atoms, split_by_parts
from symrelu.model.law import Law
from symrelu.model.scalar import expression
from symrelu.model.source import Base, Mixture, Point
from symrelu.terms.bridge import to_term
from symrelu.terms.substitution import fresh, substitute
from symrelu.terms.symbols import relu
from symrelu.terms.term import Term, lam, num, op


@dataclass(frozen=True)
class Part:
    """A part of a mixture: its weight, its value in the symbol x, and its clip form unless it is a point."""

    weight: Any
    value: Any
    form: ClipForm | None

    @property
    def slots(self) -> tuple[Any, ...]:
        """The numbers that make the part."""
        return (self.value,) if self.form is None else self.form.slots

    def after_layer(self, w: Any, b: Any) -> tuple[Any, ...] | None:
        """The numbers that make its image."""
        if self.form is None:
            return (relu(w * self.value + b),)
        image = self.form.after_layer(w, b)
        return None if image is None else image.slots


def parts_of(law: Law, x: sp.Symbol) -> tuple[Part, ...] | None:
    """The parts of a law, if each is a point or a clip of a base law without parameters."""
    listed: Sequence[tuple[Any, Law]]
    listed = law.source.parts if isinstance(law.source, Mixture) else ((sp.S.One, Law(law.source)),)
    found: list[Part] = []
    for weight, inner in listed:
        if isinstance(inner.source, Mixture) or (isinstance(inner.source, Base) and inner.source.symbols()):
            return None
        start = expression(inner.source.at) if isinstance(inner.source, Point) else x
        value = composed((*inner.maps, *law.maps), start)
        if value is None:
            return None
        form = None if x not in value.free_symbols else clip_form(value, x)
        if form is None and x in value.free_symbols:
            return None
        share = expression(weight) if not isinstance(weight, sp.Basic) else weight
        found.append(Part(share, value, None if form is None else simplified_bounds(form)))
    return tuple(found)


def prove_by_parts(
    stated: Statement, deadline: float, tried: list[str]
) -> tuple[Theorem, dict[Any, Any]] | None:
    """The theorem that the family is invariant, part by part."""
    law = stated.member
    x = sp.Symbol(fresh("x", "R", *stated.parameters, *stated.weights).data, real=True)
    if isinstance(law.source, Base):
        return None
    parts = parts_of(law, x)
    if parts is None:
        tried.append("part by part (a part is no point and no clip of a base law without parameters)")
        return None
    w, b = (sp.Symbol(v.data, real=True) for v in stated.weights)
    images = [part.after_layer(w, b) for part in parts]
    if any(image is None for image in images):
        tried.append("part by part (the image of a part has another shape)")
        return None
    slots = [s for part in parts for s in (*part.slots, part.weight)]
    targets = [t for part, image in zip(parts, images, strict=True) for t in (*(image or ()), part.weight)]
    found = solve_slots(stated.family.parameters, slots, targets)
    if found is None:
        tried.append("part by part (no parameters give the images of all parts)")
        return None
    image = tuple(to_term(found[p]) for p in stated.family.parameters)
    inside = tuple(
        establish(c, given=stated.domain, seconds=time_left(deadline)) for c in stated.domain_at(image)
    )
    return conclude(stated, image, inside, _same(stated, parts, image, to_term(x), deadline)), found


def _same(
    stated: Statement, parts: tuple[Part, ...], image: tuple[Term, ...], x: Term, deadline: float
) -> Theorem:
    """push(layer, law(parameters)) = law(image), from their distribution functions."""
    left, right = stated.pushed(), stated.law_at(image)
    y = fresh("y", "R", *stated.parameters, *stated.weights, x)
    z = space_point(left, right, y)
    half_line = lam(z, z <= y)
    first, second = (_expanded(law, half_line, stated.domain) for law in (left, right))
    links = [*first.links, *second.links]
    points = [_at_points(stated, part, image, x, deadline) for part in parts]
    for one, two in zip(first.open, second.open, strict=True):
        base, event = one
        links.append(
            same_probability(
                base, event, two[1], given=stated.domain, premises=points, seconds=time_left(deadline)
            )
        )
    goal = op("eq", op("P", left, half_line), op("P", right, half_line))
    theorem = establish(
        goal,
        given=stated.domain,
        premises=(*links, *(p for p in points if p.claim.head == "eq")),
        seconds=time_left(deadline),
    )
    return same_law(left, right, generalise(theorem, y))


@dataclass(frozen=True)
class Expansion:
    """Equations that lead from P(law, event) to events of base laws, and those events."""

    links: tuple[Theorem, ...]
    open: tuple[tuple[Term, Term], ...]


def _expanded(law: Term, event: Term, given: tuple[Term, ...]) -> Expansion:
    if law.head == "push":
        step = schema("push_prob", *law.args, event)
        inner = _expanded(law.args[1], step.claim.args[1].args[1], given)
        return Expansion((step, *inner.links), inner.open)
    if law.head in ("atoms", "mix"):
        count = int(law.args[0].data)
        weights = are_weights(count, law.args[1], given=given)
        if law.head == "atoms":
            return Expansion((split_by_atoms(law, event, weights=weights),), ())
        inner = [_expanded(law.args[2](num(k)), event, given) for k in range(1, count + 1)]
        total = split_by_parts(law, event, weights=weights)
        links = (total, *(link for each in inner for link in each.links))
        return Expansion(links, tuple(pair for each in inner for pair in each.open))
    if law.head == "delta":
        return Expansion((schema("delta_prob", law.args[0], event),), ())
    return Expansion((), ((law, event),))


def _at_points(stated: Statement, part: Part, image: tuple[Term, ...], x: Term, deadline: float) -> Theorem:
    """relu(w f(x) + b) = f'(x) for the map f of a part and that of its image."""
    w, b = stated.weights
    value = to_term(part.value)
    reached = substitute(value, stated.at(image))
    goal = op("eq", op("relu", w * value + b), reached)
    if part.form is None:
        return establish(goal, given=stated.domain, seconds=time_left(deadline))
    slope, offset, low, high = (
        to_term(v) for v in (part.form.slope, part.form.offset, part.form.low, part.form.high)
    )
    z = slope * x + offset
    given = stated.domain
    clipped = establish(op("eq", value, op("clip", z, low, high)), given=given, seconds=time_left(deadline))
    order = establish(low <= high, given=given, seconds=time_left(deadline))
    layer = conclusion(specialise(layer_of_clip(), z, low, high, w, b), premises=(order,))
    pushed = conclusion(specialise(same_input(), w, b, value, clipped.claim.args[1]), premises=(clipped,))
    there = establish(op("eq", layer.claim.args[1], reached), given=given, seconds=time_left(deadline))
    return forall(
        establish(goal, given=given, premises=(pushed, layer, there), seconds=time_left(deadline)), x
    )
