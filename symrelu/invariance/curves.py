# pyright: basic
"""Refutations of families on few lines: hinges bend a member through more places than lines can meet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from symrelu.errors import InputError, NoClosedForm, OutOfTime, ProofFailed, Refused
from symrelu.invariance.collinear import Place
from symrelu.invariance.few_lines import MOST_LINES, lines_of, place_event, too_many_places
from symrelu.invariance.hinges import chain_line, hinge, onto_ray
from symrelu.invariance.marginals import coordinate_law
from symrelu.invariance.members import members, numerals, shown_member
from symrelu.invariance.plain_images import plain_image
from symrelu.invariance.space_statement import SpaceStatement, contradiction
from symrelu.invariance.witness import InvarianceWitness
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import discharge
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.events import same_probability, smaller_probability, space_point
from symrelu.methods.masses import BASE_HEADS, interval_mass
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.methods.valuation import NoValue, value
from symrelu.model.network import Layer
from symrelu.terms.sorts import SEQ, N, R
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, lam, num, op

MOST_MEMBERS = 500
_SIDES = ((1, 0), (-1, 0), (1, 2), (-1, 2))


@dataclass(frozen=True)
class Curve:
    """A law on R^d as that of curve(inner(x)): the curve is a function of a number, x a point of the base."""

    curve: Term
    inner: Term
    base: Term


def curve_of(law: Term) -> Curve:
    """The law as one along a curve.

    Raises: ProofFailed for a law of several independent numbers.
    """
    maps: list[Term] = []
    rest = law
    while rest.head == "push" and rest.sort[1] == SEQ:
        maps.append(rest.args[0])
        rest = rest.args[1]
    if rest.sort[1] == R:
        u = fresh("u", R, law)
        point = u
        for f in reversed(maps):
            point = f(point)
        g, base = composed_map(rest)
        x = space_point(base, rest)
        return Curve(lam(u, point), lam(x, g(x) if g is not None else x), base)
    g, base = composed_map(law)
    z, u = space_point(base, law), fresh("u", R, law)
    if g is None or base.head not in ("iid", "prodlaw"):
        raise ProofFailed(repr(law), advice="a law along a curve")
    values = [canon(g(z)(num(i))) for i in (1, 2)]
    used = {t for v in values for t in subterms(v) if t.head == "app" and t.args[0] == z}
    if len(used) != 1 or next(iter(used)).args[1].head != "num":
        raise ProofFailed(repr(law), advice="a law along a curve")
    (coordinate,) = used
    i = fresh("i", N, law)
    one, two = (replace(v, coordinate, u) for v in values)
    return Curve(lam(u, lam(i, op("ite", op("eq", i, num(1)), one, two))), lam(z, coordinate), base)


def is_bent(stated: SpaceStatement) -> bool:
    """Whether the laws are images of one number under a map with kinks."""
    try:
        form = curve_of(stated.law)
    except ProofFailed:
        return False
    x = space_point(form.base, stated.law)
    return any(
        t.head in ("relu", "abs", "max", "min", "clip") for t in subterms(form.curve(form.inner(x))(num(1)))
    )


def refute_by_lines(
    stated: SpaceStatement, deadline: float, tried: list[str]
) -> tuple[Theorem, InvarianceWitness] | None:
    """The theorem that the family is not invariant: its laws live on few lines, an image on too many."""
    if stated.dim < 2:
        return None
    form = curve_of(stated.law)
    u = fresh("u", R, stated.law)
    count = len(lines_of(form.curve(u)(num(1)), form.curve(u)(num(2)), u))
    if count > MOST_LINES:
        tried.append(f"{count} lines (of at most {MOST_LINES} that are tried)")
        return None
    tries = 0
    for member in members(stated, most=MOST_MEMBERS):
        for image in _images(stated, member, 2 * count + 1):
            if time.monotonic() > deadline:
                raise OutOfTime("the search for a layer that leaves the family", 0)
            tries += 1
            try:
                return _refuted(stated, member, image, deadline)
            except (ProofFailed, Refused) as error:
                tried.append(f"lines at {member} ({' '.join(str(error).split())[:160]})")
                if tries > 3:
                    return None
    tried.append(f"{count} lines ({tries} members bent, none through {2 * count + 1} places)")
    return None


@dataclass(frozen=True)
class _Image:
    """The layers, the places that the image meets, and intervals of the base that are sent there."""

    layers: tuple[Layer, ...]
    places: tuple[Place, ...]
    intervals: tuple[tuple[Fraction, Fraction], ...]


def _images(stated: SpaceStatement, member: tuple[Fraction, ...], count: int) -> Iterator[_Image]:
    """The member laid on a ray, then bent by hinges."""
    try:
        form = curve_of(stated.law_at(numerals(member)))
        for low, high in _ends(form):
            grid = [low + (high - low) * Fraction(k + 1, 2 * count + 1) for k in range(2 * count)]
            values = [_first(form, x) for x in grid]
            for sign, shift in _SIDES:
                heights = [max(Fraction(0), sign * v + shift) for v in values]
                if all(one < two for one, two in pairwise(heights)):
                    yield _bent(stated.dim, grid, heights, sign, shift)
    except (ProofFailed, InputError, NoClosedForm, NoValue):
        return


def _bent(d: int, grid: list[Fraction], heights: list[Fraction], sign: int, shift: int) -> _Image:
    """Two places on each stretch of a chain of unit bends, one on the last."""
    pairs = [(heights[k], heights[k + 1]) for k in range(0, len(heights), 2)]
    bends = [(pairs[k][1] + pairs[k + 1][0]) / 2 for k in range(1, len(pairs) - 1, 2)]
    places = tuple(Place(low, high, *chain_line(bends, low)) for low, high in pairs)
    ray = onto_ray(d, [sign, *[0] * (d - 1)], shift)
    intervals = tuple((grid[k], grid[k + 1]) for k in range(0, len(grid), 2))
    return _Image((ray, *(hinge(d, 1, q) for q in bends)), places, intervals)


def _first(form: Curve, x: Fraction) -> Fraction:
    """The first coordinate of the curve at a point of the base."""
    here = num(x)
    if form.base.sort[1] == SEQ:
        j = fresh("j", N)
        inside = form.inner(lam(j, here))
    else:
        inside = form.inner(here)
    found = value(form.curve(inside)(num(1)), {})
    if not isinstance(found, Fraction):
        raise NoValue(str(form.curve))
    return found


def _source(form: Curve) -> tuple[Term, int]:
    """The law on R of the number that the curve depends on, and the number of its coordinate, 0 on R."""
    if form.base.sort[1] == R:
        return form.base, 0
    z = space_point(form.base)
    j = int(form.inner(z).args[1].data)
    return canon(coordinate_law(form.base, j).claim.args[1]), j


def _ends(form: Curve) -> list[tuple[Fraction, Fraction]]:
    """Intervals with rational ends on which the base has a positive density."""
    base, _ = _source(form)
    if base.head not in BASE_HEADS or any(a.head != "num" for a in map(canon, base.args)):
        raise ProofFailed(repr(base), advice="a base law with numbers")
    unit = (Fraction(0), Fraction(1))
    if base.head == "uniform":
        low, high = (canon(a).data for a in base.args)
        return [(low, high)]
    if base.head in ("exponential", "gamma_law", "beta_law"):
        return [unit]
    return [unit, (Fraction(-1), Fraction(0)), (Fraction(-1), Fraction(1))]


# ---- the proof -------------------------------------------------------------------------------------


def _refuted(
    stated: SpaceStatement, member: tuple[Fraction, ...], image: _Image, deadline: float
) -> tuple[Theorem, InvarianceWitness]:
    start = stated.law_at(numerals(member))
    plain, same = plain_image(start, image.layers)
    form = curve_of(start)
    positive = [
        _positive(plain, place, form, interval)
        for place, interval in zip(image.places, image.intervals, strict=True)
    ]

    def compare(law: Term, names: tuple[Term, ...], body: Term) -> list[Theorem]:
        there = stated.law_at(names)
        curve = curve_of(there)
        false = too_many_places(there, curve.curve, curve.inner, image.places)
        for place, known in zip(image.places, positive, strict=True):
            claim = num(0) < op("P", there, place_event(there, place))
            moved = establish(claim, given=(body,), premises=(known, same))
            false = establish(op("or"), premises=(discharge(false, claim), moved))
        return [false]

    theorem = contradiction(stated, member, image.layers, compare, deadline)
    count = len(image.places)
    lines = f"{(count - 1) // 2} line{'s' if count > 3 else ''}"
    reason = (
        f"every member lies on at most {lines}; the image of this one "
        f"has mass in {count} places of which no three lie on a line"
    )
    events = [_shown(place) for place in image.places]
    functional = ", ".join(f"0 < P({text})" for text in events)
    return theorem, InvarianceWitness(shown_member(stated, member), image.layers, reason, functional)


def _shown(place: Place) -> str:
    line = "0" if place.slope == place.offset == 0 else f"{place.offset} + {place.slope}*y1"
    return f"{place.low} <= y1 <= {place.high}, y2 = {line}"


def _positive(plain: Term, place: Place, form: Curve, interval: tuple[Fraction, Fraction]) -> Theorem:
    """0 < P(image, place), since an interval of the base is sent there."""
    event = place_event(plain, place)
    link, base, happens = on_base(plain, event)
    x = space_point(base, happens)
    source, j = _source(form)
    number = x(num(j)) if j else x
    low, high = map(num, interval)
    inside = lam(x, op("and", low <= number, number <= high))
    less = smaller_probability(base, inside, happens)
    links: list[Theorem] = [link, less]
    if j:
        y = space_point(source)
        row = coordinate_law(base, j)
        projected = rules.schema(
            "push_prob", row.claim.args[0].args[0], base, lam(y, op("and", low <= y, y <= high))
        )
        links += [row, projected, same_probability(base, projected.claim.args[1].args[1], inside)]
    mass = interval_mass(source, low, high)
    exact = canon(mass.claim.args[1])
    above = (
        establish(num(0) < exact) if exact.head == "num" else rules.apply("ball", (), (num(0) < exact, 128))
    )
    return establish(num(0) < op("P", plain, event), premises=(*links, mass, above))
