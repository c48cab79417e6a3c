r"""The rectifier, smoothed at width 1: a piecewise cubic with two derivatives, and its Taylor bounds.

$r(t) = \frac16 (t + 1)_+^3 - \frac13 t_+^3 + \frac16 (t - 1)_+^3$ is the mean of $(t + U + V)_+$ over two
uniform numbers in $(-\frac12, \frac12)$. Its second derivative is the hat $(1 - |t|)_+$. All bounds come from
those of a single truncated power, whose remainders are powers of $m(t) = (t + w)_+ - t_+$.

Source: own computation.
"""

from sympy import Rational

from symrelu import (
    And,
    Equal,
    Implies,
    abs_,
    have,
    reals,
    relu,
    rewriting,
    sign,
    square,
    theorem,
    times,
)

from .means_below_sums import product_of_positives

OWN = "own computation"
a, b, c, d, p, q, r, t, u, v, w, y, z = reals("a b c d p q r t u v w y z")
SIXTH = Rational(1, 6)


def smooth(t):
    """The smoothed rectifier."""
    return SIXTH * relu(t + 1) ** 3 - 2 * SIXTH * relu(t) ** 3 + SIXTH * relu(t - 1) ** 3


def slope(t):
    """Its derivative."""
    return relu(t + 1) ** 2 / 2 - relu(t) ** 2 + relu(t - 1) ** 2 / 2


def bend(t):
    """Its second derivative, the hat."""
    return relu(t + 1) - 2 * relu(t) + relu(t - 1)


KINKS = [sign(t + 1), sign(t), sign(t - 1)]


@theorem(
    "The smoothed rectifier is close to the rectifier",
    And(0 <= smooth(t) - relu(t), smooth(t) - relu(t) <= SIXTH),
    source=OWN,
)
def close_to_the_rectifier(claim):
    cube = have(
        Implies(And(0 <= v, v <= 1), And(0 <= v**3, v**3 <= 1)),
        by=[times(0 <= v, 0 <= v, 0 <= v), times(0 <= 1 - v, 0 <= v), times(0 <= 1 - v, 0 <= v, 0 <= v)],
    )
    near = [cube.at({v: 1 + t}), cube.at({v: 1 - t})]
    return have(claim, by=[*near, *KINKS])


@theorem(
    "Slopes of the smoothed rectifier",
    And(0 <= slope(t), slope(t) <= 1),
    source=OWN,
)
def slopes_of_the_smoothed(claim):
    squared = have(Implies(And(0 <= v, v <= 1), v**2 <= 1), by=[times(0 <= v, v <= 1), times(v <= 1, v <= 1)])
    near = [squared.at({v: 1 + t}), squared.at({v: 1 - t}), square(1 + t), square(1 - t)]
    return have(claim, by=[*near, *KINKS])


@theorem(
    "The smoothed rectifier, reflected",
    And(
        Equal(smooth(-t), smooth(t) - t),
        Equal(slope(-t), 1 - slope(t)),
        Equal(bend(-t), bend(t)),
    ),
    source=OWN,
)
def reflected(claim):
    return have(claim, by=KINKS)


# ---- one truncated power ---------------------------------------------------------------------------


def gain(t):
    """How much the rectifier gains on a step w."""
    return relu(t + w) - relu(t)


def first_rest(t):
    """The first-order remainder of the truncated cube for a step w."""
    return relu(t + w) ** 3 - relu(t) ** 3 - 3 * w * relu(t) ** 2


@theorem(
    "Remainders of a truncated cube",
    Implies(
        0 <= w,
        And(0 <= gain(t), gain(t) <= w, Equal(first_rest(t), gain(t) ** 3 + 3 * w**2 * relu(t))),
    ),
    source=OWN,
)
def remainders_of_a_cube(claim):
    return have(claim, by=[sign(t), sign(t + w)])


@theorem(
    "The gain decreases to the left",
    Implies(And(0 <= w, y <= t), gain(y) <= gain(t)),
    source=OWN,
)
def gain_is_monotone(claim):
    return have(claim, by=[sign(t), sign(t + w), sign(y), sign(y + w)])


@theorem(
    "A power against its tangent",
    Implies(And(0 <= a, 0 <= b), 0 <= b**3 - a**3 - 3 * a**2 * (b - a)),
    source="elementary",
)
def cube_above_its_tangent(claim):
    return have(
        claim,
        r"It is $(b - a)^2 (b + 2a)$.",
        by=[square(b - a), product_of_positives((b - a) ** 2, b + 2 * a)],
    )


