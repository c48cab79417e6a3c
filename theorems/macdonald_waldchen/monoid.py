r"""The monoid of width-one networks: of whatever depth, a network of width one is a clip of a line.

Layers of width one are closed under composition up to clips: a network with at least one layer is
$x \mapsto \operatorname{clip}(ax + c; l, h)$ with $0 \le l \le h$, or $x \mapsto \max(l, ax + c)$ with
$0 \le l$; and three layers make each of these. Therefore what holds after one layer holds at any depth.

Source: Macdonald and Wäldchen 2021, Example for the first restriction; proofs: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    Or,
    SameLaw,
    clip,
    exhibit,
    functions,
    given,
    have,
    induct_on,
    max_,
    min_,
    naturals,
    pick,
    picked,
    pointwise,
    reals,
    relu,
    sequences,
    split,
    theorem,
)

from .clips import falling_ray, layer_of_clip, rising_ray
from .width_one import three_layers, two_layers

a, c, l, h, w, b, x, y, z = reals("a c l h w b x y z")
n = naturals("n")
weight, bias = sequences("w b")
F = functions("F", "N", ("fun", "R", "R"))
PAPER = "Macdonald and Wäldchen 2021, Example for the first restriction"
OWN = "own computation"
QUARTER = Rational(1, 4)


# F(n) is the composition of the first n layers y -> relu(weight(k) y + bias(k)).
START = ForAll(x, [], Equal(F(0)(x), x))
NEXT = ForAll((n, x), [], Equal(F(n + 1)(x), relu(weight(n) * F(n)(x) + bias(n))))


def is_clip(f):
    """f is a clip of a line with bounds 0 <= l <= h."""
    return Exists((a, c, l, h), And(0 <= l, l <= h, ForAll(x, [], Equal(f(x), clip(a * x + c, l, h)))))


def is_ray(f):
    """f is a line cut below at l >= 0."""
    return Exists((a, c, l), And(0 <= l, ForAll(x, [], Equal(f(x), max_(l, a * x + c)))))


@theorem(
    "A network of width one is a clip",
    Implies(And(START, NEXT), ForAll(n, [], Or(is_clip(F(n + 1)), is_ray(F(n + 1))))),
    uses=[layer_of_clip, rising_ray, falling_ray],
    source=PAPER,
)
def networks_are_clips(claim, layer, rising, falling):
    first_layer, next_layer = given(NEXT).instance(0), given(NEXT).instance(n + 1)
    W, B, f, g = weight(n + 1), bias(n + 1), F(n + 1), F(n + 2)
    goal, values = Or(is_clip(g), is_ray(g)), {w: W, b: B, z: a * x + c}
    first = exhibit(
        is_ray(F(1)),
        "The first layer cuts a line at $0$.",
        witness=(weight(0), bias(0), 0),
        by=[given(START), first_layer],
    )
    *numbers, clipped = pick(given(is_clip(f)), "a c l h")
    after_clip = exhibit(
        is_clip(g),
        "A layer carries a clip to a clip.",
        witness=(W * a, W * c + B, relu(min_(W * l + B, W * h + B)), relu(max_(W * l + B, W * h + B))),
        by=[clipped, next_layer, layer.at(values).forall(x)],
    )
    from_clip = picked(given(is_clip(f)), *numbers, by=have(goal, by=after_clip))
    *numbers, cut = pick(given(is_ray(f)), "a c l")
    after_rise = exhibit(
        is_ray(g),
        "A rising layer carries a half-open clip to a half-open clip.",
        witness=(W * a, W * c + B, relu(W * l + B)),
        by=[cut, next_layer, given(W > 0), rising.at(values).forall(x)],
    )
    after_fall = exhibit(
        is_clip(g),
        "A falling layer carries it to a clip.",
        witness=(W * a, W * c + B, 0, relu(W * l + B)),
        by=[cut, next_layer, given(W < 0), falling.at(values).forall(x)],
    )
    after_flat = exhibit(
        is_clip(g),
        "A constant layer makes a constant, and that is a clip with equal bounds.",
        witness=(0, B, relu(B), relu(B)),
        by=[cut, next_layer, given(Equal(W, 0))],
    )
    three = [have(goal, by=case) for case in (after_rise, after_fall, after_flat)]
    from_ray = picked(given(is_ray(f)), *numbers, by=split(*three, note="The sign of the weight decides."))
    every = induct_on(
        n,
        Or(is_clip(f), is_ray(f)),
        "Layer by layer.",
        base=first,
        step=[have(Implies(is_clip(f), goal), by=from_clip), have(Implies(is_ray(f), goal), by=from_ray)],
    )
    return have(claim, "So it is at every depth.", by=every)


# ---- and back ------------------------------------------------------------------------------------

w1, b1, w2, b2, w3, b3 = reals("w_1 b_1 w_2 b_2 w_3 b_3")
two = relu(w2 * relu(w1 * x + b1) + b2)
three = relu(w3 * two + b3)


@theorem(
    "Every clip is a network with three layers",
    Implies(
        And(0 <= l, l <= h),
        Exists((w1, b1, w2, b2, w3, b3), ForAll(x, [], Equal(three, clip(a * x + c, l, h)))),
    ),
    uses=[three_layers],
    source=OWN,
)
def clips_are_networks(claim, layers):
    return exhibit(
        claim,
        "Cut below, turn over and cut, turn back.",
        witness=(a, c - l, -1, h - l, -1, h),
        by=layers.forall(x),
    )


@theorem(
    "Every half-open clip is a network with two layers",
    Implies(0 <= l, Exists((w1, b1, w2, b2), ForAll(x, [], Equal(two, max_(l, a * x + c))))),
    uses=[two_layers],
    source=OWN,
)
def rays_are_networks(claim, layers):
    return exhibit(
        claim, "Cut at $0$, then move the cut to $l$.", witness=(a, c - l, 1, l), by=layers.forall(x)
    )


def example_picture():
    """The graph of the map that the three layers make."""
    from symrelu import chain_figure

    corners = ((-QUARTER, QUARTER), (3 * QUARTER / 2, QUARTER), (3 * QUARTER, 1), (5 * QUARTER, 1))
    caption = r"The map $x \mapsto \operatorname{clip}(2x - \tfrac12; \tfrac14, 1)$, made by three layers."
    return (chain_figure(corners, caption),)


@theorem(
    "A clip of slope two as a network",
    Equal(
        relu(-relu(-relu(2 * x - Rational(3, 4)) + Rational(3, 4)) + 1),
        clip(2 * x - Rational(1, 2), Rational(1, 4), 1),
    ),
    uses=[three_layers],
    source=OWN,
    figure=example_picture,
)
def three_layers_example(claim, layers):
    values = {a: 2, c: -Rational(1, 2), l: Rational(1, 4), h: 1}
    return have(claim, r"$a = 2$, $c = -\tfrac12$, $l = \tfrac14$, $h = 1$.", by=layers.at(values))


# ---- depth adds nothing to invariance ------------------------------------------------------------

theta = sequences("theta")
Omega = functions("Omega", ("fun", "N", "R"), "B")
p = functions("p", ("fun", "N", "R"), ("law", "R"))
G = functions("G", "N", ("borel", "R", "R"))
family = ((theta,), [Omega(theta)], p(theta))
G_START = ForAll(x, [], Equal(G(0)(x), x))
G_NEXT = ForAll((n, x), [], Equal(G(n + 1)(x), relu(weight(n) * G(n)(x) + bias(n))))
other = sequences("theta'")


def image(k):
    """The network of the first k layers sends p(theta) to a member."""
    return Exists(other, And(Omega(other), SameLaw(p(theta).push(G(k)), p(other))))


def reached(k):
    """The network of the first k layers sends every member to a member."""
    return ForAll(theta, [Omega(theta)], image(k))


@theorem(
    "An invariant family is closed under networks of any depth",
    Implies(And(Invariant(family), G_START, G_NEXT), ForAll(n, [], reached(n))),
    source=PAPER,
)
def closed_under_networks(claim):
    invariant, here = given(Invariant(family)), given(reached(n)).instance(theta)
    same = have(
        SameLaw(p(theta).push(G(0)), p(theta)), "No layer moves nothing.", by=[pointwise, given(G_START)]
    )
    start = exhibit(reached(0), "The member itself.", witness=(theta,), by=same)
    omega, inside = pick(here, "omega")
    sent = invariant.instance(omega, weight(n), bias(n))
    last, found = pick(sent, "last")
    composed = have(
        SameLaw(p(theta).push(G(n + 1)), p(theta).push(G(n)).push(lambda y: relu(weight(n) * y + bias(n)))),
        "The next layer acts on the law so far.",
        by=[pointwise, given(G_NEXT).instance(n)],
    )
    onward = exhibit(
        image(n + 1),
        "Its image is the member that invariance gives.",
        witness=(last,),
        by=[inside, found, composed],
    )
    member = picked(here, omega, by=picked(sent, last, by=onward))
    every = induct_on(n, reached(n), "Layer by layer.", base=start, step=member.forall(theta))
    return have(claim, "So it is at every depth.", by=every)
