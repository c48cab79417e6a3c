r"""Lebesgue's curves in all dimensions at once, as the space-filling family uses them.

Source: Lebesgue 1904.
"""

from symrelu import (
    And,
    Exists,
    Implies,
    Not,
    choice,
    exhibit,
    given,
    have,
    pick,
    picked,
    theorem,
)

from .dirac_witness import LEBESGUE
from .filling_curves import CONTINUOUS, FILLING, INSIDE, NEAR, ONTO, SEQ, e, h, m, s, t, unit, x
from .lebesgue_cubes import uniformly_continuous
from .lebesgue_curve import CURVE, UNIT, curve
from .lebesgue_curve import h as one_curve
from .lebesgue_existence import curve_exists
from .lebesgue_limits import y
from .lebesgue_onto import onto
from .readings import satisfied

OWN = "Lebesgue 1904"


@theorem("Lebesgue's curves exist for all dimensions", Exists(h, LEBESGUE), uses=[curve_exists], source=OWN)
def curves_exist(claim, exists_):
    wanted = Exists(one_curve, Implies(1 <= m, And(*CURVE)))
    there = exists_.instance(m)
    *names, equations = pick(there, "h")
    found = picked(there, *names, by=exhibit(wanted, witness=names, by=equations))
    none = exhibit(Implies(Not(1 <= m), wanted), witness=(lambda s: lambda j: 0,))
    each = have(wanted, by=[have(Implies(1 <= m, wanted), by=found), none])
    relation = choice(lambda m: lambda h: Implies(1 <= m, And(*curve(m, h))), "N", ("fun", "R", SEQ))
    return have(claim, "One for each dimension.", by=satisfied(relation, by=each.forall(m)))


@theorem(
    "Lebesgue's curves fill the cubes",
    Implies(LEBESGUE, FILLING),
    uses=[onto, uniformly_continuous],
    source=OWN,
)
def curves_fill(claim, fills, smooth):
    here = h(m)
    good = satisfied(given(LEBESGUE).instance(m), given=[1 <= m])
    inside = have(Implies(1 <= m, curve(m, here)[1]), by=good)
    inside = have(INSIDE, by=inside.forall(m).instance(m))
    hit = satisfied(fills.at({one_curve: here, y: x}), given=[1 <= m, unit(m, x)], by=good)
    everywhere = have(ONTO, by=hit.forall(m, x))
    uniform = satisfied(smooth.at({one_curve: here}), given=[1 <= m, 0 < e], by=good)
    *radius, close = pick(uniform, "r")
    near = have(have(close.claim.args[1], by=close).claim, by=close).instance(s, t)
    local = exhibit(CONTINUOUS.body, witness=radius, by=[close, have(NEAR, given=UNIT, by=near)])
    continuous = have(CONTINUOUS, by=picked(uniform, *radius, by=local).forall(m, s, e))
    return have(claim, by=[inside, everywhere, continuous])