@theorem(
    "The remainder of a truncated cube is convex in the point",
    Implies(0 <= w, 0 <= first_rest(y) - first_rest(t) - 3 * gain(t) ** 2 * (y - t)),
    uses=[remainders_of_a_cube, cube_above_its_tangent],
    source=OWN,
)
def remainder_is_convex(claim, rests, tangent):
    def place(t):
        low, high, m = relu(-t - w), relu(t), gain(t)
        zero = And(Equal(low * m, 0), Equal(high * (w - m), 0))
        return have(Implies(0 <= w, And(Equal(t, m - w + high - low), zero)), by=[sign(t), sign(t + w)])

    # a, b: the gains at t and at y; c, d and p, q: the positive parts of t, -t - w and of y, -y - w.
    zero = have(Implies(Equal(u, 0), Equal(u * v, 0)), by=rewriting(u, 0))
    exact = [zero.at({u: d * a, v: a}), zero.at({u: c * (w - a), v: w + a})]
    squares = have(
        Implies(And(0 <= a, a <= w), 0 <= w**2 - a**2), by=[times(0 <= a, a <= w), times(0 <= w - a, 0 <= w)]
    )
    signs = [squares, square(a), product_of_positives(p, w**2 - a**2), product_of_positives(a**2, q)]
    rest = b**3 + 3 * w**2 * p - a**3 - 3 * w**2 * c - 3 * a**2 * (b + p - q - a - c + d)
    abstract = have(
        Implies(
            And(0 <= a, a <= w, 0 <= b, 0 <= p, 0 <= q, 0 <= w, Equal(d * a, 0), Equal(c * (w - a), 0)),
            0 <= rest,
        ),
        by=[tangent, *signs, *exact],
    )
    values = {a: gain(t), b: gain(y), c: relu(t), d: relu(-t - w), p: relu(y), q: relu(-y - w)}
    return have(
        claim,
        "Both remainders are sums of powers of their gains and of linear parts.",
        by=[rests, rests.at({t: y}), place(t), place(y), abstract.at(values)],
    )


# ---- Taylor bounds ---------------------------------------------------------------------------------


def first_order(t):
    """The first-order remainder of the smoothed rectifier for a step w."""
    return smooth(t + w) - smooth(t) - w * slope(t)


def second_order(t):
    """Its second-order remainder."""
    return first_order(t) - w**2 * bend(t) / 2


@theorem(
    "Taylor bounds of the smoothed rectifier for steps to the right",
    Implies(
        0 <= w,
        And(
            0 <= first_order(t),
            first_order(t) <= w**2 / 2,
            -(w**3) / 6 <= second_order(t),
            second_order(t) <= w**3 / 6,
        ),
    ),
    uses=[remainders_of_a_cube, gain_is_monotone, remainder_is_convex],
    source=OWN,
)
def steps_to_the_right(claim, rests, grows, convex):
    whole = have(Equal(6 * first_order(t), first_rest(t + 1) - 2 * first_rest(t) + first_rest(t - 1)))
    squared = have(
        Implies(And(0 <= a, a <= w), a**2 <= w**2), by=[times(0 <= a, a <= w), times(0 <= w - a, 0 <= w)]
    )
    tangents = [
        convex.at({y: first, t: second}) for first, second in ((t + 1, t), (t - 1, t), (t, t + 1), (t, t - 1))
    ]
    slopes = [squared.at({a: gain(t + 1)}), square(gain(t)), square(gain(t - 1))]
    gains = [rests.at({t: e}) for e in (t + 1, t, t - 1)]
    first = have(And(*claim.conclusion.parts[:2]), given=[0 <= w], by=[whole, *tangents, *slopes, *gains])
    cubed = have(
        Implies(And(0 <= a, a <= b), And(0 <= a**3, a**3 <= b**3)),
        by=[
            product_of_positives(b - a, a**2 + a * b + b**2),
            product_of_positives(a, b),
            product_of_positives(a, a**2),
            square(a),
            square(b),
        ],
    )
    order = [(t - 1, t), (t, t + 1)]
    cubes = [cubed.at({a: gain(e), b: gain(f)}) for e, f in order] + [cubed.at({a: gain(t + 1), b: w})]
    left = [grows.at({y: e, t: f}) for e, f in order]
    parts = have(
        Implies(0 <= w, Equal(6 * second_order(t), gain(t + 1) ** 3 - 2 * gain(t) ** 3 + gain(t - 1) ** 3)),
        by=[whole, *gains],
    )
    second = have(And(*claim.conclusion.parts[2:]), given=[0 <= w], by=[parts, *cubes, *left, *gains])
    return have(claim, by=[first, second])


@theorem(
    "Taylor bounds of the smoothed rectifier",
    And(
        abs_(smooth(t + w) - smooth(t)) <= abs_(w),
        abs_(first_order(t)) <= w**2 / 2,
        abs_(second_order(t)) <= abs_(w) ** 3 / 6,
    ),
    uses=[steps_to_the_right, reflected, slopes_of_the_smoothed],
    source=OWN,
)
def taylor_bounds(claim, right, mirror, slopes):
    left = right.at({t: -t, w: -w})
    mirrors = [mirror, mirror.at({t: t + w})]
    above = have(And(*claim.parts[1:]), by=[right, left, *mirrors, sign(w)])
    convex = have(0 <= first_order(t), "It is convex.", by=[right, left, *mirrors, sign(w)])
    back = convex.at({t: t + w, w: -w})
    small = have(
        Implies(And(0 <= a, a <= 1), abs_(w * a) <= abs_(w)),
        by=[sign(w), times(0 <= a, w > 0), times(a <= 1, w > 0), times(0 <= a, w < 0), times(a <= 1, w < 0)],
    )
    steps = [lemma.at(values) for lemma, values in ((small, {a: slope(t)}), (small, {a: slope(t + w)}))]
    first = have(claim.parts[0], by=[convex, back, *steps, slopes, slopes.at({t: t + w})])
    return have(claim, by=[first, above])
