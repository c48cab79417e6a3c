r"""The third restriction, and no other: a continuous invariant family of infinite support in any dimension.

On $\mathbb R^d$, $d \ge 2$, there is a continuous family with one real parameter that is invariant under
layers and has a member of infinite support. By the main theorem it is not locally Lipschitz.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; details: own computation.
"""

from symrelu import (
    And,
    Exists,
    ForAll,
    Implies,
    Invariant,
    NotLocallyLipschitz,
    OnSpace,
    SupportInfinite,
    exhibit,
    have,
    pick,
    picked,
    theorem,
)

from .continuous_family import CONTINUITY, continuity, continuous
from .filling_curves import PAPER, d, parameters_in_a_row
from .joined_segments import family_exists, members_are_networks
from .lebesgue_cubes import cubes_filled
from .network_laws import mu, networks_exist
from .one_parameter import q, rich_is_rough
from .readings import satisfied
from .space_filling import DATA, FAMILY, PLACED, invariant, members_in_space, p, rich_member, theta
from .uniform_diagonal import BASE, base_in_cube, base_infinite

INVARIANT = Invariant(FAMILY, d)
RICH = Exists(theta, SupportInfinite(p(theta), d))


@theorem(
    "In every dimension there is a continuous invariant family of infinite support",
    Implies(1 <= d, Exists(p, And(PLACED, CONTINUITY, INVARIANT, RICH))),
    uses=[
        cubes_filled,
        parameters_in_a_row,
        networks_exist,
        family_exists,
        members_are_networks,
        members_in_space,
        invariant,
        rich_member,
        continuous,
        base_in_cube,
        base_infinite,
    ],
    source=PAPER,
)
def continuous_invariant_family(
    claim, filled, in_a_row, networks, family, members, placed, keeps, rich, smooth, cube, many
):
    chosen = [(filled, "h"), (in_a_row.instance(d), "c lambda iota kappa"), (networks.instance(d, BASE), "G")]
    opened, facts = [], [cube, many]
    for exists, names in chosen:
        *variables, made = pick(exists, names)
        opened.append((exists, variables))
        facts.append(made)
    there = satisfied(family.at({mu: BASE}), by=facts)
    *at, made = pick(there, "p_3")
    facts.append(made)
    facts.append(satisfied(members.at({mu: BASE}), by=facts))
    moves = keeps.instance(d, BASE, *DATA[2:])
    parts = [
        satisfied(lemma, given=[1 <= d], by=facts)
        for lemma in (placed.at({mu: BASE}), smooth.at({mu: BASE}), moves, rich.at({mu: BASE}))
    ]
    found = exhibit(claim.conclusion, witness=at, by=parts)
    for exists, variables in ((there, at), *reversed(opened)):
        found = picked(exists, *variables, by=found)
    return have(claim, "The space-filling family over the diagonal of the unit cube.", by=found)


ROUGH = NotLocallyLipschitz(FAMILY, d=d)


@theorem(
    "Beyond width one there is a continuous invariant family of infinite support",
    Implies(2 <= d, Exists(p, And(PLACED, CONTINUITY, INVARIANT, RICH, ROUGH))),
    uses=[continuous_invariant_family, rich_is_rough],
    source=PAPER,
)
def jumping_family(claim, family, rough):
    there = satisfied(family, given=[2 <= d])
    *at, made = pick(there, "p_3")
    jumps = satisfied(rough.at({q: p}), given=[2 <= d], by=made)
    found = exhibit(claim.conclusion, witness=at, by=[made, jumps])
    return have(claim, "By the main theorem it is not locally Lipschitz.", by=picked(there, *at, by=found))


@theorem(
    "The third restriction, and no other",
    Exists(
        p,
        And(
            Invariant(FAMILY, 2),
            Exists(theta, SupportInfinite(p(theta), 2)),
            NotLocallyLipschitz(FAMILY, d=2),
            continuity(2),
            ForAll(theta, [], OnSpace(2, p(theta))),
        ),
    ),
    uses=[jumping_family],
    source=PAPER,
)
def third_restriction_only(claim, family):
    there = satisfied(family.at({d: 2}))
    *at, made = pick(there, "p_3")
    found = exhibit(claim, witness=at, by=made)
    return have(claim, "In the plane, say.", by=picked(there, *at, by=found))
