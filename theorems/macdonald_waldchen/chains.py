r"""Chains: what a sequence of hinges makes of a law on a ray.

A family that is invariant under layers and contains the law of $(t, 0, \dots, 0)$, $t \sim \nu$ on the half
line, contains the laws of all $(t, h(t), 0, \dots, 0)$ with
$h(t) = \sum_j \kappa_j\operatorname{ReLU}(q_j - t)$.

Source: Macdonald and Wäldchen 2021, main theorem, the idea; the formulas: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    P,
    Sum,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    sign,
    theorem,
)

from .bends import bend, c, c0, hinge, hinge_at, hinge_layer, mu, nu, y
from .bends import k as slope
from .finite_sums import sum_of_zeros
from .readings import satisfied

t, x = reals("t x")
i, j, k, n, d, N = naturals("i j k n d N")
q, kappa, u, theta, first, other = sequences("q kappa u theta theta_1 theta'")
SEQ = ("fun", "N", "R")
Omega = functions("Omega", SEQ, "B")
p = functions("p", SEQ, ("law", SEQ))
FAMILY = ((theta,), [Omega(theta)], p(theta))
OWN = "own computation"
PAPER = "Macdonald and Wäldchen 2021, main theorem"


def indices(i, n):
    """1 <= i <= n."""
    return [1 <= i, i <= n]


def height(n, t, slopes=kappa):
    """The second coordinate of the chain of n hinges."""
    return Sum(1, n, lambda j: slopes(j) * relu(q(j) - t))


def chain(n, slopes=kappa):
    """The law of (t, h(t), 0, ..)."""
    return nu.push(lambda t: (t, height(n, t, slopes)))


ASCENDING = ForAll((i, j), [1 <= i, i < j, j <= N], AtMost(q(i), q(j)))
WEIGHTS = ForAll(j, indices(j, N), AtMost(0, kappa(j)))


@theorem(
    "A chain reaches the axis at its last hinge",
    Implies(
        And(ASCENDING, WEIGHTS, n <= N),
        And(AtMost(0, height(n, t)), Implies(And(1 <= n, q(n) <= t), Equal(height(n, t), 0))),
    ),
    uses=[hinge],
    source=OWN,
)
def chain_lands(claim, lemma):
    conditions = [ASCENDING, WEIGHTS]
    row = height(n, t).term().args[2]
    weight = given(WEIGHTS).instance(n + 1)
    order = given(ASCENDING).instance(n, n + 1)
    bent = lemma.at({y: height(n, t), c0: q(n + 1), c: q(n + 1), slope: kappa(n + 1)})
    every = induct_on(
        n,
        Implies(n <= N, claim.conclusion),
        "The hinge lemma, hinge by hinge.",
        given=conditions,
        base=[fact("sum_empty", 1, 0, row)],
        step=[bent, weight, order, fact("sum_last", 1, n, row), fact("sum_empty", 1, n, row)],
    )
    return have(claim, by=every)


ON_RAY = Equal(P(nu, lambda t: 0 <= t), 1)


@theorem(
    "One more hinge",
    Implies(
        And(2 <= d, ASCENDING, WEIGHTS, ON_RAY, n + 1 <= N),
        Equal(chain(n).push(hinge_at(q(n + 1), kappa(n + 1))), chain(n + 1)),
    ),
    uses=[hinge, hinge_layer, chain_lands],
    source=PAPER,
)
def chain_grows(claim, lemma, layer, lands):
    conditions = claim.condition.parts
    row = height(n, t).term().args[2]
    values = {c: q(n + 1), slope: kappa(n + 1)}
    reached = have(
        Implies(q(n + 1) <= t, Equal(height(n, t), 0)),
        given=conditions,
        by=[lands, given(ASCENDING).instance(n, n + 1), fact("sum_empty", 1, n, row)],
    )
    added = lemma.at({y: height(n, t), c0: q(n + 1), **values})
    bent = have(
        Equal(relu(height(n, t) - kappa(n + 1) * t + kappa(n + 1) * q(n + 1)), height(n + 1, t)),
        "The hinge lemma.",
        given=conditions,
        by=[added, reached, lands, given(WEIGHTS).instance(n + 1), fact("sum_last", 1, n, row)],
    )
    moved = layer.at({mu: chain(n), **values})
    same = have(
        Equal(chain(n).push(bend(q(n + 1), kappa(n + 1))), chain(n + 1)),
        given=conditions,
        by=[pointwise, bent.forall(t)],
    )
    return have(claim, "The layer is the hinge.", by=[moved, same])


def ray(law):
    """The law of (t, 0, .., 0), t drawn from a law on R."""
    return law.push(lambda t: (t,))


STARTED = And(Omega(first), Equal(p(first), ray(nu)))


def reached(n):
    """The chain of n hinges is a member of the family."""
    return Exists(other, And(Omega(other), Equal(p(other), chain(n))))


@theorem(
    "An invariant family contains the chains over its rays",
    Implies(And(2 <= d, Invariant(FAMILY, d), ASCENDING, WEIGHTS, ON_RAY, STARTED, n <= N), reached(n)),
    uses=[chain_grows],
    source=PAPER,
)
def chains_reached(claim, grows):
    conditions = claim.condition.parts[:-1]
    row = height(n, t).term().args[2]
    flat = have(Equal(height(0, t), 0), by=fact("sum_empty", 1, 0, row))
    straight = have(Equal(ray(nu), chain(0)), by=[pointwise, flat.forall(t)])
    empty = have(And(Omega(first), Equal(p(first), chain(0))), given=[STARTED], by=straight)
    start = exhibit(reached(0), "The ray itself.", witness=(first,), by=empty)
    before = given(reached(n))
    member, found = pick(before, "theta_2")
    hinge_ = hinge_at(q(n + 1), kappa(n + 1))
    sent = given(Invariant(FAMILY, d)).instance(member, hinge_.W, hinge_.b)
    last, image = pick(sent, "theta_3")
    longer = satisfied(grows, given=[*conditions, n + 1 <= N])
    onward = exhibit(reached(n + 1), witness=(last,), by=[image, found, longer])
    onward = picked(before, member, by=picked(sent, last, by=onward))
    onward = have(Implies(And(reached(n), n + 1 <= N), reached(n + 1)), by=onward)
    every = induct_on(
        n,
        Implies(n <= N, reached(n)),
        "A layer bends the last ray of the chain, and leads to a member.",
        given=conditions,
        base=start,
        step=onward,
    )
    return have(claim, by=every)


# ---- the shape of a chain --------------------------------------------------------------------------


def beyond(k, n, t):
    """The sum of kappa_j (q_j - t) over k < j <= n."""
    return Sum(k + 1, n, lambda j: kappa(j) * (q(j) - t))


BETWEEN = [ASCENDING, k <= N, Implies(1 <= k, q(k) <= t), Implies(k + 1 <= N, t <= q(k + 1))]


@theorem(
    "A chain is affine between its hinges",
    Implies(And(*BETWEEN), Equal(height(N, t), beyond(k, N, t))),
    uses=[sum_of_zeros],
    source=PAPER,
)
def chain_between_hinges(claim, zeros):
    behind = have(
        ForAll(j, indices(j, k), Equal(kappa(j) * relu(q(j) - t), 0)),
        given=BETWEEN,
        by=[given(ASCENDING).instance(j, k), sign(j - k)],
    )
    nothing = satisfied(zeros.at({u: lambda j: kappa(j) * relu(q(j) - t), N: k}), by=behind)
    ahead = have(
        Implies(And(k <= n, n + 1 <= N), Equal(relu(q(n + 1) - t), q(n + 1) - t)),
        given=BETWEEN,
        by=[given(ASCENDING).instance(k + 1, n + 1), sign(n - k)],
    )
    added = have(
        Implies(
            And(k <= n, n + 1 <= N),
            Equal(kappa(n + 1) * relu(q(n + 1) - t), kappa(n + 1) * (q(n + 1) - t)),
        ),
        by=ahead,
    )
    rows = [height(n, t).term().args[2], beyond(k, n, t).term().args[2]]
    every = induct_on(
        n,
        Implies(And(k <= n, n <= N), Equal(height(n, t), beyond(k, n, t))),
        "Hinges behind add nothing, hinges ahead add a line.",
        given=BETWEEN,
        base=[fact("sum_empty", 1, 0, rows[0]), fact("sum_empty", k + 1, 0, rows[1])],
        step=[
            nothing,
            added,
            fact("sum_last", 1, n, rows[0]),
            fact("sum_last", k + 1, n, rows[1]),
            fact("sum_empty", k + 1, n + 1, rows[1]),
            fact("nat_step", n, k),
            sign(k - n - 1),
        ],
    )
    return have(claim, by=every.instance(N))


@theorem(
    "The vertices of a chain",
    Implies(
        And(ASCENDING, *indices(k, N)),
        Equal(height(N, q(k)), Sum(k + 1, N, lambda j: kappa(j) * (q(j) - q(k)))),
    ),
    uses=[chain_between_hinges],
    source=PAPER,
)
def chain_vertices(claim, between):
    order = given(ASCENDING).instance(k, k + 1)
    return have(claim, "Only the hinges beyond the vertex count.", by=[between.at({t: q(k)}), order])
