# pyright: basic
"""Slabs of a coordinate in which a law has mass: the support has at least as many points."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from symrelu.errors import OutOfTime, ProofFailed, Refused
from symrelu.invariance.dichotomy import as_product
from symrelu.invariance.independence import rectangle
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.events import smaller_probability, space_point
from symrelu.methods.masses import BASE_HEADS, interval_mass
from symrelu.methods.pointwise import composed_map, on_base
from symrelu.methods.roots import without_roots
from symrelu.methods.sums import are_weights, split_by_atoms, split_by_parts
from symrelu.methods.valuation import NoValue, value
from symrelu.model.vector_term import coordinates
from symrelu.terms.sorts import R
from symrelu.terms.substitution import fresh, subterms
from symrelu.terms.term import Term, lam, num, op

POINTS, HALVINGS = 12, 10
Box = dict[int, tuple[Fraction, Fraction]]
_RANGES = {"exponential": (0, 3), "gamma_law": (0, 3), "beta_law": (0, 1)}.items()


@dataclass(frozen=True)
class Slab:
    """l <= y_c <= h, with the theorem 0 < P(law, l <= y_c <= h)."""

    low: Fraction
    high: Fraction
    mass: Theorem


@dataclass(frozen=True)
class Slabs:
    """Slabs of one coordinate, each below the next."""

    coordinate: int
    each: tuple[Slab, ...]


def slab_event(law: Term, c: int, low: Fraction, high: Fraction) -> Term:
    """The event l <= y_c <= h, as the theorem about slabs writes it."""
    y = fresh("y", law.sort[1], law)
    return lam(y, op("and", num(low) <= y(num(c)), y(num(c)) <= num(high)))


def slabs_with_mass(law: Term, d: int, count: int, deadline: float) -> Slabs:
    """As many slabs of a coordinate in which a law with numbers has mass, one above the other.

    Raises: ProofFailed where none were found; OutOfTime.

    >>> base = op("uniform", num(0), num(1))
    >>> t = fresh("t", R)
    >>> found = slabs_with_mass(op("push", lam(t, coordinates((t, t))), base), 2, 2, time.monotonic() + 60)
    >>> found.coordinate, len(found.each), found.each[0].mass.hyps
    (1, 2, frozenset())
    """
    plain, roots = without_roots(canon(law))
    same = (establish(op("eq", law, plain), premises=roots),) if plain != law else ()
    for c in range(1, d + 1):
        try:
            each = _slabs(plain, c, count, deadline)
        except (ProofFailed, Refused):
            continue
        if len(each) == count:
            return Slabs(c, tuple(_stated(law, c, slab, same) for slab in each))
    raise ProofFailed(repr(law), advice=f"a coordinate with {count} values about which there is mass")


def _stated(law: Term, c: int, slab: Slab, same: tuple[Theorem, ...]) -> Slab:
    claim = num(0) < op("P", law, slab_event(law, c, slab.low, slab.high))
    return Slab(slab.low, slab.high, establish(claim, premises=(slab.mass, *same)))


def _slabs(law: Term, c: int, count: int, deadline: float) -> list[Slab]:
    _, base = composed_map(law)
    if base.head == "atoms":
        return _of_points(law, base, c, count)
    if base.head == "mix":
        return _of_mixture(law, base, c, count, deadline)
    return _of_boxes(law, base, c, count, deadline)


def _value(law: Term, c: int, point: Term) -> Fraction:
    g, _ = composed_map(law)
    found = value(canon((g(point) if g is not None else point)(num(c))), {})
    if not isinstance(found, Fraction):
        raise NoValue(repr(law))
    return found


# ---- finitely many points --------------------------------------------------------------------------


def _of_points(law: Term, base: Term, c: int, count: int) -> list[Slab]:
    """Slabs that are hyperplanes through the points."""
    n, w, places = base.args
    found: list[Slab] = []
    try:
        heights = {
            _value(law, c, places(num(k)))
            for k in range(1, int(n.data) + 1)
            if value(canon(w(num(k))), {}) > 0
        }
    except NoValue:
        return []
    if len(heights) < count:
        return []
    weights = are_weights(int(n.data), w)
    for height in sorted(heights)[:count]:
        event = slab_event(law, c, height, height)
        link, mu, happens = on_base(law, event)
        masses = split_by_atoms(mu, happens, weights=weights)
        found.append(Slab(height, height, _above(op("P", law, event), (link, masses))))
    return found


def _above(mass: Term, links: tuple[Theorem, ...]) -> Theorem:
    return establish(num(0) < mass, premises=links)


# ---- mixtures --------------------------------------------------------------------------------------


def _of_mixture(law: Term, base: Term, c: int, count: int, deadline: float) -> list[Slab]:
    """The slabs of the first part that has enough."""
    n, w, parts = base.args
    outer, _ = composed_map(law)
    for k in range(1, int(n.data) + 1):
        part = canon(parts(num(k)))
        narrow = op("push", outer, part) if outer is not None else part
        try:
            if value(canon(w(num(k))), {}) <= 0:
                continue
            found = _slabs(narrow, c, count, deadline)
        except (ProofFailed, Refused, NoValue):
            continue
        if len(found) == count:
            weights = are_weights(int(n.data), w)
            return [_of_part(law, base, k, narrow, c, slab, weights) for slab in found]
    return []


def _of_part(law: Term, base: Term, k: int, narrow: Term, c: int, slab: Slab, weights: Theorem) -> Slab:
    """A slab in which a part has mass has mass under the mixture."""
    event = slab_event(law, c, slab.low, slab.high)
    link, mu, happens = on_base(law, event)
    total = split_by_parts(mu, happens, weights=weights)
    n, _, parts = base.args
    ranges = [schema("prob_range", parts(num(j)), happens) for j in range(1, int(n.data) + 1)]
    here = on_base(narrow, event)[0]
    pulled = schema("push_prob", narrow.args[0], narrow.args[1], event) if law.head == "push" else here
    mass = establish(num(0) < op("P", parts(num(k)), happens), premises=(slab.mass, pulled, here))
    return Slab(slab.low, slab.high, _above(op("P", law, event), (link, total, *ranges, mass)))


# ---- boxes of a base law ---------------------------------------------------------------------------


def _of_boxes(law: Term, base: Term, c: int, count: int, deadline: float) -> list[Slab]:
    """Small boxes of the base that the map sends into slabs."""
    placed: dict[Fraction, Term] = {}
    used = _used(law, base, c)
    for point in _points(base, used, POINTS * count):
        try:
            placed.setdefault(_value(law, c, point), point)
        except (NoValue, Refused):
            continue
    heights = sorted(placed)
    chosen = _spread(heights, count)
    found: list[Slab] = []
    for k, height in enumerate(chosen):
        gaps = [abs(height - other) for j, other in enumerate(chosen) if j != k]
        margin = min([*gaps, Fraction(1)]) / 3
        found.append(_about(law, base, c, placed[height], used, height, margin, deadline))
    return found


def _spread(heights: list[Fraction], count: int) -> list[Fraction]:
    """So many of the values, with large gaps: greedily above a smallest gap, which is halved."""
    if len(heights) < count:
        return []
    gap = (heights[-1] - heights[0]) / count
    while True:
        chosen = heights[:1]
        for height in heights[1:]:
            if height - chosen[-1] >= gap:
                chosen.append(height)
        if len(chosen) >= count:
            return chosen[:count]
        gap /= 2


def _used(law: Term, base: Term, c: int) -> tuple[int, ...]:
    """The numbers of the coordinates of the base that the coordinate depends on; none on R."""
    if base.sort[1] == R:
        return ()
    g, _ = composed_map(law)
    z = space_point(base, law)
    body = canon((g(z) if g is not None else z)(num(c)))
    found = {t.args[1] for t in subterms(body) if t.head == "app" and t.args[0] == z}
    if base.head not in ("iid", "prodlaw") or not found or any(t.head != "num" for t in found):
        raise ProofFailed(repr(law), advice="a function of independent numbers")
    return tuple(sorted(int(t.data) for t in found))


def _factor(base: Term, j: int) -> Term:
    """The law of a coordinate, or the base itself on R."""
    law = base if not j else base.args[1] if base.head == "iid" else canon(base.args[1](num(j)))
    if law.head not in BASE_HEADS or any(a.head != "num" for a in map(canon, law.args)):
        raise ProofFailed(repr(law), advice="a base law with numbers")
    return canon(law)


def _ends(law: Term) -> tuple[Fraction, Fraction]:
    """An interval on which a base law has a positive density."""
    if law.head == "uniform":
        low, high = (canon(a).data for a in law.args)
        return low, high
    low, high = dict(_RANGES).get(law.head, (-2, 2))
    return Fraction(low), Fraction(high)


def _points(base: Term, used: tuple[int, ...], count: int) -> Iterator[Term]:
    """Points of the base inside of its support: on R evenly, else scattered, the same in every run."""
    if base.sort[1] == R:
        low, high = _ends(_factor(base, 0))
        for k in range(1, count):
            yield num(low + (high - low) * Fraction(k, count))
        return
    generator = Random(0)
    ends = {j: _ends(_factor(base, j)) for j in used}
    for _ in range(count):
        entries = [Fraction(0)] * max(used)
        for j, (low, high) in ends.items():
            entries[j - 1] = low + (high - low) * Fraction(generator.randint(1, 63), 64)
        yield coordinates(tuple(map(num, entries)))


def _about(
    law: Term,
    base: Term,
    c: int,
    point: Term,
    used: tuple[int, ...],
    height: Fraction,
    margin: Fraction,
    deadline: float,
) -> Slab:
    """A slab about the value at a point of the base, which a small box is sent into."""
    event = slab_event(law, c, height - margin, height + margin)
    link, mu, happens = on_base(law, event)
    entries = {j: value(canon(point(num(j))), {}) for j in used} if used else {0: value(point, {})}
    radius = min((b - a) / 64 for a, b in (_ends(_factor(base, j)) for j in entries))
    for _ in range(HALVINGS):
        if time.monotonic() > deadline:
            raise OutOfTime("the search for slabs with mass", 0)
        box = {j: (q - radius, q + radius) for j, q in entries.items()}
        try:
            inside, mass = _box(mu, box)
            less = smaller_probability(mu, inside, happens, seconds=2)
        except (ProofFailed, OutOfTime):
            radius /= 4
            continue
        return Slab(height - margin, height + margin, _above(op("P", law, event), (link, less, mass)))
    raise ProofFailed(repr(law), advice="a map that is continuous at a point of the base")


def _box(base: Term, box: Box) -> tuple[Term, Theorem]:
    """The event that the coordinates lie in the box, and that it has mass."""
    x = space_point(base)
    if base.sort[1] == R:
        low, high = map(num, box[0])
        inside = lam(x, op("and", low <= x, x <= high))
        mass = interval_mass(base, low, high)
        return inside, _positive(inside, base, (mass,), canon(mass.claim.args[1]))
    sides = {j: _side(num(low), num(high)) for j, (low, high) in box.items()}
    parts = [
        part for j, (low, high) in box.items() for part in (num(low) <= x(num(j)), x(num(j)) <= num(high))
    ]
    inside = lam(x, op("and", *parts))
    product, equation = as_product(base)
    whole = rectangle(base, inside, product, sides, equation)
    known = [whole]
    exact: list[Term] = []
    for j, (low, high) in box.items():
        mass = interval_mass(_factor(base, j), num(low), num(high))
        known.append(mass)
        exact.append(canon(mass.claim.args[1]))
    total = canon(op("*", *exact) if len(exact) > 1 else exact[0])
    return inside, _positive(inside, base, tuple(known), total)


def _side(low: Term, high: Term) -> Term:
    x = fresh("x", R)
    return lam(x, op("and", low <= x, x <= high))


def _positive(inside: Term, base: Term, known: tuple[Theorem, ...], total: Term) -> Theorem:
    """0 < P(base, inside), whose value is a number above 0."""
    above = (
        establish(num(0) < total) if total.head == "num" else rules.apply("ball", (), (num(0) < total, 128))
    )
    return establish(num(0) < op("P", base, inside), premises=(*known, above))
