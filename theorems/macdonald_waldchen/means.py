r"""Means of clips over any base.

The mean of a clip is an integral of the distribution function over a finite interval, so no moment has to
exist.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    Implies,
    Integral,
    P,
    abs_,
    affine_mean,
    as_functions,
    clip,
    fact,
    have,
    known,
    laws,
    max_,
    pointwise,
    push,
    reals,
    rewriting,
    row,
    sign,
    theorem,
    times,
)

a, c, l, h, q, r, t, u, v, x, y = reals("a c l h q r t u v x y")
mu = laws("mu")
OWN = "own computation"
low, high = (l - c) / a, (h - c) / a


def mean(base, a, c, l, h):
    """The mean of clip(aX + c; l, h)."""
    return E(base, (clip(a * x + c, l, h), x))


def area(base, left, right):
    """The integral of the distribution function from left to right."""
    return Integral(left, right, lambda t: P(base, lambda x: x <= t))


def mean_by_layers():
    """The mean for a positive slope a, with q = 1/a."""
    line = push((a * x + c, x), mu)
    layers = have(
        Implies(l < h, Equal(mean(mu, a, c, l, h), h - Integral(l, h, lambda y: P(line, lambda v: v <= y)))),
        r"$\mathbb E\,Y = l + \int_l^h \mathbb P(Y > y)\,dy$.",
        by=[row("E_push", lambda x: a * x + c, mu, lambda v: clip(v, l, h)), known("E_layers", line, l, h)],
    )
    same = have(
        Equal(P(line, lambda v: v <= y), P(mu, lambda x: x <= q * y - q * c)),
        r"$aX + c \le y$ exactly where $X \le (y - c)/a$.",
        given=[q > 0, Equal(q * a, 1)],
        by=[pointwise, times(q > 0)],
    )
    inverse = have(
        Equal(1 / q, a), given=[q > 0, Equal(q * a, 1)], by=[times(Equal(q * a, 1), 1 / q), sign(q)]
    )
    turned = have(
        Equal(
            Integral(l, h, lambda y: P(mu, lambda x: x <= q * y - q * c)),
            a * area(mu, q * l - q * c, q * h - q * c),
        ),
        r"Substitute $t = (y - c)/a$.",
        given=[q > 0, Equal(q * a, 1)],
        by=[
            row("int_affine", q, -c * q, l, h, lambda t: P(mu, lambda x: x <= t)),
            inverse,
            rewriting(1 / q, a),
        ],
    )
    return have(
        Implies(
            And(q > 0, Equal(q * a, 1), l < h),
            Equal(mean(mu, a, c, l, h), h - a * area(mu, q * l - q * c, q * h - q * c)),
        ),
        by=[layers, as_functions(same, y), turned],
    )


RISING, FALLING = And(a > 0, l < h), And(a < 0, l < h)


@theorem(
    "Mean of a clip, rising line",
    Implies(RISING, Equal(mean(mu, a, c, l, h), h - a * area(mu, low, high))),
    source=OWN,
)
def mean_rising(claim):
    general = mean_by_layers().at({q: 1 / a})
    proof = have(claim, r"With $q = 1/a$.", by=[general, fact("inverse", a), sign(1 / a)])
    order = have(low <= high, given=[RISING], by=sign(1 / a))
    return proof, order


@theorem(
    "Mean of a clip, falling line",
    Implies(FALLING, Equal(mean(mu, a, c, l, h), l - a * area(mu, high, low))),
    source=OWN,
)
def mean_falling(claim):
    turned = l + h - c
    mirrored = have(
        Equal(clip(a * x + c, l, h), l + h - clip(-a * x + turned, l, h)),
        "Turned over, the line rises.",
        given=[l < h],
    )
    bound = have(AtMost(abs_(clip(-a * x + turned, l, h)), max_(abs_(l), abs_(h))))
    means = affine_mean(mu, lambda x: clip(-a * x + turned, l, h), l + h, -1, bound.forall(x))
    general = mean_by_layers().at({a: -a, c: turned, q: -1 / a})
    proof = have(
        claim,
        "The mean of the rising line, turned back.",
        by=[as_functions(mirrored, x), means, general, fact("inverse", a), sign(1 / a)],
    )
    order = have(high <= low, given=[FALLING], by=sign(1 / a))
    return proof, order
