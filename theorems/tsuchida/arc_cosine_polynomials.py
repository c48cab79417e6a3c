r"""The arc-cosine family by polynomials: $J_n(t) = A_n(\cos t) \sin t + B_n(\cos t) (\pi - t)$.

Source: own computation.
"""

from sympy import cos, pi, sin

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    fact,
    functions,
    given,
    have,
    induct_on,
    reals,
    rewriting,
    theorem,
)

from .arc_cosine import FAMILY, LEVELS, OWN, J, c, n, s, t, w

A, B = functions("A B", "N", LEVELS[2])
a, b, d, e, k, m, p, u, v, x, y, z = reals("a b d e k m p u v x y z")


def polynomials(A, B):
    """The coefficients of the sine and of the line, as functions of the cosine."""
    starts = [Equal(A(0)(c), 0), Equal(A(1)(c), 1), Equal(B(0)(c), 1), Equal(B(1)(c), c)]
    return [
        *(ForAll(c, [], start) for start in starts),
        *(
            ForAll(
                (n, c),
                [],
                Equal(q(n + 2)(c), (2 * n + 3) * c * q(n + 1)(c) + (n + 1) ** 2 * (1 - c**2) * q(n)(c)),
            )
            for q in (A, B)
        ),
    ]


def composed(n):
    """The member n at t from its coefficients."""
    return Equal(J(n)(t), A(n)(cos(t)) * sin(t) + B(n)(cos(t)) * (pi - t))


@theorem(
    "One step of the polynomials",
    Implies(
        And(
            Equal(s**2, 1 - c**2),
            Equal(z, k * c * u + m * s**2 * v),
            Equal(u, a * s + b * p),
            Equal(v, d * s + e * p),
            Equal(x, k * c * a + m * (1 - c**2) * d),
            Equal(y, k * c * b + m * (1 - c**2) * e),
        ),
        Equal(z, x * s + y * p),
    ),
    source="elementary",
)
def polynomial_step(claim):
    circle = have(
        Implies(Equal(s**2, 1 - c**2), Equal(s**2 * w, (1 - c**2) * w)), by=rewriting(s**2, 1 - c**2)
    )
    core = have(
        Implies(
            Equal(s**2, 1 - c**2),
            Equal(
                k * c * (a * s + b * p) + m * s**2 * (d * s + e * p),
                (k * c * a + m * (1 - c**2) * d) * s + (k * c * b + m * (1 - c**2) * e) * p,
            ),
        ),
        by=circle.at({w: m * (d * s + e * p)}),
    )
    known = claim.condition.parts[1:]
    return have(claim, by=[core, *(rewriting(part.left, part.right) for part in known[1:])])


@theorem(
    "Every member is a polynomial in the cosine times the sine and one times the line",
    Implies(And(*FAMILY, *polynomials(A, B)), composed(n)),
    uses=[polynomial_step],
    source=OWN,
)
def members_by_polynomials(claim, more):
    *starts, sine, line = (given(part) for part in polynomials(A, B))
    begin = [start.instance(cos(t)) for start in starts]
    first, after, onward = (given(member) for member in FAMILY)
    here = cos(t)
    values = {s: sin(t), c: here, p: pi - t, k: 2 * n + 3, m: (n + 1) ** 2}
    values |= {z: J(n + 2)(t), u: J(n + 1)(t), v: J(n)(t), x: A(n + 2)(here), y: B(n + 2)(here)}
    values |= {a: A(n + 1)(here), b: B(n + 1)(here), d: A(n)(here), e: B(n)(here)}
    ready = [onward.instance(n, t), sine.instance(n, here), line.instance(n, here), fact("circle", t)]
    step = have(Implies(And(composed(n), composed(n + 1)), composed(n + 2)), by=[more.at(values), *ready])
    both = induct_on(
        n,
        And(composed(n), composed(n + 1)),
        given=[claim.condition],
        base=[*begin, first.instance(t), after.instance(t)],
        step=step,
    )
    return have(claim, "Sine and line enter the recurrence linearly.", by=both.instance(n))
