r"""The repair for unbounded bases: never use slope zero.

Four parameters with $a \ne 0$ in three components, told apart by $h - l$: clips where $l \le h$, half-open
clips $\max(l, aX + c)$ where $h = l - 1$, and the lines $aX + c$ themselves where $l = 0$ and $h = -2$. A
layer of width one moves between the components and never makes $a$ zero: a constant is a clip with $l = h$.

Source: own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    Implies,
    Invariant,
    NonZero,
    Or,
    SameLaw,
    chain,
    clip,
    exhibit,
    have,
    ite,
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

from .clips import falling_ray, layer_of_clip, rising_ray

a, c, l, h, w, b, x, y, z = reals("a c l h w b x y z")
there = reals("a' c' l' h'")
mu = laws("mu")
OWN = "own computation"

CLIPS, RAYS, LINES = l <= h, Equal(h, l - 1), And(Equal(l, 0), Equal(h, -2))


def domain(a, c, l, h):
    """The three components."""
    return And(NonZero(a), Or(l <= h, Equal(h, l - 1), And(Equal(l, 0), Equal(h, -2))))


def member(a, c, l, h):
    """The law of the clip, the half-open clip, or the line."""
    line = a * x + c
    return push((ite(l <= h, clip(line, l, h), ite(Equal(h, l - 1), max_(l, line), line)), x), mu)


here = (a, c, l, h)
image = member(*here).push(lambda y: relu(w * y + b))
found = Exists(there, And(domain(*there), SameLaw(image, member(*there))))


def cell(note, values, shape, *conditions, by=()):
    """In one cell of the table the layer leads to the member with these parameters, which has this shape."""
    assumed = [NonZero(a), *conditions]
    shaped = have(SameLaw(image, push((shape, x), mu)), note, given=assumed, by=[pointwise, *by])
    same = have(SameLaw(push((shape, x), mu), member(*values)), given=assumed, by=pointwise)
    inside = have(domain(*values), given=assumed, by=[sign(a), sign(w)])
    reached = exhibit(found, witness=values, by=[chain(shaped, same), inside])
    return have(Implies(And(*assumed), found), by=reached)


@theorem(
    "The mended family is invariant",
    Invariant((here, [domain(*here)], member(*here))),
    uses=[layer_of_clip, rising_ray, falling_ray],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def mended_is_invariant(claim, layer, rising, falling):
    line = {z: a * x + c}
    low, high = relu(min_(w * l + b, w * h + b)), relu(max_(w * l + b, w * h + b))
    start, moved = relu(w * l + b), w * a * x + w * c + b
    clip_to_clip = cell(
        "A layer carries a clip to a clip.",
        (w * a, w * c + b, low, high),
        clip(moved, low, high),
        NonZero(w),
        CLIPS,
        by=[layer.at(line).forall(x)],
    )
    ray_up = cell(
        "A rising layer keeps a half-open clip half-open.",
        (w * a, w * c + b, start, start - 1),
        max_(start, moved),
        w > 0,
        RAYS,
        by=[rising.at(line).forall(x)],
    )
    ray_down = cell(
        "A falling layer closes it.",
        (w * a, w * c + b, 0, start),
        clip(moved, 0, start),
        w < 0,
        RAYS,
        by=[falling.at(line).forall(x)],
    )
    line_to_ray = cell(
        r"A layer cuts a line at $0$.", (w * a, w * c + b, 0, -1), max_(0, moved), NonZero(w), LINES
    )
    flat = cell(
        "A constant layer makes a clip with equal bounds.", (1, 0, relu(b), relu(b)), relu(b), Equal(w, 0)
    )
    every = have(
        Implies(domain(*here), found),
        "The component and the sign of the weight leave no other case.",
        by=[clip_to_clip, ray_up, ray_down, line_to_ray, flat],
    )
    return have(claim, "Every layer leads from a member to a member.", by=every)


@theorem(
    "The base is a member of the mended family",
    And(domain(1, 0, 0, -2), SameLaw(member(1, 0, 0, -2), mu)),
    source=OWN,
)
def base_is_mended(claim):
    inside = have(domain(1, 0, 0, -2), "The third component.")
    same = have(SameLaw(member(1, 0, 0, -2), mu), "The line $x$ itself.", by=pointwise)
    return have(claim, by=[inside, same])
