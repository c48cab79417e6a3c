r"""The inputs $(1, 0)$ and $(1, t)$: means for small weights, and the formula of the invariant laws.

Source: own computation.
"""

from sympy import atan, cos, pi, sin, sqrt

from symrelu import (
    And,
    E,
    Equal,
    Implies,
    abs_,
    fact,
    have,
    reals,
    relu,
    rewriting,
    sign,
    theorem,
    times,
)

from .axis_kernels import integrable, small, u, v, x
from .rectified_cosines import angular_part
from .uniform_angle import applied

r, s, t, w, z = reals("r s t w z")


def tilted(t):
    """The response at the inputs (1, 0) and (1, t)."""
    return lambda u, v: relu(u) * relu(u + t * v)


def tilted_means(mu, sure, t):
    """The means in the kernel at these inputs exist, for weights of size at most 1."""
    response, reach = tilted(t), relu(u) * (abs_(u) + abs_(t))
    turn = have(
        Implies(small(x), t * x <= abs_(t)),
        by=[sign(t), times(0 <= abs_(t), 0 <= 1 - x), times(0 <= abs_(t), 0 <= 1 + x)],
    )
    size = have(
        Implies(small(x), And(0 <= response(u, x), response(u, x) <= reach)),
        by=[
            turn,
            times(0 <= relu(u), 0 <= relu(u + t * x)),
            times(0 <= relu(u), relu(u + t * x) <= abs_(u) + abs_(t)),
        ],
    )
    positive = have(0 <= reach, by=times(0 <= relu(u), 0 <= abs_(u) + abs_(t)))
    inner = integrable(mu, lambda v: response(u, v), reach, sure, [size, positive])
    value = applied("E_range", mu, small, lambda v: response(u, v), 0, reach, by=[sure, size.forall(x)])
    bound = 1 + abs_(t)
    total = have(
        Implies(small(x), relu(x) * (abs_(x) + abs_(t)) <= bound),
        by=[times(relu(x) <= 1, 0 <= abs_(x) + abs_(t)), have(Implies(small(x), abs_(x) <= 1))],
    )
    mean = E(mu, lambda v: response(x, v))
    bounded = have(Implies(small(x), abs_(mean) <= bound), by=[value.at({u: x}), total])
    return inner, integrable(mu, lambda u: E(mu, lambda v: response(u, v)), bound, sure, bounded)


@theorem(
    "The angle of a tilted input",
    Implies(Equal(s, atan(t)), And(Equal(sqrt(1 + t**2) * cos(s), 1), Equal(sqrt(1 + t**2) * sin(s), t))),
    source="elementary",
)
def angle_of_a_tilted_input(claim):
    turned = have(
        Implies(Equal(s, atan(t)), And(Equal(sin(s), t * cos(s)), 0 < cos(s))),
        by=[fact("arctan", t), rewriting(s, atan(t))],
    )
    scaled = have(Implies(Equal(w, z), Equal(w * x, z * x)), by=rewriting(w, z))
    product = scaled.at({w: r**2, z: 1 + t**2, x: u**2})
    unit = have(
        Implies(
            And(Equal(r**2, 1 + t**2), 0 <= r, 0 < u, Equal(v, t * u), Equal(v**2 + u**2, 1)),
            Equal(r * u, 1),
        ),
        by=[
            product,
            rewriting(v, t * u),
            times(0 <= r, 0 < u),
            times(r * u > 1, r * u > 1),
            times(r * u < 1, 0 <= r * u),
        ],
    ).at({r: sqrt(1 + t**2), u: cos(s), v: sin(s)})
    root = [fact("sqrt", 1 + t**2), fact("circle", s)]
    one = have(Implies(Equal(s, atan(t)), claim.conclusion.parts[0]), by=[turned, unit, *root])
    return have(claim, by=[one, turned])


@theorem(
    "The formula at a tilted input",
    Implies(
        Equal(s, atan(t)),
        Equal(sqrt(1 + t**2) * (x * angular_part(s) / (2 * pi)), x * (t + pi - s) / (2 * pi)),
    ),
    uses=[angle_of_a_tilted_input],
    source="own computation",
)
def formula_at_a_tilted_input(claim, angle):
    part = have(Implies(Equal(s, atan(t)), Equal(sqrt(1 + t**2) * angular_part(s), t + pi - s)), by=angle)
    scaled = have(Implies(Equal(u, v), Equal(x * u / (2 * pi), x * v / (2 * pi))), by=rewriting(u, v))
    inserted = scaled.at({u: sqrt(1 + t**2) * angular_part(s), v: t + pi - s})
    return have(claim, by=[part, inserted])
