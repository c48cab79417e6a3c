r"""Four parameters suffice: the clips of a bounded law, as a family over a part of $\mathbb R^4$.

Source: Macdonald and Wäldchen 2021, Example for the first restriction; as parameters in $\mathbb R^4$: own
computation.
"""

from symrelu import (
    And,
    Exists,
    Implies,
    Invariant,
    LocallyLipschitz,
    SameLaw,
    SupportAtLeast,
    abs_,
    dist,
    dP,
    exhibit,
    fact,
    have,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    theorem,
)

from .bounded_base import R, bounded, bounded_modulus
from .products import products_keep_order
from .width_one import clips_are_invariant, member, mu

a, b, s, w = reals("a b s w")
theta, first, second = sequences("theta theta' theta''")
PAPER = "Macdonald and Wäldchen 2021, Example for the first restriction"
OWN = "own computation"


def coordinates(theta):
    """Slope, constant and bounds."""
    return tuple(theta(i) for i in (1, 2, 3, 4))


def law(theta):
    """The law of the clip of the base with these numbers."""
    return member(mu, *(coordinates(theta) if callable(theta) else theta))


FAMILY = ((theta,), [theta(3) <= theta(4)], law(theta))


@theorem(
    "Over a bounded base the clips are a locally Lipschitz family over a part of four-dimensional space",
    Implies(bounded, LocallyLipschitz(FAMILY, n=4)),
    uses=[bounded_modulus, products_keep_order],
    source=PAPER,
    inhabited=((0, 0, 0, 0),),
)
def lipschitz_over_r4(claim, modulus, order):
    far = dist(4, first, second)
    apart = [fact("dist_ge", 4, first, second, i) for i in (1, 2, 3, 4)]
    slopes = order.at({s: R, a: abs_(first(1) - second(1)), b: far})
    near = have(
        dP(law(first), law(second)) <= (R + 1) * far,
        "Every coordinate differs by at most the distance.",
        given=[bounded, first(3) <= first(4), second(3) <= second(4)],
        by=[modulus.instance(*coordinates(first), *coordinates(second)), slopes, *apart],
    )
    return exhibit(
        claim,
        "Any radius will do, with the constant $R + 1$.",
        witness=(1, R + 1),
        by=near.forall(first, second),
    )


@theorem(
    "The clips are an invariant family over a part of four-dimensional space",
    Invariant(FAMILY),
    uses=[clips_are_invariant],
    source=PAPER,
    inhabited=((0, 0, 0, 0),),
)
def invariant_over_r4(claim, invariant):
    sent = invariant.instance(*coordinates(theta), w, b)
    *numbers, found = pick(sent, "a' c' l' h'")
    image = law(theta).push(lambda y: relu(w * y + b))
    reached = exhibit(
        Exists(second, And(second(3) <= second(4), SameLaw(image, law(second)))),
        "The four numbers of the new clip are a point.",
        witness=(tuple(numbers),),
        by=found,
    )
    member_ = have(Implies(theta(3) <= theta(4), reached.claim), by=picked(sent, *numbers, by=reached))
    return have(claim, "Every layer sends a clip to a clip.", by=member_)


@theorem(
    "A bounded law is one of its clips",
    Implies(bounded, SameLaw(law((1, 0, -R, R)), mu)),
    source=PAPER,
)
def base_over_r4(claim):
    return have(claim, "Nothing is cut off.", by=pointwise)


@theorem(
    "Four parameters suffice, and are needed over a base with four support points",
    Implies(
        And(bounded, SupportAtLeast(mu, 4)),
        And(
            Invariant(FAMILY),
            LocallyLipschitz(FAMILY, n=4),
            Exists(theta, And(theta(3) <= theta(4), SupportAtLeast(law(theta), 4))),
        ),
    ),
    uses=[invariant_over_r4, lipschitz_over_r4, base_over_r4],
    source=OWN,
    inhabited=((0, 0, 0, 0),),
)
def four_suffice(claim, invariant, lipschitz, base):
    same = have(SameLaw(law((1, 0, -R, R)), mu), given=[bounded], by=base)
    rich = exhibit(
        Implies(claim.condition, claim.conclusion.parts[2]),
        "The base is a member.",
        witness=((1, 0, -R, R),),
        by=same,
    )
    return have(claim, "The clips of the base.", by=[invariant, lipschitz, rich])
