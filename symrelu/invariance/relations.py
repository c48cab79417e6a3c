# pyright: basic
"""Refutations by relations between quantiles: no allowed numbers make the image a clip of the base."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.errors import OutOfTime, ProofFailed, Refused
from symrelu.invariance.atoms import exact_probability
from symrelu.invariance.deadline import time_left
from symrelu.invariance.images import Image, images
from symrelu.invariance.pieces import NoPieces
from symrelu.invariance.preserve import ClipFamily, clip_family
from symrelu.invariance.quantiles import Bounds, Bracket, comparisons, confined, confinement, half_line
from symrelu.invariance.refute import (
    FALSE,
    ORACLE_SECONDS,
    Separator,
    comparison_of_atoms,
    contradiction,
    map_text,
    rounded,
    separator,
)
from symrelu.invariance.standard import affine_map, as_image_of_standard, standardisation
from symrelu.invariance.statement import Statement
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.laws.base import (
    beta_law,
    cauchy,
    exponential,
    gamma_law,
    laplace,
    logistic,
    normal,
    student_t,
    uniform,
)
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import space_point
from symrelu.methods.masses import BASE_HEADS, conclusion
from symrelu.methods.pointwise import same_law
from symrelu.model.law import Law
from symrelu.terms.bridge import to_term
from symrelu.terms.substitution import replace, substitute
from symrelu.terms.term import Term, lam, num, op

_LAWS: Mapping[str, Callable[..., Law]] = MappingProxyType(
    {
        f.__name__: f
        for f in (uniform, normal, exponential, laplace, cauchy, logistic, student_t, gamma_law, beta_law)
    }
)
MOST_IMAGES = 60


@dataclass(frozen=True)
class Confinement:
    """What confines the members of a family of clips: bounds, base, and the slots in the parameters."""

    stated: Statement
    family: ClipFamily
    bounds: Bounds
    rows: tuple[Theorem, ...]
    as_clip: Theorem
    base: Law

    def slots(self, parameters: tuple[Term, ...]) -> tuple[Term, ...]:
        """The slope, the offset and the bounds at a point."""
        return tuple(substitute(to_term(s), self.stated.at(parameters)) for s in self.family.form.slots)

    def formula(self, parameters: tuple[Term, ...], t: Fraction, bracket: Bracket) -> Term:
        """Where a probability with these brackets leaves the parameters."""
        values = dict(zip(self.bounds.variables, self.slots(parameters), strict=True))
        return substitute(confinement(self.bounds, t, bracket), values)


def refute_by_quantiles(
    stated: Statement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant, with a witness."""
    confining = _confinement(stated)
    if confining is None:
        tried.append("relations of quantiles (no clip of a base law)")
        return None
    try:
        masses = separator(stated)
    except (ProofFailed, NoPieces, Refused):
        masses = None
    count = 0
    for image in images(stated, confining.base, deadline):
        count += 1
        if count > MOST_IMAGES:
            break
        if not _impossible(confining, masses, image, deadline):
            continue
        try:
            return _refutation(confining, masses, image, deadline), _witness(confining, image)
        except ProofFailed as failure:
            tried.append(f"relations of quantiles (left open: {failure.goal})"[:300])
    tried.append(f"relations of quantiles ({count} images of members, none impossible for a member)")
    return None


def _confinement(stated: Statement) -> Confinement | None:
    family = clip_family(stated)
    if family is None or family.standard.free or family.standard.head not in BASE_HEADS:
        return None
    numbers = [sp.Rational(a.data.numerator, a.data.denominator) for a in map(canon, family.standard.args)]
    if family.standard.head == "gamma_law":
        numbers[1] = 1 / numbers[1]
    bounds = Bounds(family.form.low is not None, family.form.high is not None)
    rows = comparisons(bounds, family.standard)
    base = _LAWS[family.standard.head](*numbers)
    return Confinement(stated, family, bounds, rows, _as_clip(stated, family, bounds), base)


