r"""A bounded base: the family of clips that uses the first restriction and no other.

Over a base with $\lvert X\rvert \le R$ the law of $\operatorname{clip}(aX + c; l, h)$ depends on its four
parameters in a Lipschitz way, globally. Over the uniform law on $[0, 1]$ the family is invariant, has members
of infinite support, and the constant is $2$.

Source: Macdonald and Wäldchen 2021, Example for the first restriction; constants: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    Implies,
    InSupport,
    Invariant,
    Less,
    Lipschitz,
    LocallyLipschitz,
    Not,
    P,
    SameLaw,
    SupportInfinite,
    abs_,
    clip,
    exhibit,
    have,
    interval,
    known,
    laws,
    max_,
    naturals,
    nonnegative,
    pointwise,
    push,
    reals,
    sign,
    theorem,
    uniform,
)

from . import clips
from .clips import clips_are_close
from .width_one import clips_are_invariant, clips_of, member

a, c, l, h, x, y, z = reals("a c l h x y z")
a1, c1, l1, h1 = reals("a' c' l' h'")
a2, c2, l2, h2 = reals("a'' c'' l'' h''")
e, s, r = reals("e s r")
i, j, n = naturals("i j n")
R = nonnegative("R")
mu = laws("mu")
U = uniform(0, 1)
PAPER = "Macdonald and Wäldchen 2021, Example for the first restriction"
OWN = "own computation"


def modulus(radius):
    """R |a - a'| + |c - c'|, |l - l'| or |h - h'|, whichever is largest."""
    return lambda s, t: max_(
        radius * abs_(s[0] - t[0]) + abs_(s[1] - t[1]), max_(abs_(s[2] - t[2]), abs_(s[3] - t[3]))
    )


here, there = (a, c, l, h), (a1, c1, l1, h1)
bounded = Equal(P(mu, lambda x: abs_(x) <= R), 1)


@theorem(
    "Lines are close on a bounded set",
    Implies(abs_(x) <= R, AtMost(abs_((a * x + c) - (a1 * x + c1)), R * abs_(a - a1) + abs_(c - c1))),
    source=OWN,
)
def lines_are_close(claim):
    slopes = have(
        Implies(abs_(x) <= R, AtMost(abs_((a - a1) * x), R * abs_(a - a1))),
        r"The slopes differ by $a - a'$, and $\lvert x\rvert \le R$.",
        by=[sign(a - a1), sign(x)],
    )
    return have(claim, "The triangle inequality.", by=slopes)


@theorem(
    "Clips of a bounded base depend on their parameters in a Lipschitz way",
    Implies(bounded, Lipschitz(clips_of(mu), modulus(R))),
    uses=[clips_are_close, lines_are_close],
    inhabited=(1, 0, 0, 1),
    source=PAPER,
)
def bounded_modulus(claim, close, lines):
    bound = modulus(R)(here, there)
    near = have(
        Implies(
            And(l <= h, l1 <= h1, abs_(x) <= R),
            AtMost(abs_(clip(a * x + c, l, h) - clip(a1 * x + c1, l1, h1)), bound),
        ),
        "The lines are close where the base lives, so the clips are.",
        by=[lines, close.at({z: a * x + c, clips.z2: a1 * x + c1, clips.l2: l1, clips.h2: h1, e: bound})],
    )
    return have(claim, "Laws of close maps are close.", by=[pointwise, near.forall(x)])


# ---- the uniform base ----------------------------------------------------------------------------

family = clips_of(U)
CONSTANT = 2


@theorem(
    "The uniform base lives on the unit interval", Equal(P(U, lambda x: And(0 <= x, x <= 1)), 1), source=OWN
)
def unit_support(claim):
    return have(
        claim,
        r"$F(1) - F(0-) = 1 - 0$.",
        by=[interval(U, 0, 1), known("uniform_cdf", 0, 1, 1), known("uniform_cdf_left", 0, 1, 0)],
    )


@theorem(
    "The clips of the uniform law depend on their parameters in a Lipschitz way",
    Lipschitz(family, modulus(1)),
    uses=[unit_support, bounded_modulus],
    inhabited=(1, 0, 0, 1),
    source=PAPER,
)
def unit_modulus(claim, support, general):
    radius = have(
        Equal(P(U, lambda x: abs_(x) <= 1), 1),
        r"The unit interval lies in $[-1, 1]$.",
        by=[pointwise, support],
    )
    return have(
        claim, "The bound of the last proposition with $R = 1$.", by=[radius, general.at({mu: U, R: 1})]
    )


@theorem(
    "The Lipschitz constant is two",
    Lipschitz(family, CONSTANT),
    uses=[unit_modulus],
    inhabited=(1, 0, 0, 1),
    source=PAPER,
)
def unit_constant(claim, moduli):
    return have(
        claim,
        r"$\lvert a - a'\rvert + \lvert c - c'\rvert$ is at most twice the larger of the two.",
        by=moduli,
    )


@theorem(
    "The family is locally Lipschitz",
    LocallyLipschitz(family),
    uses=[unit_constant],
    source=PAPER,
    inhabited=(1, 0, 0, 1),
)
def locally_lipschitz(claim, constant):
    return exhibit(
        claim,
        "Any radius will do, with the constant $2$.",
        witness=(1, CONSTANT),
        by=constant.instance(a1, c1, l1, h1, a2, c2, l2, h2),
    )


@theorem(
    "Every point of the unit interval lies in the support",
    Implies(And(0 <= s, s <= 1), InSupport(U, s)),
    source=OWN,
)
def unit_points(claim):
    low, high = s - r / 2, s + r / 2
    mass = have(
        Implies(And(0 <= s, s <= 1, r > 0), Less(0, P(U, lambda y: And(low <= y, y <= high)))),
        "The distribution function climbs within the unit interval.",
        by=[interval(U, low, high), known("uniform_cdf", 0, 1, high), known("uniform_cdf_left", 0, 1, low)],
    )
    inside = have(
        Implies(r > 0, AtMost(P(U, lambda y: And(low <= y, y <= high)), P(U, lambda y: abs_(y - s) < r))),
        "Half the radius leaves room.",
        by=pointwise,
    )
    return have(claim, "Every ball contains such an interval.", by=[mass, inside])


@theorem("The uniform law has infinite support", SupportInfinite(U), uses=[unit_points], source=OWN)
def unit_infinite(claim, point):
    apart = have(
        Implies(And(1 <= i, i < j, j <= n), Not(Equal(i / (n + 1), j / (n + 1)))),
        "Different numerators.",
        by=sign(1 / (n + 1)),
    )
    inside = have(
        Implies(And(1 <= i, i <= n), And(AtMost(0, i / (n + 1)), i / (n + 1) <= 1)),
        "Proper fractions.",
        by=sign(1 / (n + 1)),
    )
    return exhibit(
        claim,
        r"The points $k/(n+1)$.",
        witness=[lambda k: k / (n + 1)],
        by=[apart, inside, point.at({s: i / (n + 1)})],
    )


@theorem("The base is one of its clips", SameLaw(member(U, 1, 0, 0, 1), U), uses=[unit_support], source=OWN)
def base_is_member(claim, support):
    return have(claim, "On the unit interval nothing is cut off.", by=[pointwise, support])


@theorem(
    "The first restriction, and no other",
    And(
        Invariant(family),
        Exists((a, c, l, h), And(l <= h, SupportInfinite(member(U, a, c, l, h)))),
        LocallyLipschitz(family),
    ),
    uses=[clips_are_invariant, base_is_member, unit_infinite, locally_lipschitz],
    source=PAPER,
    inhabited=(1, 0, 0, 1),
)
def first_restriction_only(claim, invariant, same, infinite, lipschitz):
    rich = exhibit(
        Exists((a, c, l, h), And(l <= h, SupportInfinite(member(U, a, c, l, h)))),
        "The uniform law itself is a member.",
        witness=(1, 0, 0, 1),
        by=[same, infinite],
    )
    return have(
        claim,
        "Width one is the first restriction; neither finite supports nor jumps in the parameters are needed.",
        by=[invariant.at({mu: U}), rich, lipschitz],
    )


# ---- no open end is needed -----------------------------------------------------------------------

top = max_(l, abs_(a) * R + c)


@theorem(
    "On a bounded base a half-open clip is a clip",
    Implies(bounded, SameLaw(push((max_(l, a * x + c), x), mu), member(mu, a, c, l, top))),
    source=PAPER,
)
def finite_top(claim):
    reach = have(
        Implies(abs_(x) <= R, AtMost(a * x + c, abs_(a) * R + c)),
        r"$ax \le \lvert a\rvert R$.",
        by=[sign(a), sign(x)],
    )
    same = have(
        Implies(abs_(x) <= R, Equal(max_(l, a * x + c), clip(a * x + c, l, top))),
        "So the upper bound is never met from above.",
        by=reach,
    )
    return have(claim, "The maps agree where the base lives.", by=[pointwise, same.forall(x)])


unit_top = max_(l, c + max_(a, 0))


@theorem(
    "On the unit interval a half-open clip is a clip",
    SameLaw(push((max_(l, a * x + c), x), U), member(U, a, c, l, unit_top)),
    uses=[unit_support],
    source=PAPER,
)
def unit_finite_top(claim, support):
    same = have(
        Implies(And(0 <= x, x <= 1), Equal(max_(l, a * x + c), clip(a * x + c, l, unit_top))),
        r"$ax \le \max(a, 0)$ for $0 \le x \le 1$.",
        by=[sign(a), sign(x), sign(1 - x)],
    )
    return have(claim, "The maps agree on the unit interval.", by=[pointwise, support, same.forall(x)])
