r"""The space-filling family as a whole: segments and connections in turn, on the whole line.

Every number from $1$ on lies on a segment $[2K - 1, 2K)$ or a connection $[2K, 2K + 1)$, and on one of them
only. So the prescriptions on segments, on connections and before $1$ are those of one family, and each of its
members is the law of a network.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Or,
    cases,
    choice,
    exhibit,
    fact,
    given,
    have,
    induct_on,
    known,
    laws,
    naturals,
    pick,
    picked,
    reals,
    rewriting,
    theorem,
)

from .connecting_segments import (
    CONNECTIONS,
    begin_of_connection,
    end_of_connection,
    ends_bounded,
    line,
    lined,
    on_a_line,
    one_law_on_connection,
    one_law_on_segment,
    padded_end,
    x,
    y,
    z,
)
from .filling_curves import ENUMERATED, INSIDE, PAPER, SEQ, K, entries, i, j, l, parameters, s, shown, t, v
from .filling_segments import between
from .identity_padding import within
from .network_laws import NETWORKS, G, w
from .readings import satisfied
from .space_filling import MEMBERS, SEGMENTS, p, theta

M, n = naturals("M n")
u = reals("u")
nu = laws("nu", SEQ)
OWN = "own computation"

BEFORE = ForAll(theta, [theta <= 1], Equal(p(theta), p(1)))
FAMILY_OF_CURVE = [SEGMENTS, CONNECTIONS, BEFORE]


# ---- where a number lies -----------------------------------------------------------------------------


def begins(begin):
    """A piece that begins there contains theta, but not at its end."""
    return [1 <= K, 0 <= s, s < 1, Equal(theta, begin + s)]


def ends(begin):
    """A piece that begins there contains theta, but not at its begin."""
    return [1 <= K, 0 < s, s <= 1, Equal(theta, begin + s)]


def placed(piece):
    """On a segment or on a connection."""
    return Exists((K, s), Or(And(*piece(2 * K - 1)), And(*piece(2 * K))))


def located(claim, low, high):
    """Segment by segment: from one piece to the next, up to any bound."""
    (first, second), goal = ([low(2 * n + k) for k in (1, 2)], claim.conclusion)
    above = [high(2 * n + k) for k in (1, 2, 3)]
    on_segment = exhibit(Implies(And(first, above[1]), goal), witness=(n + 1, theta - 2 * n - 1))
    on_connection = exhibit(Implies(And(second, above[2]), goal), witness=(n + 1, theta - 2 * n - 2))
    every = induct_on(
        n, Implies(And(low(1), above[0]), goal), "Piece by piece.", step=[on_segment, on_connection]
    )
    large = have(Exists(n, theta <= n), by=known("archimedes", theta))
    number, below = pick(large, "n")
    return have(claim, by=picked(large, number, by=have(claim, by=[every.instance(n + 1), below])))


@theorem(
    "Every number from 1 on begins or continues a piece", Implies(1 <= theta, placed(begins)), source=OWN
)
def right_of_begin(claim):
    return located(claim, lambda x: x <= theta, lambda x: theta < x)


@theorem("Every number beyond 1 ends or continues a piece", Implies(1 < theta, placed(ends)), source=OWN)
def left_of_end(claim):
    return located(claim, lambda x: x < theta, lambda x: theta <= x)


# ---- the family --------------------------------------------------------------------------------------

HALF_OPEN = [1 <= K, 0 <= s, s < 1]


def prescribed(nu, theta=theta):
    """What is prescribed for the law at theta: on a segment, on a connection, before 1."""
    return [
        Implies(And(*HALF_OPEN, Equal(theta, 2 * K - 1 + s), shown(K, s, v)), Equal(nu, G(v)(K))),
        Implies(And(*HALF_OPEN, Equal(theta, 2 * K + s), lined(K, s, v)), Equal(nu, G(v)(K + 1))),
        Implies(And(theta < 1, shown(1, 0, v)), Equal(nu, G(v)(1))),
    ]


def as_prescribed(nu, theta=theta):
    """The law is what is prescribed at theta."""
    segment, connection, first = prescribed(nu, theta)
    pieces = [ForAll((K, s, v), [part.condition], part.conclusion) for part in (segment, connection)]
    return And(*pieces, ForAll(v, [first.condition], first.conclusion))


SOME_LAW = Exists(nu, as_prescribed(nu))
NO_OTHER = [fact("nat_step", K, M), fact("nat_step", M, K)]


def on_piece(k, begin, made, table, one_law):
    """On a piece that begins there stands the law of its network, and no other piece contains the number."""
    here = [1 <= M, 0 <= u, u < 1, Equal(theta, begin(M) + u)]
    law = satisfied(one_law.at({K: M, s: u, w: table(M, u)}), given=[NETWORKS, made(M, u, v)])
    value = law.claim.args[1]
    parts = prescribed(value)
    same = have(
        Implies(And(Equal(K, M), Equal(s, u), made(K, s, v)), parts[k].conclusion),
        given=[NETWORKS],
        by=[have(Implies(made(M, u, v), law.claim), by=law), rewriting(K, M), rewriting(s, u)],
    )
    alone = have(
        And(Equal(K, M), Equal(s, u), made(K, s, v)), given=[*here, *parts[k].condition.parts], by=NO_OTHER
    )
    proofs = [have(part, given=here, by=NO_OTHER) for j, part in enumerate(parts) if j != k]
    proofs.insert(k, have(parts[k], given=[NETWORKS, *here], by=satisfied(same, by=alone)))
    everywhere = [proofs[0].forall(K, s, v), proofs[1].forall(K, s, v), proofs[2].forall(v)]
    found = exhibit(SOME_LAW, witness=(value,), by=everywhere)
    return have(Implies(And(*here), SOME_LAW), given=[NETWORKS], by=found)


@theorem(
    "Everywhere one law is prescribed",
    Implies(NETWORKS, SOME_LAW),
    uses=[right_of_begin, one_law_on_segment, one_law_on_connection],
    source=OWN,
)
def law_prescribed(claim, located, segment, connection):
    on_segment = on_piece(0, lambda K: 2 * K - 1, shown, parameters, segment)
    on_connection = on_piece(1, lambda K: 2 * K, lined, line, connection)
    there = satisfied(located, given=[1 <= theta])
    *names, where = pick(there, "M u")
    beyond = picked(there, *names, by=have(SOME_LAW, given=[NETWORKS], by=[where, on_segment, on_connection]))
    first = satisfied(segment.at({K: 1, s: 0, w: parameters(1, 0)}), given=[NETWORKS, shown(1, 0, v)])
    value = first.claim.args[1]
    parts = prescribed(value)
    proofs = [have(part, given=[theta < 1]) for part in parts[:2]]
    last = have(parts[2], given=[NETWORKS], by=have(Implies(shown(1, 0, v), first.claim), by=first))
    everywhere = [proofs[0].forall(K, s, v), proofs[1].forall(K, s, v), last.forall(v)]
    before = exhibit(SOME_LAW, witness=(value,), by=everywhere)
    before = have(Implies(theta < 1, SOME_LAW), given=[NETWORKS], by=before)
    beyond = have(Implies(1 <= theta, SOME_LAW), given=[NETWORKS], by=beyond)
    return have(claim, "That of its piece, or of the first network.", by=[before, beyond])


@theorem(
    "The space-filling family exists",
    Implies(NETWORKS, Exists(p, And(*FAMILY_OF_CURVE))),
    uses=[law_prescribed, begin_of_connection, end_of_connection],
    source=PAPER,
)
def family_exists(claim, some, begin, end):
    def relation(theta):
        return lambda nu: as_prescribed(nu, theta)

    chosen = satisfied(choice(relation, "R", ("law", SEQ)), given=[NETWORKS], by=some.forall(theta))
    *names, made = pick(chosen, "p_3")

    def law_at(theta, k, *values):
        """What is prescribed for the law of a piece at theta."""
        part = made.instance(theta)
        return have(part.claim.args[k], by=part).instance(*values)

    def closed(conditions, member, law, table, inner, last):
        """The law on a piece with both ends."""
        inside = have(Implies(And(1 <= K, 0 <= s, s < 1, table(K, s, v)), Equal(p(member(s)), law)), by=inner)
        top = have(Implies(And(1 <= K, table(K, 1, v)), Equal(p(member(1)), law)), given=[NETWORKS], by=last)
        turned = have(
            Implies(And(1 <= K, Equal(s, 1), table(K, s, v)), Equal(p(member(s)), law)),
            given=[NETWORKS],
            by=[top, rewriting(s, 1)],
        )
        whole = have(
            Implies(And(1 <= K, 0 <= s, s <= 1, table(K, s, v)), Equal(p(member(s)), law)),
            given=[NETWORKS],
            by=[inside, turned, cases(Equal(s, 1))],
        )
        return whole.forall(K, s, v)

    start = satisfied(begin.at({w: line(K, 0)}), given=[NETWORKS, 1 <= K, shown(K, 1, v)])
    begun = satisfied(law_at(2 * K, 1, K, 0, line(K, 0)), given=[1 <= K])
    segments = closed(
        [], lambda s: 2 * K - 1 + s, G(v)(K), shown, law_at(2 * K - 1 + s, 0, K, s, v), [start, begun]
    )
    stop = satisfied(end.at({v: parameters(K + 1, 0), w: v}), given=[NETWORKS, lined(K, 1, v)])
    ended = satisfied(law_at(2 * K + 1, 0, K + 1, 0, parameters(K + 1, 0)), given=[1 <= K])
    connections = closed(
        [], lambda s: 2 * K + s, G(v)(K + 1), lined, law_at(2 * K + s, 1, K, s, v), [stop, ended]
    )
    first = satisfied(law_at(theta, 2, parameters(1, 0)), given=[theta < 1])
    one = satisfied(law_at(1, 0, 1, 0, parameters(1, 0)))
    before = have(Implies(theta < 1, Equal(p(theta), p(1))), by=[first, one])
    before = have(
        Implies(theta <= 1, Equal(p(theta), p(1))), by=[before, cases(Equal(theta, 1)), rewriting(theta, 1)]
    )
    found = exhibit(claim.conclusion, witness=names, by=[segments, connections, before.forall(theta)])
    return have(claim, "Where two pieces meet, both prescribe the same.", by=picked(chosen, *names, by=found))


CURVE = [INSIDE, ENUMERATED]


@theorem(
    "Every member is the law of a network",
    Implies(And(*CURVE, *FAMILY_OF_CURVE), MEMBERS),
    uses=[right_of_begin, on_a_line],
    source=PAPER,
)
def members_are_networks(claim, located, straight):
    conditions, goal = claim.condition.parts, MEMBERS.body

    def network(begin, depth, table, inside, placed):
        """On a piece that begins there, the member is the law of the network of this depth."""
        here = [*HALF_OPEN, Equal(theta, begin + s)]
        inside = have(Implies(And(0 <= s, s <= 1), inside.claim), by=inside)
        bounds = have(within(table, depth, depth), given=[*CURVE, 0 <= s, s < 1], by=inside)
        member = satisfied(placed.instance(K, s, table), given=HALF_OPEN)
        member = have(
            Equal(p(theta), member.claim.args[1]), given=here, by=[member, rewriting(theta, begin + s)]
        )
        found = exhibit(goal, witness=(depth, table, depth), by=[bounds, member, *map(given, HALF_OPEN)])
        return have(Implies(And(*here), goal), given=conditions, by=found)

    at_entry = {x: padded_end(K)(l)(i)(j), z: parameters(K + 1, 0)(l)(i)(j), y: K + 1}
    ends = [straight.at({**at_entry, t: s}), ends_bounded()]
    value = line(K, s)(l)(i)(j)
    inside = have(
        Implies(And(*entries(K + 1)), And(-(K + 1) <= value, value <= K + 1)), given=[0 <= s, s < 1], by=ends
    )
    on_segment = network(2 * K - 1, K, parameters(K, s), between(s), given(SEGMENTS))
    on_connection = network(2 * K, K + 1, line(K, s), inside.forall(l, i, j), given(CONNECTIONS))
    there = satisfied(located, given=[1 <= theta])
    *names, where = pick(there, "K s")
    beyond = have(goal, given=conditions, by=[where, on_segment, on_connection])
    beyond = have(Implies(1 <= theta, goal), given=conditions, by=picked(there, *names, by=beyond))
    first = beyond.at({theta: 1})
    *parts, made = pick(first, "k v L")
    same = have(Equal(p(theta), p(1)), given=[BEFORE, theta <= 1], by=given(BEFORE).instance(theta))
    same = exhibit(goal, witness=parts, by=[made, same])
    before = have(Implies(theta <= 1, goal), given=conditions, by=picked(first, *parts, by=same))
    each = have(goal, given=conditions, by=[before, beyond])
    return have(claim, by=each.forall(theta))
