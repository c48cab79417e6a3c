r"""The space-filling family is continuous on the whole line.

It is continuous on each segment and each connection, to both ends, and constant before $1$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; the argument: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    abs_,
    dPd,
    exhibit,
    given,
    have,
    min_,
    pick,
    picked,
    reals,
    rewriting,
    theorem,
)

from .close_layers import ball
from .close_networks import no_distance
from .connecting_segments import CONNECTIONS, connection_continuous
from .filling_curves import CONTINUOUS, ENUMERATED, INSIDE, PAPER, K, d, e, r, s, t
from .filling_segments import segment_continuous
from .joined_segments import BEFORE, begins, ends, left_of_end, right_of_begin
from .network_laws import NETWORKS, mu
from .readings import satisfied
from .space_filling import SEGMENTS, other, p, theta

b, r1, r2 = reals("b r_1 r_2")
OWN = "own computation"

GAP = dPd(d, p(theta), p(other))


def near(*conditions):
    """Within some radius the laws are at distance at most e."""
    return Exists(r, And(0 < r, ForAll(other, list(conditions), GAP <= e)))


RIGHT = near(theta <= other, other <= theta + r)
LEFT = near(theta - r <= other, other <= theta)
NEAR = near(abs_(other - theta) <= r)
ON_PIECE = Exists(
    r, And(0 < r, ForAll(t, [0 <= t, t <= 1, abs_(t - s) <= r], dPd(d, p(b + s), p(b + t)) <= e))
)


def one_sided(claim, room, range_):
    """The radius on the piece, shortened to the end of the piece."""
    there = given(ON_PIECE)
    *names, close = pick(there, "r_1")
    each = have(close.claim.args[1], by=close).instance(other - b)
    radius = min_(r1, room)
    moved = have(
        Implies(And(*range_(radius)), GAP <= e),
        given=claim.condition.parts[1:],
        by=[each, rewriting(theta, b + s)],
    )
    found = exhibit(claim.conclusion, witness=(radius,), by=[close, moved.forall(other)])
    return have(claim, by=picked(there, *names, by=found))


@theorem(
    "To the right on a piece",
    Implies(And(ON_PIECE, 0 <= s, s < 1, Equal(theta, b + s)), RIGHT),
    source=OWN,
)
def right_on_piece(claim):
    return one_sided(claim, 1 - s, lambda r: [theta <= other, other <= theta + r])


@theorem(
    "To the left on a piece",
    Implies(And(ON_PIECE, 0 < s, s <= 1, Equal(theta, b + s)), LEFT),
    source=OWN,
)
def left_on_piece(claim):
    return one_sided(claim, s, lambda r: [theta - r <= other, other <= theta])


CURVES = [NETWORKS, INSIDE, CONTINUOUS, ENUMERATED, SEGMENTS, CONNECTIONS, BEFORE, ball(mu, 1), 1 <= d]


def continuity(d):
    """Laws on R^d move continuously with the parameter."""
    close = ForAll(other, [abs_(other - theta) <= r], dPd(d, p(theta), p(other)) <= e)
    return ForAll((theta, e), [0 < e], Exists(r, And(0 < r, close)))


CONTINUITY = continuity(d)


def from_pieces(goal, start, conditions, located, piece, pieces):
    """Beyond 1, from the continuity of the piece."""
    one_side, segment, connection = pieces
    there = satisfied(located, given=[start])
    *names, where = pick(there, "K s")
    sides = []
    for begin, moves in ((2 * K - 1, segment), (2 * K, connection)):
        inside = have(Implies(And(*piece(begin)), And(0 <= s, s <= 1, 1 <= K)))
        here = satisfied(moves, given=[*conditions, *piece(begin)], by=inside)
        side = satisfied(one_side.at({b: begin}), given=piece(begin), by=here)
        sides.append(have(Implies(And(*piece(begin)), goal), given=conditions, by=side))
    found = have(goal, given=conditions, by=[where, *sides])
    return have(Implies(start, goal), given=conditions, by=picked(there, *names, by=found))


def before(goal, start, radius, range_, itself):
    """Before 1 the family is constant."""
    constant = given(BEFORE)
    same = have(
        Implies(And(*range_(radius)), GAP <= e),
        given=[BEFORE, start, 0 < e],
        by=[constant.instance(theta), constant.instance(other), itself.at({mu: p(1)})],
    )
    found = exhibit(goal, witness=(radius,), by=[same.forall(other), given(start)])
    return have(Implies(start, goal), given=[BEFORE, 0 < e], by=found)


@theorem(
    "The space-filling family is continuous",
    Implies(And(*CURVES), CONTINUITY),
    uses=[
        right_of_begin,
        left_of_end,
        right_on_piece,
        left_on_piece,
        segment_continuous,
        connection_continuous,
        no_distance,
    ],
    source=PAPER,
)
def continuous(claim, begun, ended, right, left, segment, connection, itself):
    conditions = [*claim.condition.parts, 0 < e]
    sides = [
        before(RIGHT, theta < 1, 1 - theta, lambda r: [theta <= other, other <= theta + r], itself),
        from_pieces(RIGHT, 1 <= theta, conditions, begun, begins, (right, segment, connection)),
        before(LEFT, theta <= 1, 1, lambda r: [theta - r <= other, other <= theta], itself),
        from_pieces(LEFT, 1 < theta, conditions, ended, ends, (left, segment, connection)),
    ]
    after, until = have(RIGHT, given=conditions, by=sides[:2]), have(LEFT, given=conditions, by=sides[2:])
    first, close_after = pick(after, "r_1")
    second, close_until = pick(until, "r_2")
    both = have(
        Implies(abs_(other - theta) <= min_(r1, r2), GAP <= e),
        by=[have(lemma.claim.args[1], by=lemma).instance(other) for lemma in (close_after, close_until)],
    )
    found = exhibit(NEAR, witness=(min_(r1, r2),), by=[close_after, close_until, both.forall(other)])
    end = picked(after, first, by=picked(until, second, by=found))
    end = have(Implies(0 < e, NEAR), given=claim.condition.parts, by=end)
    return have(claim, "To both sides.", by=end.forall(theta, e))
