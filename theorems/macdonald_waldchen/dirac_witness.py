r"""The witness of point masses: on Lebesgue's curve the space-filling family is not locally Lipschitz.

On the segment of depth $K$ all parameters are $0$ at $\theta^* = 2K - 3^{-m}$, $m = Kd(d + 1)$; the member is
the point mass at $0$. Let the bias in the first row of the last layer be parameter number $q$. Then the
member at $\theta^* + 2 \cdot 3^{-q - m(n + 1)}$ is the point mass at $2K 2^{-n - 2}$ on the first axis, at
the distance $\min(1, 2K 2^{-n - 2})$. The ratio of the distances has no bound.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    ForAll,
    Iff,
    Implies,
    Less,
    LocallyLipschitz,
    NotLocallyLipschitz,
    Or,
    cases,
    dPd,
    given,
    have,
    ite,
    min_,
    naturals,
    pick,
    picked,
    rewriting,
    theorem,
    times,
)

from . import centre_of_the_cube as middle
from .centre_of_the_cube import HALF, centre
from .filling_curves import ENUMERATED, c, count, d, entries, h, i, j, m, parameters
from .finite_sums import indices
from .layers_without_weights import axis_distance, nu, t
from .lebesgue_curve import curve
from .lebesgue_curve import h as one_curve
from .lebesgue_curve import m as dimension
from .lebesgue_limits import below_all_powers
from .lebesgue_limits import e as least
from .lebesgue_limits import t as factor
from .lebesgue_powers import divisors, inverse_powers, powers_from_one, x
from .network_laws import NETWORKS, A, B, mu
from .readings import satisfied
from .space_filling import FAMILY, SEGMENTS, p
from .steep_steps import C, K, T, X, Y, Z, b, k, long_step, n, rho, step, time_below_step

q = naturals("q")
OWN = "own computation"

IS_LAST = Equal(q, c(k)(1)(0))
LEBESGUE = ForAll(m, [1 <= m], And(*curve(m, h(m))))
AT = {dimension: count(K), one_curve: h(count(K)), middle.q: q}
CENTRE = 1 - 1 / 3 ** count(K)


def delay(n):
    """How much later the curve is 2^-(n + 2) further."""
    return 2 / 3**q / 3 ** (count(K) * (n + 1))


START = 2 * K - 1 + CENTRE
BIAS = K / 2 ** (n + 1)
INDEX = c(k)(i)(j)
SETTING = [ENUMERATED, LEBESGUE, 1 <= d, IS_LAST]


def value(s):
    """A parameter of the last layer at s."""
    return -K + 2 * K * h(count(K))(s)(INDEX)


AT_CENTRE = ForAll((i, j), entries(), Equal(value(CENTRE), 0))
LATER = ForAll(
    (i, j), entries(), Equal(value(CENTRE + delay(n)), ite(And(Equal(i, 1), Equal(j, 0)), BIAS, 0))
)
TIMES = And(*(And(AtMost(0, time), AtMost(time, 1)) for time in (CENTRE, CENTRE + delay(n))))


@theorem(
    "The bias in the first row is one parameter",
    Implies(
        And(ENUMERATED, 1 <= d, IS_LAST, *entries()), Iff(Equal(INDEX, q), And(Equal(i, 1), Equal(j, 0)))
    ),
    source=OWN,
)
def one_bias(claim):
    same = have(
        Implies(And(*entries(), Equal(INDEX, q)), And(Equal(i, 1), Equal(j, 0))),
        given=[ENUMERATED, 1 <= d, IS_LAST],
        by=[
            given(ENUMERATED).instance(k, i, j, K),
            given(ENUMERATED).instance(k, 1, 0, K),
            rewriting(INDEX, q),
            rewriting(q, c(k)(1)(0)),
        ],
    )
    back = have(
        Implies(And(Equal(i, 1), Equal(j, 0)), Equal(INDEX, q)),
        given=[IS_LAST],
        by=[rewriting(i, 1), rewriting(j, 0)],
    )
    return have(claim, "The order of the parameters tells row and column.", by=[same, back])


@theorem(
    "Parameters of the last layer near the centre",
    Implies(And(*SETTING), And(AT_CENTRE, LATER, TIMES)),
    uses=[centre, one_bias, inverse_powers, powers_from_one],
    source=OWN,
)
def parameters_near_centre(claim, near, bias, powers, large):
    conditions = claim.condition.parts
    many = have(1 <= count(K), given=[1 <= d], by=[times(1 <= K, 1 <= d * (d + 1)), times(1 <= d, 1 <= d)])
    equations = satisfied(given(LEBESGUE).instance(count(K)), given=[1 <= d], by=many)
    place = have(
        And(*indices(q, count(K))),
        given=[ENUMERATED, 1 <= d, IS_LAST],
        by=given(ENUMERATED).instance(k, 1, 0, K),
    )
    there = satisfied(near.at(AT), given=[LEBESGUE, 1 <= d], by=[equations, place])
    early, late = (have(part, by=there) for part in there.claim.args)
    inside = given(ENUMERATED).instance(k, i, j, K)
    first = have(
        Implies(And(*entries()), Equal(value(CENTRE), 0)),
        given=conditions,
        by=[inside, early.instance(INDEX)],
    )
    halves = powers.at({x: 2}).instance(n + 1, 0)
    double = have(
        Equal(2 * K / 2 ** (n + 2), BIAS), by=[halves, times(Equal(2 / 2 ** (n + 2), 1 / 2 ** (n + 1)), K)]
    )
    chosen = have(Equal(ite(Equal(i, j), 1, 0) * step, ite(Equal(i, j), step, 0)), by=cases(Equal(i, j)))
    moved = have(
        Implies(
            And(*entries()),
            Equal(h(count(K))(CENTRE + delay(n))(INDEX), HALF + ite(Equal(INDEX, q), 1 / 2 ** (n + 2), 0)),
        ),
        given=conditions,
        by=[inside, late.instance(n, INDEX), chosen.at({i: INDEX, j: q, step: 1 / 2 ** (n + 2)})],
    )
    second = have(
        Implies(
            And(*entries()), Equal(value(CENTRE + delay(n)), ite(And(Equal(i, 1), Equal(j, 0)), BIAS, 0))
        ),
        given=conditions,
        by=[moved, double, bias, cases(Equal(INDEX, q))],
    )
    ranges = have(TIMES, given=conditions, by=[early.instance(q), late.instance(n, q), place])
    proof = have(claim, by=[first.forall(i, j), second.forall(i, j), ranges])
    return proof, *divisors(large, 3, count(K), q, count(K) * (n + 1)), *divisors(large, 2, n + 1)


@theorem(
    "The witness of point masses",
    Implies(And(NETWORKS, SEGMENTS, *SETTING), Equal(dPd(d, p(START), p(START + delay(n))), min_(1, BIAS))),
    uses=[parameters_near_centre, axis_distance, powers_from_one, inverse_powers],
    source=OWN,
)
def dirac_witness(claim, near, apart, large, powers):
    conditions = claim.condition.parts
    there = satisfied(near, given=conditions)

    def member(s):
        """The member at s, as an image under the last layer."""
        table = parameters(K, s)
        placed = satisfied(given(SEGMENTS).instance(K, s, table), given=conditions, by=there)
        start = given(NETWORKS).instance(table)
        return placed, have(start.claim.args[1], given=[NETWORKS], by=start).instance(k)

    (at, first), (late, second) = member(CENTRE), member(CENTRE + delay(n))
    images = {law: lemma.claim.args[1].args[1] for law, lemma in ((mu, first), (nu, second))}
    tables = {A: parameters(K, CENTRE)(k), B: parameters(K, CENTRE + delay(n))(k)}
    half = powers.at({x: 2}).instance(n + 1, 0)
    positive = have(AtMost(0, BIAS), by=[half, times(0 < 1 / 2 ** (n + 1), 0 <= K)])
    gap = satisfied(apart.at({t: BIAS, **tables, **images}), given=conditions, by=[there, positive])
    proof = have(claim, "Both are images under layers without weights.", by=[at, first, late, second, gap])
    return proof, *divisors(large, 3, count(K), q, count(K) * (n + 1)), *divisors(large, 2, n + 1)


# ---- the ratio has no bound ------------------------------------------------------------------------------

LOCAL = LocallyLipschitz(FAMILY, d=d)
NEAR = p(START + delay(n))


@theorem(
    "By the witness of point masses the space-filling family is not locally Lipschitz",
    Implies(And(NETWORKS, SEGMENTS, *SETTING), NotLocallyLipschitz(FAMILY, d=d)),
    uses=[dirac_witness, time_below_step, long_step, below_all_powers, inverse_powers, powers_from_one],
    source=OWN,
)
def not_locally_lipschitz(claim, witness, times_, step_, below, powers, large):
    conditions = claim.condition.parts
    local = given(LOCAL).instance(t)
    *names, bounded = pick(local, "rho C")
    step_bound = have(bounded.claim.args[2], by=bounded).instance(t, t + step)
    near = have(
        Implies(And(0 < step, step <= rho), dPd(d, p(t), p(t + step)) <= C * step), by=[step_bound, bounded]
    )
    near = have(Implies(bounded.claim, near.claim), by=near).at({t: START, step: delay(n)})
    local = given(LOCAL).instance(START)
    *names, bounded = pick(local, "rho C")
    distance = satisfied(witness, given=conditions)
    size = have(2 <= count(K), given=[1 <= d], by=[times(1 <= K, 2 <= d * (d + 1)), times(1 <= d, 1 <= d)])
    faster = satisfied(times_.at({m: count(K)}), by=size).instance(n + 1)
    thirds, fourths = (powers.at({x: base}) for base in (3, 4))
    exponent = count(K) * (n + 1)
    parts = {T: 1 / 3**q, Z: 1 / 3**exponent, Y: 2 ** (n + 1), X: 1 / 2 ** (n + 1), b: 1 / 4 ** (n + 1)}
    late = have(
        Less(0, delay(n)),
        by=[
            thirds.instance(q, 0),
            thirds.instance(exponent, 0),
            times(Less(0, 1 / 3**q), Less(0, 1 / 3**exponent)),
        ],
    )
    near = satisfied(near, by=[bounded])
    steep = have(Implies(delay(n) <= rho, min_(1, BIAS) <= C * delay(n)), by=[near, distance, late])
    long = step_.at(parts)
    third, time, double = (
        thirds.instance(q, 0), thirds.instance(exponent, 0), large.at({x: 2}).instance(n + 1),
    )  # fmt: skip
    reasons = (third, time, double, double, faster, bounded, bounded, steep)
    met = [have(part, by=reason) for part, reason in zip(long.claim.args[0].args, reasons, strict=True)]
    bound = have(long.claim.args[1], by=[long, *met])
    lower = have(
        min_(1, rho) <= (2 * C + 2) / 4**n,
        by=[bound, fourths.instance(n, 0), bounded, times(0 <= C, Less(0, 1 / 4 ** (n + 1)))],
    )
    never = satisfied(below.at({x: 4, least: min_(1, rho), factor: 2 * C + 2}), by=[lower.forall(n), bounded])
    false = have(
        Implies(LOCAL, Or()), given=conditions, by=picked(local, *names, by=have(Or(), by=[never, bounded]))
    )
    proof = have(claim, "The ratio of the distances has no bound.", by=false)
    return proof, *divisors(large, 3, count(K), q, count(K) * (n + 1)), *divisors(large, 2, n + 1)
