"""Laws on few lines, and events that are too many for them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from symrelu.errors import ProofFailed
from symrelu.invariance.collinear import FALSE, Line, Place, hidden, no_line_through
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import choose, discharge, exists, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.events import never, space_point
from symrelu.methods.pointwise import on_base
from symrelu.terms.sorts import N, R
from symrelu.terms.substitution import fresh, replace, subterms
from symrelu.terms.term import Term, instantiate, lam, num, op

MOST_LINES = 3


# ---- the lines of a piecewise-linear curve ---------------------------------------------------------


def lines_of(first: Term, second: Term, u: Term) -> tuple[Line, ...]:
    """Lines among which the curve u -> (first, second) is at every u.

    Raises: ProofFailed for coordinates that are not piecewise linear in u.
    """
    found: dict[tuple[Term, ...], Line] = {}
    for one, two, s in _branches(canon(first), canon(second), u):
        line = Line(_affine(one, u), _affine(two, u), lam(u, s))
        found[(*line.first, *line.second)] = line
    return tuple(found.values())


def _branches(first: Term, second: Term, u: Term) -> list[tuple[Term, Term, Term]]:
    """The coordinates as affine functions of u, and what stands for u: u itself, or the one kink left."""
    kinks = [t for t in subterms(first, second) if t.head in ("relu", "abs", "max", "min") and _has(t, u)]
    if not kinks:
        return [(first, second, u)]
    for kink in kinks:
        s = fresh("s", R, first, second, u)
        one, two = (canon(replace(body, kink, s)) for body in (first, second))
        if not _has(one, u) and not _has(two, u):
            return [(replace(one, s, u), replace(two, s, u), kink)]
    kink = min(kinks, key=lambda t: t.size)
    values = {"relu": (num(0), kink.args[0]), "abs": (kink.args[0], -kink.args[0])}.get(kink.head, kink.args)
    out: list[tuple[Term, Term, Term]] = []
    for value in values:
        one, two = (canon(replace(body, kink, value)) for body in (first, second))
        out += _branches(one, two, u)
    return out


def _has(term: Term, u: Term) -> bool:
    return (u.data, u.sort) in term.free


def _affine(body: Term, u: Term) -> tuple[Term, Term]:
    at_zero = canon(replace(body, u, num(0)))
    slope = canon(replace(body, u, num(1)) - at_zero)
    if canon(body - slope * u - at_zero) != num(0):
        raise ProofFailed(repr(body), advice="a piecewise-linear function")
    return slope, at_zero


@dataclass(frozen=True)
class _Met:
    """That there is a point, and its name."""

    existence: Theorem
    x: Term

    @property
    def claim_at(self) -> Term:
        """What is said of the point by its name."""
        return instantiate(self.existence.claim.args[0].args[0], self.x)


# ---- points of the support -------------------------------------------------------------------------


def positive_is_met(law: Term, event: Term) -> Theorem:
    """0 < P(law, A) |- exists x. A(f(x)), for a law that is the image of its base under f."""
    link, base, happens = on_base(law, event)
    x = space_point(base, happens)
    positive = num(0) < op("P", law, event)
    claim = op("exists", lam(x, happens(x)))
    found = discharge(exists(assume(happens(x)), claim, x), happens(x))
    missed = op("not", claim)
    none = forall(establish(op("not", happens(x)), given=(missed,), premises=(found,)), x)
    zero = never(base, happens, given=(missed,), premises=(none,))
    return establish(claim, given=(positive,), premises=(link, discharge(zero, missed)))


# ---- too many places -------------------------------------------------------------------------------


def too_many_places(law: Term, curve: Term, inner: Term, places: tuple[Place, ...]) -> Theorem:
    """0 < P(law, place_k) for all k |- false, for a law on few lines and places in convex position.

    The law is the image of a law on R under x -> curve(inner(x)); there are 2 L + 1 places for L lines.
    """
    u = fresh("u", R, law, curve)
    lines = lines_of(curve(u)(num(1)), curve(u)(num(2)), u)
    if len(lines) > MOST_LINES or len(places) < 2 * len(lines) + 1:
        raise ProofFailed(repr(law), advice=f"at most {MOST_LINES} lines, and places enough")
    here = op("or", *(line.formula(line.parameter(u), curve(u)(num(1)), curve(u)(num(2))) for line in lines))
    covered = generalise(establish(here if len(lines) > 1 else here.args[0]), u)
    met: list[_Met] = []
    for k, place in enumerate(places):
        existence = positive_is_met(law, place_event(law, place))
        met.append(_Met(existence, fresh(f"x{k}", existence.claim.args[0].data, law, curve, inner)))
    values = [inner(one.x) for one in met]
    points = [
        _point(curve, place, v, m.claim_at, covered, lines)
        for place, v, m in zip(places, values, met, strict=True)
    ]
    separate: dict[tuple[int, ...], Theorem] = {}
    curves = [curve(v) for v in values]
    for three in combinations(range(len(places)), 3):
        rule, position = no_line_through(tuple(places[k] for k in three))  # type: ignore[arg-type]
        for number, line in enumerate(lines):
            ends = [line.parameter(values[k]) for k in three]
            coordinates = [curves[k](num(i)) for i in (1, 2) for k in three]
            apart = specialise(rule, *line.first, *line.second, *ends, *coordinates)
            facts = [assume(points[k][1][number]) for k in three]
            separate[(number, *three)] = establish(FALSE, premises=(apart, position, *facts))
    false = _combined(points, separate, len(lines))
    for one in met:
        false = choose(one.existence, false, one.x)
    return false


def place_event(law: Term, place: Place) -> Term:
    """The event that the first two coordinates are in the place."""
    z = space_point(law)
    return lam(z, place.formula(z(num(1)), z(num(2))))


def _point(
    curve: Term, place: Place, value: Term, happens: Term, covered: Theorem, lines: tuple[Line, ...]
) -> tuple[Theorem, tuple[Term, ...]]:
    """Where the event happens, the point of the curve is in the place and on one of the lines."""
    x, y = curve(value)(num(1)), curve(value)(num(2))
    inside = establish(place.formula(x, y), given=(happens,))
    somewhere = specialise(covered, value)
    found: list[Term] = []
    links: list[Theorem] = []
    for line in lines:
        on_line = line.formula(line.parameter(value), x, y)
        both = establish(op("and", inside.claim, on_line), given=(on_line,), premises=(inside,))
        found.append(hidden(both.claim))
        n = fresh("n", N, happens, both.claim)
        links.append(discharge(generalise(both, n), on_line))
    goal = op("or", *found) if len(found) > 1 else found[0]
    return establish(goal, premises=(somewhere, *links)), tuple(found)


def _combined(
    points: list[tuple[Theorem, tuple[Term, ...]]], separate: dict[tuple[int, ...], Theorem], lines: int
) -> Theorem:
    """false, since each point is on a line and no line has three of them."""

    def after(chosen: tuple[int, ...]) -> Theorem:
        for line in range(lines):
            three = tuple(k for k, c in enumerate(chosen) if c == line)
            if len(three) == 3:
                return separate[(line, *three)]
        known, hidden = points[len(chosen)]
        cases = [discharge(after((*chosen, line)), hidden[line]) for line in range(lines)]
        return establish(FALSE, premises=(known, *cases))

    return after(())
