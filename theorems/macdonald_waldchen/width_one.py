r"""Width one: the family that the first restriction leaves room for.

On the line every layer carries a clip of the base variable to another clip, so four numbers describe
everything that layers can make of one law. Over a bounded base this family is invariant, has members of
infinite support, and is globally Lipschitz: it uses the first restriction and no other.

Source: Macdonald and Wäldchen 2021, Example for the first restriction; formulas: own computation.
"""

from symrelu import (
    And,
    Equal,
    Implies,
    Invariant,
    Not,
    P,
    SameLaw,
    clip,
    complement,
    exhibit,
    have,
    laws,
    max_,
    min_,
    pointwise,
    push,
    reals,
    relu,
    sign,
    theorem,
)

from .clips import layer_of_clip

a, c, l, h, w, b, x, y, z = reals("a c l h w b x y z")
mu = laws("mu")
PAPER = "Macdonald and Wäldchen 2021, Example for the first restriction"
OWN = "own computation"


# ---- the monoid ----------------------------------------------------------------------------------

y1 = relu(a * x + c - l)


@theorem(
    "Three layers make any clip",
    Implies(And(0 <= l, l <= h), Equal(relu(-relu(-y1 + (h - l)) + h), clip(a * x + c, l, h))),
    source=OWN,
)
def three_layers(claim):
    return have(claim, r"Cut below at $l$, turn over, cut at $h - l$, turn back.")


@theorem(
    "Two layers make any half-open clip",
    Implies(0 <= l, Equal(relu(y1 + l), max_(l, a * x + c))),
    source=OWN,
)
def two_layers(claim):
    return have(claim, r"The second layer moves the cut from $0$ to $l$ and does not cut again.")


# ---- the law of a clip ---------------------------------------------------------------------------

Y = mu.push(lambda x: clip(a * x + c, l, h))
low, high, cut = (l - c) / a, (h - c) / a, (y - c) / a
RISING, FALLING = And(a > 0, l < h), And(a < 0, l < h)


@theorem(
    "Atom at the lower bound, rising line",
    Implies(RISING, Equal(P(Y, lambda v: Equal(v, l)), P(mu, lambda x: x <= low))),
    source=OWN,
)
def lower_atom_rising(claim):
    return have(claim, r"The clip is $l$ exactly where $x \le (l-c)/a$.", by=[pointwise, sign(a)])


@theorem(
    "Atom at the upper bound, rising line",
    Implies(RISING, Equal(P(Y, lambda v: Equal(v, h)), 1 - P(mu, lambda x: x < high))),
    source=OWN,
)
def upper_atom_rising(claim):
    reach = have(
        Implies(RISING, Equal(P(Y, lambda v: Equal(v, h)), P(mu, lambda x: Not(x < high)))),
        r"The clip is $h$ exactly where not $x < (h-c)/a$: the left limit of $F$ enters.",
        by=[pointwise, sign(a)],
    )
    return have(claim, "Pass to the complement.", by=[reach, complement(mu, lambda x: x < high)])


@theorem(
    "Atom at the lower bound, falling line",
    Implies(FALLING, Equal(P(Y, lambda v: Equal(v, l)), 1 - P(mu, lambda x: x < low))),
    source=OWN,
)
def lower_atom_falling(claim):
    reach = have(
        Implies(FALLING, Equal(P(Y, lambda v: Equal(v, l)), P(mu, lambda x: Not(x < low)))),
        r"The clip is $l$ exactly where not $x < (l-c)/a$.",
        by=[pointwise, sign(a)],
    )
    return have(claim, "Pass to the complement.", by=[reach, complement(mu, lambda x: x < low)])


@theorem(
    "Atom at the upper bound, falling line",
    Implies(FALLING, Equal(P(Y, lambda v: Equal(v, h)), P(mu, lambda x: x <= high))),
    source=OWN,
)
def upper_atom_falling(claim):
    return have(claim, r"The clip is $h$ exactly where $x \le (h-c)/a$.", by=[pointwise, sign(a)])


@theorem(
    "Distribution function of a clip, rising line",
    Implies(And(a > 0, l <= y, y < h), Equal(P(Y, lambda v: v <= y), P(mu, lambda x: x <= cut))),
    source=OWN,
)
def distribution_rising(claim):
    return have(
        claim, r"Below $h$ the clip is at most $y$ exactly where $ax + c \le y$.", by=[pointwise, sign(a)]
    )


@theorem(
    "Distribution function of a clip, falling line",
    Implies(And(a < 0, l <= y, y < h), Equal(P(Y, lambda v: v <= y), 1 - P(mu, lambda x: x < cut))),
    source=OWN,
)
def distribution_falling(claim):
    reach = have(
        Implies(And(a < 0, l <= y, y < h), Equal(P(Y, lambda v: v <= y), P(mu, lambda x: Not(x < cut)))),
        r"Below $h$ the clip is at most $y$ exactly where $ax + c \le y$, that is, where not $x < (y-c)/a$.",
        by=[pointwise, sign(a)],
    )
    return have(claim, "Pass to the complement.", by=[reach, complement(mu, lambda x: x < cut)])


@theorem(
    "Beyond its bounds a clip has no mass",
    Implies(
        l <= h,
        And(
            Implies(y < l, Equal(P(Y, lambda v: v <= y), 0)),
            Implies(h <= y, Equal(P(Y, lambda v: v <= y), 1)),
        ),
    ),
    source=OWN,
)
def range_of_clip(claim):
    below = have(
        Implies(And(l <= h, y < l), Equal(P(Y, lambda v: v <= y), 0)),
        "No point lies below $l$.",
        by=pointwise,
    )
    above = have(
        Implies(And(l <= h, h <= y), Equal(P(Y, lambda v: v <= y), 1)),
        "All points lie below $h$.",
        by=pointwise,
    )
    return have(claim, "Both together.", by=[below, above])


@theorem(
    "Law of a constant line",
    Implies(
        And(Equal(a, 0), l <= h),
        SameLaw(mu.push(lambda x: clip(a * x + c, l, h)), mu.push(lambda x: clip(c, l, h))),
    ),
    source=OWN,
)
def flat_line(claim):
    return have(claim, "The slope is 0.", by=pointwise)


# ---- the family ----------------------------------------------------------------------------------


def member(base, a, c, l, h):
    """The law of clip(aX + c; l, h)."""
    return push((clip(a * x + c, l, h), x), base)


def clips_of(base):
    """The family of all clips of a base."""
    return (a, c, l, h), [l <= h], member(base, a, c, l, h)


after = (w * a, w * c + b, relu(min_(w * l + b, w * h + b)), relu(max_(w * l + b, w * h + b)))


@theorem(
    "The clips of any law are invariant",
    Invariant(clips_of(mu)),
    uses=[layer_of_clip],
    source=PAPER,
    inhabited=(1, 0, 0, 1),
)
def clips_are_invariant(claim, layer):
    ordered = have(after[2] <= after[3], "The new bounds are in order.")
    same = have(
        SameLaw(member(mu, a, c, l, h).push(lambda y: relu(w * y + b)), member(mu, *after)),
        "Apply the identity at $z = ax + c$.",
        given=[l <= h],
        by=[pointwise, layer.at({z: a * x + c}).forall(x)],
    )
    return exhibit(claim, "The four numbers of the new clip.", witness=after, by=[ordered, same])
