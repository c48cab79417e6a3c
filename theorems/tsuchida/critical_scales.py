r"""Critical scales of invariant laws: at which size of the weights a layer keeps second moments.

For $n$ inputs a unit sees the second moment $s^2 |x|^2$, and second moments per unit stay exactly at
$(1 + a^2) n s^2 = 2$. Below $s^2$ is what the law gives: $\varrho^2/n$ on the sphere of radius $\varrho$,
$\varrho^2/(n + 2)$ in the ball, $\nu v^2/(\nu - 2)$ for Student's law, $(n + 1) \beta^2$ for the density
$e^{-|w|/\beta}$.

Source: Tsuchida, Roosta-Khorasani and Gallagher 2018, initialisation; own computation.
"""

from symrelu import And, Equal, Iff, Implies, have, reals, rewriting, theorem, times

from .critical_initialisations import PAPER, a, gain, n, s

r, nu, v, beta = reals("varrho nu v beta")
CRITICAL = Equal(gain(n, s), 1)


def divided(weight):
    """The scale is critical exactly if the multiple by the weight, which is positive, has the right value."""
    x, y = reals("x y")
    same = have(
        Implies(0 < x, Iff(Equal(y, 2), Equal(x * y, 2 * x))),
        by=[times(0 < x, y > 2), times(0 < x, y < 2), rewriting(y, 2)],
    )
    return same.at({x: weight, y: (1 + a**2) * n * s**2})


def scaled(left, right):
    """The equation times (1 + a^2) n."""
    x, y = reals("x y")
    same = have(Implies(Equal(x, y), Equal((1 + a**2) * n * x, (1 + a**2) * n * y)), by=rewriting(x, y))
    return same.at({x: left, y: right})


@theorem(
    "The critical sphere",
    Implies(And(1 <= n, Equal(n * s**2, r**2)), Iff(CRITICAL, Equal((1 + a**2) * r**2, 2))),
    source=PAPER,
)
def critical_sphere(claim):
    x, y = reals("x y")
    same = have(Implies(Equal(x, y), Equal((1 + a**2) * x, (1 + a**2) * y)), by=rewriting(x, y))
    return have(claim, "The radius does not depend on the width.", by=same.at({x: n * s**2, y: r**2}))


@theorem(
    "The critical ball",
    Implies(
        And(1 <= n, Equal((n + 2) * s**2, r**2)), Iff(CRITICAL, Equal((1 + a**2) * n * r**2, 2 * (n + 2)))
    ),
    source=PAPER,
)
def critical_ball(claim):
    return have(claim, by=[divided(n + 2), scaled((n + 2) * s**2, r**2)])


@theorem(
    "The critical scale of Student's law",
    Implies(
        And(1 <= n, 2 < nu, Equal((nu - 2) * s**2, nu * v**2)),
        Iff(CRITICAL, Equal((1 + a**2) * n * nu * v**2, 2 * (nu - 2))),
    ),
    source=PAPER,
)
def critical_student(claim):
    return have(claim, by=[divided(nu - 2), scaled((nu - 2) * s**2, nu * v**2)])


@theorem(
    "The critical scale of an exponential of the norm",
    Implies(
        And(1 <= n, Equal(s**2, (n + 1) * beta**2)),
        Iff(CRITICAL, Equal((1 + a**2) * n * (n + 1) * beta**2, 2)),
    ),
    source=PAPER,
)
def critical_exponential(claim):
    return have(claim, by=scaled(s**2, (n + 1) * beta**2))
