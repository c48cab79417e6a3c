# pyright: basic
"""Proofs that families of clips are invariant: the parameters of the image are solved for, and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symrelu.errors import ProofFailed
from symrelu.invariance.clip_form import ClipForm, clip_form, composed, simplified_bounds
from symrelu.invariance.deadline import time_left
from symrelu.invariance.layer_calculus import layer_of_clip, same_input
from symrelu.invariance.solve import solve_slots
from symrelu.invariance.standard import (
    affine_map,
    as_image_of_standard,
    mirror_centre,
    mirror_image,
    standardisation,
)
from symrelu.invariance.statement import Statement, conclude
from symrelu.kernel.rules import discharge, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.masses import conclusion
from symrelu.methods.pointwise import composed_map, same_law
from symrelu.methods.search import Hints
from symrelu.model.expression import Map
from symrelu.model.law import Law
from symrelu.model.law_term import map_term
from symrelu.model.scalar import expression
from symrelu.model.source import Base
from symrelu.terms.bridge import to_term
from symrelu.terms.substitution import fresh, replace, substitute
from symrelu.terms.symbols import abs_, min_
from symrelu.terms.term import Term, num, op


@dataclass(frozen=True)
class ClipFamily:
    """A family as clips of one base: `form` in the symbol x; the base is standard or has no parameters.

    `base` is the term of the base as it is written, `standard` that of its standard law, `start` the base
    variable in terms of x, `maps` what is done to it, `kept` the parameters of the base that stay.
    """

    x: sp.Symbol
    base: Term
    standard: Term
    start: Any
    maps: tuple[Map, ...]
    form: ClipForm
    kept: tuple[Any, ...]

    def value(self, u: Term) -> Term:
        """What the family makes of a point of the standard law."""
        value = substitute(to_term(self.start), {to_term(self.x): u})
        for f in self.maps:
            value = op("app", map_term(f), value)
        return value


def clip_family(stated: Statement) -> ClipFamily | None:
    """The family in the form of clips, if its law has one."""
    law = stated.member
    x = sp.Symbol(fresh("x", "R", *stated.parameters, *stated.weights).data, real=True)
    if law.source.symbols():
        if not isinstance(law.source, Base):
            return None
        base, maps = Law(law.source).term(), law.maps
        parts = standardisation(base)
        source = law.source
        start = expression(source.location) + expression(source.scale) * x if parts else x
        standard = parts[2] if parts else base
        kept = _shape_parameters(source) if standard.free else ()
    else:
        count = next((k for k, f in enumerate(law.maps) if f.symbols()), len(law.maps))
        base = Law(law.source, law.maps[:count]).term()
        start, maps, standard, kept = x, law.maps[count:], base, ()
    value = composed(maps, start)
    form = None if value is None else clip_form(value, x)
    if form is None:
        return None
    return ClipFamily(x, base, standard, start, maps, simplified_bounds(form), kept)


def _shape_parameters(source: Base) -> tuple[Any, ...]:
    moved = source.location, source.scale
    names = {s for v in moved for s in expression(v).free_symbols}
    return tuple(
        e for e in map(expression, source.parameters) if e.free_symbols and not e.free_symbols <= names
    )


@dataclass(frozen=True)
class Candidate:
    """Parameters of the image, by cases; in the case `turned` the base is replaced by its mirror image."""

    name: str
    parameters: dict[Any, Any]
    cases: tuple[Term, ...] = ()
    turned: Term | None = None


def candidates(stated: Statement, family: ClipFamily) -> Iterator[Candidate]:
    """Parameters at which the family may take the image."""
    w, b = (sp.Symbol(v.data, real=True) for v in stated.weights)
    image = family.form.after_layer(w, b)
    if image is None:
        return
    for name, form, cases, turned in _forms(stated, family, image, w):
        slots, targets = (*family.form.slots, *family.kept), (*form.slots, *family.kept)
        found = solve_slots(stated.family.parameters, slots, targets)
        if found is not None:
            yield Candidate(name, found, cases, turned)


def _forms(stated: Statement, family: ClipFamily, image: ClipForm, w: Any) -> Iterator[tuple[Any, ...]]:
    yield "the slope is multiplied by the weight", image, (), None
    weight = stated.weights[0]
    centre = mirror_centre(family.standard)
    if centre is not None:
        slope = sp.Piecewise((family.form.slope, sp.Eq(w, 0)), (abs_(w) * family.form.slope, True))
        offset = image.offset if centre == num(0) else image.offset + min_(w, 0) * family.form.slope
        turned = ClipForm(slope, offset, image.low, image.high)
        signs = (weight > 0, weight < 0, op("eq", weight, num(0)))
        yield "the base is its own mirror image", turned, signs, signs[1]
    proper = sp.Lt(image.low, image.high)
    kept = ClipForm(
        sp.Piecewise((image.slope, proper), (0, True)),
        sp.Piecewise((image.offset, proper), (image.low, True)),
        image.low,
        sp.Piecewise((image.high, proper), (image.low + 1, True)),
    )
    apart = op("lt", to_term(image.low), to_term(image.high))
    yield "a constant image has bounds of its own", kept, (apart, op("not", apart)), None


def prove_by_clips(
    stated: Statement, deadline: float, tried: list[str]
) -> tuple[Theorem, dict[Any, Any]] | None:
    """The theorem that the family is invariant, with the parameters of the image."""
    family = clip_family(stated)
    if family is None:
        tried.append("clips (the law is not written as a clip of one base)")
        return None
    found = False
    for candidate in candidates(stated, family):
        found = True
        try:
            theorem = _verify(stated, family, candidate, deadline)
        except ProofFailed as failure:
            tried.append(f"clips, {candidate.name} (left open: {failure.goal})")
        else:
            return theorem, candidate.parameters
    if not found:
        tried.append("clips (no parameters give the image of a member)")
    return None


def _verify(stated: Statement, family: ClipFamily, candidate: Candidate, deadline: float) -> Theorem:
    image = tuple(to_term(candidate.parameters[p]) for p in stated.family.parameters)
    w = stated.weights[0]
    cases: list[tuple[Term, ...]] = [(case,) for case in candidate.cases] or [()]
    inside: list[list[Theorem]] = []
    same: list[Theorem] = []
    for case in cases:
        given = (*stated.domain, *case)
        hints = Hints(signs=(w,)) if candidate.turned is not None else Hints()
        conditions = [
            establish(c, given=given, hints=hints, seconds=time_left(deadline))
            for c in stated.domain_at(image)
        ]
        inside.append(conditions)
        turn = candidate.turned is not None and case == (candidate.turned,)
        same.append(_same_image(stated, family, image, given, tuple(conditions), turn, deadline))
    joined = [_joined(list(parts), cases, stated.domain) for parts in zip(*inside, strict=True)]
    return conclude(stated, image, tuple(joined), _joined(same, cases, stated.domain))


def _joined(parts: list[Theorem], cases: list[Any], domain: tuple[Term, ...]) -> Theorem:
    if len(parts) == 1:
        return parts[0]
    implications = [discharge(part, case[0]) for part, case in zip(parts, cases, strict=True)]
    return establish(parts[0].claim, given=domain, premises=implications)


def _same_image(
    stated: Statement,
    family: ClipFamily,
    image: tuple[Term, ...],
    given: tuple[Term, ...],
    conditions: tuple[Theorem, ...],
    turn: bool,
    deadline: float,
) -> Theorem:
    """push(layer, law(parameters)) = law(image)."""
    goal = op("eq", stated.pushed(), stated.law_at(image))
    here, there = stated.law, stated.law_at(image)
    links: list[Theorem] = []
    standard = family.standard
    if family.base != standard:
        links, here, there = _standardised(stated, family, image, given, conditions)
    source = standard
    if turn:
        mirror = mirror_image(standard)
        source = mirror.claim.args[1]
        links.append(mirror)
    here = replace(here, standard, source)
    pointwise = _at_points(stated, family, image, given, turn, deadline, here)
    left = op("push", stated.layer(*stated.weights), here)
    laws = same_law(left, there, given=given, premises=(pointwise,), seconds=time_left(deadline))
    if laws.claim == goal:
        return laws
    return establish(goal, given=given, premises=(laws, *links), seconds=time_left(deadline))


def _standardised(
    stated: Statement,
    family: ClipFamily,
    image: tuple[Term, ...],
    given: tuple[Term, ...],
    conditions: tuple[Theorem, ...],
) -> tuple[list[Theorem], Term, Term]:
    parts = standardisation(family.base)
    if parts is None:
        raise ProofFailed(repr(family.base), advice="a base law of location and scale")
    member = as_image_of_standard(family.base, stated.domain)
    values = stated.at(image)
    moved = substitute(family.base, values)
    whole = forall(discharge(member, stated.domain[0]) if stated.domain else member, *stated.parameters)
    reached = conclusion(specialise(whole, *image), given=given, premises=conditions)
    law_here = replace(stated.law, family.base, op("push", affine_map(*parts), parts[2]))
    there = stated.law_at(image)
    law_there = replace(there, moved, reached.claim.args[1])
    return [member, reached], law_here, law_there


def _at_points(
    stated: Statement,
    family: ClipFamily,
    image: tuple[Term, ...],
    given: tuple[Term, ...],
    turn: bool,
    deadline: float,
    here: Term,
) -> Theorem:
    """relu(w f(x) + b) = f'(x) at all points x of the base law, f and f' the maps of member and image."""
    w, b = stated.weights
    u = to_term(family.x)
    centre = mirror_centre(family.standard)
    before = centre - u if turn and centre is not None else u
    form = family.form
    here_value = family.value(before)
    slope, offset, low, high = (to_term(v) for v in (form.slope, form.offset, form.low, form.high))
    z = slope * before + offset
    hints = Hints()
    clipped = establish(
        op("eq", here_value, op("clip", z, low, high)), given=given, seconds=time_left(deadline)
    )
    order = establish(low <= high, given=given, seconds=time_left(deadline))
    layer = conclusion(specialise(layer_of_clip(), z, low, high, w, b), premises=(order,))
    pushed = conclusion(
        specialise(same_input(), w, b, here_value, clipped.claim.args[1]), premises=(clipped,)
    )
    there_value = substitute(family.value(u), stated.at(image))
    reached = establish(
        op("eq", layer.claim.args[1], there_value), given=given, hints=hints, seconds=time_left(deadline)
    )
    goal = op("eq", pushed.claim.args[0], there_value)
    theorem = forall(establish(goal, premises=(pushed, layer, reached), seconds=time_left(deadline)), u)
    inner, base = composed_map(family.base) if family.base == family.standard else (None, family.standard)
    if inner is None:
        return theorem
    x = fresh("x", base.sort[1], *stated.parameters, *stated.weights, base)
    return forall(specialise(theorem, inner(x)), x)
