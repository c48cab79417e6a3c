r"""Popular families of laws on $\mathbb R^d$, and the layers that each of them does not survive.

For each family a member and layers are named such that the law behind the layers has a property that no
member has: a coordinate with an atom of a mass that coordinates of members do not have, two coordinates that
are equal and not constant where those of members are independent, or points off every line where members lie
on lines. Degenerate members are allowed wherever the parameters allow them.

Source: Macdonald and Wäldchen 2021, introduction; separators and values: own computation.
"""

from symrelu import (
    Family,
    Layer,
    NotInvariant,
    along,
    clip,
    decide_invariance,
    exponential,
    have,
    laplace,
    normal,
    positive,
    product,
    push,
    reals,
    relu,
    theorem,
    uniform,
    uniform_box,
)

OWN = "own computation"
a, b, c, e, x = reals("a b c e x")
m1, m2, v1, v2, w1, w2 = reals("m1 m2 v1 v2 w1 w2")
a11, a12, a21, a22 = reals("a11 a12 a21 a22")
l, h, l1, h1, l2, h2 = reals("l h l1 h1 l2 h2")
s1, s2, r1, r2 = positive("s1 s2 r1 r2")

AFFINE = Layer([[a11, a12], [a21, a22]], [m1, m2], activation="identity")
FREE = (a11, a12, a21, a22, m1, m2)
PAIR = product(normal(0, 1), normal(0, 1))


def found(claim, family, note):
    """The member, the layers and the separator are searched for; the kernel checks what is found."""
    return have(claim, note, by=decide_invariance(family).theorem)


def clipped(base, slope, offset, low, high):
    """The law of clip(slope X + offset; low, high)."""
    return push((clip(slope * x + offset, low, high), x), base)


# ---- atoms of coordinates ------------------------------------------------------------------------

GAUSSIAN = Family(push(AFFINE, PAIR), FREE)


@theorem("Gaussian laws on the plane are not invariant", NotInvariant(GAUSSIAN, 2), source=OWN)
def gaussian_pairs(claim):
    note = (
        r"The layer $\rho$ sends half of a centred member to points whose first coordinate is $0$; a"
        r" coordinate of a member is a polynomial in independent normal numbers: constant, or without atoms."
    )
    return found(claim, GAUSSIAN, note)


RECTIFIED = Family(push(relu, push(AFFINE, PAIR)), FREE)


@theorem("Rectified Gaussian laws on the plane are not invariant", NotInvariant(RECTIFIED, 2), source=OWN)
def rectified_gaussian_pairs(claim):
    note = r"A reflection moves the atom at $0$ of a coordinate to $1$, where members have none but Diracs."
    return found(claim, RECTIFIED, note)


BOXES = Family(uniform_box([(a, b), (c, e)]), (a, b, c, e))


@theorem("Uniform laws on boxes are not invariant", NotInvariant(BOXES, 2), source=OWN)
def uniform_on_boxes(claim):
    return found(
        claim, BOXES, "The layer sends half of the unit square to one value of the first coordinate."
    )


PARALLELOGRAMS = Family(push(AFFINE, uniform_box([(0, 1), (0, 1)])), FREE)


@theorem(
    "Uniform laws on parallelograms, degenerate ones allowed, are not invariant",
    NotInvariant(PARALLELOGRAMS, 2),
    source=OWN,
)
def uniform_on_parallelograms(claim):
    note = "A coordinate of a member is constant, or has no atom; behind the layer it has one of mass $1/2$."
    return found(claim, PARALLELOGRAMS, note)


EXPONENTIAL = Family(product(exponential(r1), exponential(r2)), (r1, r2))


@theorem("Independent exponential laws are not invariant", NotInvariant(EXPONENTIAL, 2), source=OWN)
def exponential_pairs(claim):
    return found(claim, EXPONENTIAL, r"Behind $\rho(z - 1)$ the first coordinate has an atom at $0$.")


LAPLACE = Family(product(laplace(m1, s1), laplace(m2, s2)), (m1, s1, m2, s2))


@theorem("Independent Laplace laws are not invariant", NotInvariant(LAPLACE, 2), source=OWN)
def laplace_pairs(claim):
    return found(claim, LAPLACE, "Half of a centred member is sent to one value of the first coordinate.")


# ---- independence ----------------------------------------------------------------------------------

CENSORED = Family(
    product(clipped(normal(0, 1), a, b, l1, h1), clipped(normal(0, 1), c, e, l2, h2)),
    (a, b, l1, h1, c, e, l2, h2),
    (l1 <= h1, l2 <= h2),
)


@theorem(
    "Independent censored normal laws are not invariant, though each coordinate is",
    NotInvariant(CENSORED, 2),
    source=OWN,
)
def independent_censored_pairs(claim):
    note = (
        r"The layer $(y_1, y_2) \mapsto (\rho(y_1), \rho(y_1))$ copies a coordinate with an atom:"
        r" both are $0$ with probability $1/2$, not its square."
    )
    return found(claim, CENSORED, note)


# ---- lines -----------------------------------------------------------------------------------------

ON_LINES = Family(
    along(clipped(uniform(0, 1), a, b, l, h), (w1, w2), (v1, v2)),
    (a, b, l, h, w1, w2, v1, v2),
    (l <= h,),
)


@theorem("Clips on lines are not invariant in the plane", NotInvariant(ON_LINES, 2), source=OWN)
def clips_on_lines(claim):
    note = "A hinge bends a segment; then three places of positive mass lie on no line."
    return found(claim, ON_LINES, note)