def _as_clip(stated: Statement, family: ClipFamily, bounds: Bounds) -> Theorem:
    """forall parameters. domain -> law = law of clip(a X + c; l, h) at the slots."""
    u = to_term(family.x)
    slots = tuple(map(to_term, family.form.slots))
    x = space_point(family.standard, *stated.parameters)
    form = substitute(
        bounds.clip(bounds.variables[0] * x + bounds.variables[1]),
        dict(zip(bounds.variables, slots, strict=True)),
    )
    target = op("push", lam(x, form), family.standard)
    here, links = stated.law, []
    if family.base != family.standard:
        parts = standardisation(family.base)
        member = as_image_of_standard(family.base, stated.domain)
        here = replace(here, family.base, op("push", affine_map(*parts), parts[2]))  # type: ignore[misc]
        links.append(member)
    if here == target:
        same = establish(op("eq", here, target))
    else:
        points = forall(
            establish(op("eq", family.value(u), substitute(form, {x: u})), given=stated.domain), u
        )
        same = same_law(here, target, given=stated.domain, premises=(points,))
    theorem = establish(op("eq", stated.law, target), given=stated.domain, premises=(same, *links))
    for condition in stated.domain:
        theorem = discharge(theorem, condition)
    return forall(theorem, *stated.parameters)


def _impossible(confining: Confinement, masses: Separator | None, image: Image, deadline: float) -> bool:
    stated = confining.stated
    given = [
        *stated.domain,
        *(confining.formula(stated.parameters, t, bracket) for t, _, bracket in image.values),
    ]
    if masses is not None:
        given += [masses.formula(stated.parameters, point, num(rounded(m))) for point, m in image.atoms]
    try:
        establish(FALSE, given=given, seconds=min(ORACLE_SECONDS, deadline - time.monotonic()))
    except (ProofFailed, OutOfTime):
        return False
    return True


# ---- the proof -----------------------------------------------------------------------------------


def _refutation(confining: Confinement, masses: Separator | None, image: Image, deadline: float) -> Theorem:
    def compare(law: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        found = [t for value in image.values for t in _confined(confining, names, law, value, body, deadline)]
        for atom in image.atoms if masses is not None else ():
            found += comparison_of_atoms(masses, names, law, atom, body, deadline)  # type: ignore[arg-type]
        return found

    return contradiction(confining.stated, image.member, image.layer, compare, deadline)


def _confined(
    confining: Confinement,
    names: tuple[Term, ...],
    law: Term,
    value: tuple[Fraction, Any, Bracket],
    body: Term,
    deadline: float,
) -> list[Theorem]:
    stated, (t, _, bracket) = confining.stated, value
    y = space_point(law)
    exact = exact_probability(law, lam(y, y <= num(t)))
    mass = canon(exact.claim.args[1])
    member = stated.law_at(names)
    as_clip = conclusion(specialise(confining.as_clip, *names), given=(body,), seconds=time_left(deadline))
    clip = as_clip.claim.args[1]
    moved = establish(
        op("eq", half_line(member, num(t)), mass),
        given=(body,),
        premises=(exact,),
        seconds=time_left(deadline),
    )
    here = establish(
        op("eq", half_line(clip, num(t)), mass), premises=(moved, as_clip), seconds=time_left(deadline)
    )
    rule = confined(confining.bounds, confining.family.standard, confining.rows, t, mass, bracket)
    instance = specialise(rule, *confining.slots(names))
    claim = instance.claim
    while claim.head == "imp":
        claim = claim.args[1]
    return [establish(claim, given=(body,), premises=(instance, here), seconds=time_left(deadline))]


def _witness(confining: Confinement, image: Image) -> InvarianceWitness:
    stated = confining.stated
    shown = [sp.Rational(v.numerator, v.denominator) for v in image.member]
    names = {str(p): v for p, v in zip(stated.family.parameters, shown, strict=True)}
    values = [(sp.Rational(t.numerator, t.denominator), m) for t, m, _ in image.values]
    values_text = ", ".join(f"P(y <= {t}) = {m}" for t, m in values)
    has = [f"P(y = {p}) = {m}" for p, m in image.atoms]
    reason = (
        f"{map_text((image.layer,))} sends the member to a law with {', '.join([values_text, *has])}; "
        "by the quantiles of the base no member has these probabilities"
    )
    functional = ", ".join([*(f"P(y <= {t})" for t, _ in values), *(f"P(y = {p})" for p, _ in image.atoms)])
    return InvarianceWitness(
        names, (image.layer,), reason, functional, tuple(m for _, m in (*values, *image.atoms))
    )
