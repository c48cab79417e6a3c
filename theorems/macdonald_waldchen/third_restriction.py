r"""The third restriction, and no other: a continuous invariant family of infinite support in any dimension.

On $\mathbb R^d$, $d \ge 1$, the space-filling family over Lebesgue's curve, with the uniform law on the
diagonal of the unit cube as base, is continuous and invariant under layers, and it has a member of infinite
support. It is not locally Lipschitz, as its point masses witness.

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
from .dirac_witness import not_locally_lipschitz, q
from .filling_curves import PAPER, c, d, parameters_in_a_row
from .joined_segments import family_exists, members_are_networks
from .lebesgue_family import curves_exist, curves_fill
from .network_laws import mu, networks_exist
from .readings import satisfied
from .space_filling import DATA, FAMILY, PLACED, invariant, members_in_space, p, rich_member, theta
from .steep_steps import k
from .uniform_diagonal import BASE, base_in_cube, base_infinite

INVARIANT = Invariant(FAMILY, d)
RICH = Exists(theta, SupportInfinite(p(theta), d))
ROUGH = NotLocallyLipschitz(FAMILY, d=d)


@theorem(
    "In every dimension there is a continuous invariant family of infinite support, and it is not Lipschitz",
    Implies(1 <= d, Exists(p, And(PLACED, CONTINUITY, INVARIANT, RICH, ROUGH))),
    uses=[
        curves_exist,
        curves_fill,
        parameters_in_a_row,
        networks_exist,
        family_exists,
        members_are_networks,
        members_in_space,
        invariant,
        rich_member,
        continuous,
        not_locally_lipschitz,
        base_in_cube,
        base_infinite,
    ],
    source=PAPER,
)
def continuous_invariant_family(claim, curves, fill, in_a_row, networks, family, members, *properties):
    placed, keeps, rich, smooth, rough, cube, many = properties
    chosen = [(curves, "h"), (in_a_row.instance(d), "c lambda iota kappa"), (networks.instance(d, BASE), "G")]
    opened, facts = [], [cube, many]
    for exists, names in chosen:
        *variables, made = pick(exists, names)
        opened.append((exists, variables))
        facts.append(made)
    facts.append(satisfied(fill, by=facts))
    there = satisfied(family.at({mu: BASE}), by=facts)
    *at, made = pick(there, "p_3")
    facts.append(made)
    facts.append(satisfied(members.at({mu: BASE}), by=facts))
    jumps = rough.at({mu: BASE, k: 0, q: c(0)(1)(0)})
    lemmas = placed.at({mu: BASE}), smooth.at({mu: BASE}), keeps.instance(d, BASE, *DATA[2:])
    parts = [satisfied(lemma, given=[1 <= d], by=facts) for lemma in (*lemmas, rich.at({mu: BASE}), jumps)]
    found = exhibit(claim.conclusion, witness=at, by=parts)
    for exists, variables in ((there, at), *reversed(opened)):
        found = picked(exists, *variables, by=found)
    return have(claim, "The space-filling family over the diagonal of the unit cube.", by=found)


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
    uses=[continuous_invariant_family],
    source=PAPER,
)
def third_restriction_only(claim, family):
    there = satisfied(family.at({d: 2}))
    *at, made = pick(there, "p_3")
    found = exhibit(claim, witness=at, by=made)
    return have(claim, "In the plane, say.", by=picked(there, *at, by=found))
