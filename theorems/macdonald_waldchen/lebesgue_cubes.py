r"""Every cube is filled by a continuous curve.

Source: Lebesgue 1904; the first such curve is that of Peano 1890.
"""

from symrelu import (
    And,
    Exists,
    ForAll,
    Implies,
    Lemma,
    Less,
    Not,
    abs_,
    choice,
    dist,
    exhibit,
    have,
    instance,
    pick,
    picked,
    row,
    theorem,
)

from . import filling_curves as filling
from .lebesgue_continuity import e, modulus, n, r, t
from .lebesgue_curve import CURVE, OWN, SEQUENCE, UNIT, curve, h, j, m, places, s
from .lebesgue_existence import curve_exists
from .lebesgue_limits import below_all_powers, y
from .lebesgue_limits import e as small
from .lebesgue_limits import t as factor
from .lebesgue_onto import onto
from .lebesgue_powers import inverse_powers, x
from .readings import satisfied

CLOSE = ForAll((s, t), [*UNIT, 0 <= t, t <= 1, abs_(s - t) <= r], dist(m, h(s), h(t)) <= e)


@theorem(
    "Lebesgue's curve is uniformly continuous",
    Implies(And(*CURVE, 0 < e), Exists(r, And(0 < r, CLOSE))),
    uses=[modulus, below_all_powers, inverse_powers],
    source=OWN,
)
def uniformly_continuous(claim, near, below, powers):
    fine = Exists(n, 1 / 2**n <= e)
    coarse = have(Implies(Not(fine), ForAll(n, [], e <= 1 / 2**n)), by=instance(Not(fine), n))
    there = have(fine, given=[0 < e], by=[below.at({small: e, factor: 1, x: 2}), coarse])
    level, enough = pick(there, "n")
    radius = 1 / 3 ** (m * n)
    third = powers.at({x: 3}).instance(m * n, 0)
    each = satisfied(near, given=CURVE)
    within = [*UNIT, 0 <= t, t <= 1, abs_(s - t) <= radius]
    apart = have(
        ForAll(j, places(j, m), abs_(h(s)(j) - h(t)(j)) <= e),
        given=within,
        by=[each.instance(n, s, t, j), enough],
    )
    close = satisfied(Lemma(row("dist_le", m, h(s), h(t), e)), given=[0 < e], by=apart)
    found = exhibit(
        claim.conclusion,
        witness=(radius,),
        by=[
            have(Less(0, radius), by=third),
            have(Implies(And(*within), dist(m, h(s), h(t)) <= e), by=close).forall(s, t),
        ],
    )
    return have(claim, "The modulus is small for small distances.", by=picked(there, level, by=found))


@theorem(
    "Every cube is filled by a continuous curve",
    Exists(filling.h, filling.FILLING),
    uses=[curve_exists, onto, uniformly_continuous],
    source=OWN,
)
def cubes_filled(claim, exists_, fills, continuous):
    wanted = Exists(h, Implies(1 <= m, And(*CURVE)))
    there = exists_.instance(m)
    one, equations = pick(there, "h")
    found = picked(there, one, by=exhibit(wanted, witness=(one,), by=equations))
    none = exhibit(Implies(Not(1 <= m), wanted), witness=(lambda s: lambda j: 0,))
    each = have(wanted, by=[have(Implies(1 <= m, wanted), by=found), none])
    relation = choice(lambda m: lambda h: Implies(1 <= m, And(*curve(m, h))), "N", ("fun", "R", SEQUENCE))
    chosen = satisfied(Lemma(relation), by=each.forall(m))
    curves, good = pick(chosen, "h")
    here = filling.h(m)
    good = satisfied(good.instance(m), given=[1 <= m])
    inside = have(Implies(1 <= m, curve(m, here)[1]), by=good)
    inside = have(filling.INSIDE, by=inside.forall(m).instance(m))
    hit = satisfied(fills.at({h: here, y: filling.x}), given=[1 <= m, filling.unit(m, filling.x)], by=good)
    everywhere = have(filling.ONTO, by=hit.forall(m, filling.x))
    uniform = satisfied(continuous.at({h: here}), given=[1 <= m, 0 < e], by=good)
    radius, close = pick(uniform, "r")
    near = have(close.claim.args[1], by=close)
    goal = filling.CONTINUOUS.body
    local = exhibit(
        goal, witness=(radius,), by=[close, have(filling.NEAR, given=UNIT, by=near.instance(s, t))]
    )
    smooth = have(filling.CONTINUOUS, by=picked(uniform, radius, by=local).forall(m, s, e))
    end = exhibit(claim, witness=(curves,), by=[inside, everywhere, smooth])
    return picked(chosen, curves, by=end)
