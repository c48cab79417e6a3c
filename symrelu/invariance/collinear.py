"""Three places in strictly convex position: no line is in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from symrelu.kernel.rules import discharge, generalise, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.search import Hints
from symrelu.terms.sorts import N, R
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, lam, num, op, var

FALSE = op("or")


@dataclass(frozen=True)
class Place:
    """The points (x, y) with low <= x <= high on the line y = slope x + offset."""

    low: Fraction
    high: Fraction
    slope: Fraction
    offset: Fraction

    @property
    def numerals(self) -> tuple[Term, Term, Term, Term]:
        """The four numbers as terms."""
        return num(self.low), num(self.high), num(self.slope), num(self.offset)

    def formula(self, x: Term, y: Term) -> Term:
        """That (x, y) is in the place."""
        return within(self.numerals, x, y)


@dataclass(frozen=True)
class Line:
    """The points (a s + b, c s + e) for all s; `parameter` is s as a function of the number of the curve."""

    first: tuple[Term, Term]
    second: tuple[Term, Term]
    parameter: Term

    def formula(self, s: Term, x: Term, y: Term) -> Term:
        """That the line is at (x, y) at s."""
        (a, b), (c, e) = self.first, self.second
        return op("and", op("eq", x, a * s + b), op("eq", y, c * s + e))


Four = tuple[Term, Term, Term, Term]


def within(place: Four, x: Term, y: Term) -> Term:
    """low <= x <= high and y = slope x + offset."""
    low, high, slope, offset = place
    return op("and", low <= x, x <= high, op("eq", y, slope * x + offset))


def convex_position(one: Four, two: Four, three: Four) -> Term:
    """The places are ordered; the outer ones are not below the line of the middle one, and one is above."""
    ends = [
        tuple((place[2] - two[2]) * end + (place[3] - two[3]) for end in place[:2]) for place in (one, three)
    ]
    above = [op("and", num(0) < low, num(0) < high) for low, high in ends]
    weakly = [num(0) <= end for pair in ends for end in pair]
    return op("and", one[1] < two[0], two[1] < three[0], *weakly, op("or", *above))


@cache
def not_collinear() -> Theorem:
    """Ordered points of a line, none below a line through the middle one, one above it: false."""
    a, b, c, e, s, o = (var(name, R) for name in "abceso")
    us, xs, ys = ([var(f"{name}{k}", R) for k in (1, 2, 3)] for name in "uxy")
    heights = [y - s * x - o for x, y in zip(xs, ys, strict=True)]
    on_line = [op("eq", x, a * u + b) for u, x in zip(us, xs, strict=True)]
    on_line += [op("eq", y, c * u + e) for u, y in zip(us, ys, strict=True)]
    same = op("eq", (xs[1] - xs[0]) * (ys[2] - ys[0]), (xs[2] - xs[0]) * (ys[1] - ys[0]))
    rewrites = tuple((f.args[0], f.args[1]) for f in on_line)
    collinear = establish(same, given=on_line, hints=Hints(rewrites=rewrites))
    order = (xs[0] < xs[1], xs[1] < xs[2])
    above = (heights[0] >= 0, heights[2] >= 0, heights[0] + heights[2] > 0, op("eq", ys[1], s * xs[1] + o))
    left, right = xs[1] - xs[0], xs[2] - xs[1]
    weighed = op("eq", left * heights[2] + right * heights[0], num(0))
    middle = Hints(rewrites=((above[3].args[0], above[3].args[1]),))
    sum_zero = establish(weighed, given=(*on_line, above[3]), premises=(collinear,), hints=middle)
    p, q, g, h = (var(name, R) for name in "pqgh")
    given = (p > 0, q > 0, g >= 0, h >= 0, g + h > 0, op("eq", p * h + q * g, num(0)))
    rule = establish(
        FALSE,
        given=given,
        hints=Hints(
            signs=(g, h),
            products=((given[0], h > 0), (given[1], g > 0), (given[0], given[3]), (given[1], given[2])),
        ),
    )
    for formula in reversed(given):
        rule = discharge(rule, formula)
    instance = specialise(generalise(rule, p, q, g, h), left, right, heights[0], heights[2])
    hypotheses = (*on_line, *order, *above)
    theorem = establish(FALSE, given=hypotheses, premises=(instance, sum_zero))
    for formula in reversed(hypotheses):
        theorem = discharge(theorem, formula)
    claim = op("imp", op("and", *hypotheses), FALSE)
    return generalise(establish(claim, premises=(theorem,)), a, b, c, e, s, o, *us, *xs, *ys)


@cache
def between() -> Theorem:
    """forall m k a b x. a <= x <= b, m a + k >= 0, m b + k >= 0 -> m x + k >= 0; > 0 where both ends are."""
    m, k, a, b, x = (var(name, R) for name in "mkabx")
    inside = (a <= x, x <= b)
    found: list[Theorem] = []
    for relation in ("le", "lt"):
        ends = tuple(op(relation, num(0), m * end + k) for end in (a, b))
        products = tuple((sign, f) for sign in (m > 0, m < 0) for f in inside)
        hints = Hints(signs=(m,), products=products)
        one = establish(op(relation, num(0), m * x + k), given=(*inside, *ends), hints=hints)
        for formula in (*reversed(ends), *reversed(inside)):
            one = discharge(one, formula)
        found.append(one)
    return generalise(establish(op("and", *(t.claim for t in found)), premises=found), m, k, a, b, x)


@cache
def places_apart() -> Theorem:
    """No line is in three places that lie in strictly convex position from left to right.

    forall low high slope offset of three places, a b c e, s1 s2 s3 x1 x2 x3 y1 y2 y3. position -> that the
    line is at three points of the places -> false, where each of the last three facts is hidden.
    """
    names: list[Four] = [
        (var(f"low{k}", R), var(f"high{k}", R), var(f"slope{k}", R), var(f"offset{k}", R)) for k in (1, 2, 3)
    ]
    line = Line((var("a", R), var("b", R)), (var("c", R), var("e", R)), num(0))
    ss, xs, ys = ([var(f"{name}{k}", R) for k in (1, 2, 3)] for name in "sxy")
    points = list(zip(names, ss, xs, ys, strict=True))
    there = tuple(op("and", within(place, x, y), line.formula(s, x, y)) for place, s, x, y in points)
    position = convex_position(*names)
    rule = specialise(not_collinear(), *line.first, *line.second, *names[1][2:], *ss, *xs, *ys)
    facts = [_part(part, whole) for whole in (position, *there) for part in _parts(whole)]
    above = [height for k in (0, 2) for height in _heights(points[k], names[1], there[k])]
    known = [establish(part, premises=(*facts, *above)) for part in rule.claim.args[0].args]
    false = establish(FALSE, premises=(rule, *known))
    for formula in reversed(there):
        here = specialise(assume(hidden(formula)), num(0))
        false = establish(FALSE, premises=(discharge(false, formula), here))
    for formula in (*(hidden(fact) for fact in reversed(there)), position):
        false = discharge(false, formula)
    return generalise(false, *(v for place in names for v in place), *line.first, *line.second, *ss, *xs, *ys)


def _parts(whole: Term) -> list[Term]:
    return [part for arg in whole.args for part in (_parts(arg) if arg.head == "and" else [arg])]


def _part(part: Term, whole: Term) -> Theorem:
    return establish(part, given=(whole,))


def _heights(point: tuple[Four, Term, Term, Term], middle: Four, there: Term) -> list[Theorem]:
    """The height of the point over the line of the middle place is at least 0; above 0 if the ends are."""
    place, _, x, y = point
    slope, offset = middle[2:]
    rule = specialise(between(), place[2] - slope, place[3] - offset, *place[:2], x)
    inside = [_part(part, there) for part in _parts(there)[:3]]
    found: list[Theorem] = []
    for part, relation in zip(rule.claim.args, ("le", "lt"), strict=True):
        step, ends = establish(part, premises=(rule,)), list[Term]()
        for k in range(2):
            step = establish(step.claim.args[1], premises=(step, inside[k]))
        for _ in range(2):
            ends.append(step.claim.args[0])
            step = establish(step.claim.args[1], given=(step.claim.args[0],), premises=(step,))
        height = establish(op(relation, num(0), y - slope * x - offset), premises=(step, inside[2]))
        for formula in reversed(ends):
            height = discharge(height, formula)
        found.append(height)
    return found


def no_line_through(places: tuple[Place, Place, Place]) -> tuple[Theorem, Theorem]:
    """`places_apart` at three places with numbers, and that they are in convex position."""
    rule = specialise(places_apart(), *(v for place in places for v in place.numerals))
    return rule, establish(convex_position(*(place.numerals for place in places)))


def hidden(formula: Term) -> Term:
    """The formula behind a binder that binds nothing, so that the search takes it as a whole."""
    return op("forall", lam(fresh("n", N, formula), formula))
