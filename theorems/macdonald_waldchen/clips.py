r"""The algebra of clips: what a layer of width one does to a truncated line.

A layer $y \mapsto \operatorname{ReLU}(wy + b)$ carries the map $\operatorname{clip}(\cdot\,; l, h)$ to
another clip. These identities are all that invariance in dimension one rests on.

Source: Macdonald and Wäldchen 2021, Section on width one; the identities are elementary.
"""

from sympy import Rational

from symrelu import (
    And,
    AtMost,
    Equal,
    Fails,
    Implies,
    abs_,
    clip,
    have,
    max_,
    min_,
    reals,
    refute,
    relu,
    sign,
    split,
    theorem,
)

z, l, h, w, b = reals("z l h w b")
z2, l2, h2, L, H, u, v, e = reals("z2 l2 h2 L H u v e")
PAPER = "Macdonald and Wäldchen 2021, Example for the first restriction"


@theorem(
    "A rectified clip is a clip",
    Implies(l <= h, Equal(relu(clip(z, l, h)), clip(z, relu(l), relu(h)))),
    source=PAPER,
)
def rectified_clip(claim):
    return have(claim, r"Truncation at $0$ commutes with truncation at $l$ and at $h$.")


@theorem(
    "A rising line keeps the bounds in order",
    Implies(And(w > 0, l <= h), Equal(w * clip(z, l, h) + b, clip(w * z + b, w * l + b, w * h + b))),
    source=PAPER,
)
def rising_line(claim):
    return have(claim, r"Multiplication by $w > 0$ keeps the order.", by=sign(w))


@theorem(
    "A falling line swaps the bounds",
    Implies(And(w < 0, l <= h), Equal(w * clip(z, l, h) + b, clip(w * z + b, w * h + b, w * l + b))),
    source=PAPER,
)
def falling_line(claim):
    return have(claim, r"Multiplication by $w < 0$ reverses the order.", by=sign(w))


@theorem("A constant layer", Equal(relu(b), clip(b, relu(b), relu(b))), source=PAPER)
def constant_layer(claim):
    return have(claim, "Both bounds are the value itself.")


LAYER = Equal(
    relu(w * clip(z, l, h) + b),
    clip(w * z + b, relu(min_(w * l + b, w * h + b)), relu(max_(w * l + b, w * h + b))),
)


@theorem(
    "A layer carries a clip to a clip",
    Implies(l <= h, LAYER),
    uses=[rectified_clip, rising_line, falling_line],
    source=PAPER,
)
def layer_of_clip(claim, rectified, rising, falling):
    up = have(LAYER, "The bounds keep their order.", given=[w > 0, l <= h], by=[rising, sign(w)])
    down = have(LAYER, "The bounds are swapped.", given=[w < 0, l <= h], by=[falling, sign(w)])
    flat = have(LAYER, "The layer is constant.", given=[Equal(w, 0), l <= h])
    return have(claim, "One of the three cases holds.", by=split(up, down, flat))


@theorem(
    "A layer carries a half-open clip to a clip: rising",
    Implies(w > 0, Equal(relu(w * max_(l, z) + b), max_(relu(w * l + b), w * z + b))),
    source=PAPER,
)
def rising_ray(claim):
    return have(claim, "The order is kept, and the larger bound remains.", by=sign(w))


@theorem(
    "A layer carries a half-open clip to a clip: falling",
    Implies(w < 0, Equal(relu(w * max_(l, z) + b), clip(w * z + b, 0, relu(w * l + b)))),
    source=PAPER,
)
def falling_ray(claim):
    return have(claim, r"The lower bound becomes an upper one, and the new lower bound is $0$.", by=sign(w))


@theorem(
    "Nested clips",
    Implies(And(L <= l, l <= h, h <= H), Equal(clip(clip(z, L, H), l, h), clip(z, l, h))),
    source=PAPER,
)
def nested_clips(claim):
    return have(claim, "The outer truncation is not seen inside.")


@theorem(
    "Clips are close when their data are",
    Implies(
        And(l <= h, l2 <= h2, abs_(z - z2) <= e, abs_(l - l2) <= e, abs_(h - h2) <= e),
        AtMost(abs_(clip(z, l, h) - clip(z2, l2, h2)), e),
    ),
    source=PAPER,
)
def clips_are_close(claim):
    return have(claim, "A maximum and a minimum move no further than their arguments.")


@theorem(
    "A clip is monotone and does not expand",
    Implies(
        And(l <= h, v <= u),
        And(AtMost(0, clip(u, l, h) - clip(v, l, h)), AtMost(clip(u, l, h) - clip(v, l, h), u - v)),
    ),
    source=PAPER,
)
def clip_contracts(claim):
    return have(claim, "On each piece the slope is 0 or 1.")


@theorem(
    "Swapped bounds are no clip",
    Fails(LAYER),
    source=PAPER,
)
def swapped_bounds(claim):
    return refute(
        claim,
        r"For $l = 1 > h = 0$ the layer gives $0$ and the formula gives $\tfrac12$.",
        at={l: 1, h: 0, w: 1, b: 0, z: Rational(1, 2)},
    )
