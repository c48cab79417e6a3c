r"""Means of hats and of cells times lines over the uniform and the exponential law, in closed form.

The hat on $[a, a + 2e]$ is $\operatorname{ReLU}(e - \lvert t - a - e\rvert)$; the cell is the indicator of
$(a, c)$. Their products with a line are integrated piece by piece.

Source: own computation.
"""

from sympy import Rational, exp

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    Not,
    abs_,
    exhibit,
    exponential,
    have,
    ite,
    min_,
    naturals,
    primitive,
    reals,
    relu,
    row,
    sign,
    theorem,
    times,
    uniform,
)

from .products import a as low
from .products import b as high
from .products import product_bound
from .products import s as factor
from .products import t as other
from .readings import satisfied

a, c, e, t, A, B = reals("a c e t A B")
n = naturals("n")
U, X = uniform(0, 1), exponential(1)
top, end = a + e, a + 2 * e
OWN = "own computation"


# ---- integrals over a piece with a density --------------------------------------------------------


def constant(t):
    """The density of the uniform law."""
    return Rational(1)


def decay(t):
    """The density of the exponential law."""
    return exp(-t)


def integrals(law, phi, density, cuts, primitives, given, off, rule="E_density_part"):
    """The mean of a function from primitives between the cuts.

    The function is 0 off the first and the last cut, or, with the rule E_density, the law lives between them.
    """
    named = {U: ("uniform_density", 0, 1), X: ("exponential_density", 1)}[law]
    first, last = cuts[0], cuts[-1]

    def integrand(t):
        return phi(t) * density(t)

    mean = satisfied(
        row(rule, law, density, first, last, phi),
        given=given,
        by=[off, row(*named, first, last)],
        note="Integrate against the density.",
    )
    parts = [mean]
    if len(cuts) == 3:
        regular = satisfied(row("Int_cont", first, last, integrand), given=given)
        parts.append(satisfied(row("int_split", *cuts, integrand), given=given, by=regular))
    for left, right, antiderivative in zip(cuts, cuts[1:], primitives, strict=False):
        order = have(left <= right, given=given)
        parts.append(primitive(left, right, integrand, antiderivative, by=order))
    return parts


def integrable(law, phi, bound, given, small):
    """A bounded function is integrable."""
    everywhere = satisfied(row("prob_sure", law, lambda t: And()))
    truncated = satisfied(
        row("E_range", law, lambda t: And(), lambda t: min_(abs_(phi(t)), n), 0, bound),
        given=given,
        by=[everywhere, small.forall(t)],
    )
    return exhibit(Integrable(law, phi), witness=(bound,), by=truncated.forall(n))


def line(t):
    """A line."""
    return A - B * t


def size(end):
    """A bound of the line on [0, end]."""
    return abs_(A) + abs_(B) * end


@theorem(
    "A line on an interval",
    Implies(And(0 <= t, t <= c), And(0 <= size(c), abs_(line(t)) <= size(c))),
    source=OWN,
)
def line_bounded(claim):
    return have(claim, by=[sign(B), times(0 <= t, t <= c), times(0 <= abs_(B), 0 <= c)])


# ---- hats -----------------------------------------------------------------------------------------


def hat(t):
    """The hat on [a, a + 2e]."""
    return relu(e - abs_(t - a - e))


def hat_line(t):
    """The hat times the line."""
    return hat(t) * line(t)


def hat_off(given):
    """Off the interval the hat is 0."""
    zero = have(Implies(Not(And(a < t, t < end)), Equal(hat(t), 0)), given=given)
    return have(
        ForAll(t, [Not(And(a < t, t < end))], Equal(hat_line(t), 0)),
        "Off its interval the hat is 0.",
        given=given,
        by=zero,
    )


def hat_integrable(law, given, product, within):
    """The hat times the line is bounded."""
    zero = have(Implies(Not(And(a < t, t < end)), Equal(hat(t), 0)), given=given)
    area = have(Implies(And(0 <= low, 0 <= high), 0 <= low * high), by=times(0 <= low, 0 <= high))
    small = have(
        abs_(hat_line(t)) <= e * size(end),
        given=given,
        by=[
            zero,
            within.at({c: end}),
            within.at({c: end, t: 0}),
            area.at({low: e, high: size(end)}),
            product.at({factor: hat(t), other: line(t), low: e, high: size(end)}),
        ],
    )
    return integrable(law, hat_line, e * size(end), given, small)


@theorem(
    "Mean of a hat times a line, uniform law",
    Implies(And(0 <= a, 0 < e, end <= 1), Equal(E(U, hat_line), e**2 * (A - B * top))),
    uses=[product_bound, line_bounded],
    source=OWN,
)
def uniform_hat(claim, product, within):
    given = [claim.condition]

    def rising(t):
        return -a * (A * t - B * t**2 / 2) + A * t**2 / 2 - B * t**3 / 3

    def falling(t):
        return end * (A * t - B * t**2 / 2) - A * t**2 / 2 + B * t**3 / 3

    parts = integrals(U, hat_line, constant, (a, top, end), (rising, falling), given, hat_off(given))
    proof = have(claim, "On both sides of the top polynomials are integrated.", by=parts)
    return proof, hat_integrable(U, given, product, within)


def bend(t):
    """The function whose second difference is the mean of the hat times the line."""
    return (A - B * t - 2 * B) * exp(-t)


@theorem(
    "Mean of a hat times a line, exponential law",
    Implies(And(0 <= a, 0 < e), Equal(E(X, hat_line), bend(a) - 2 * bend(top) + bend(end))),
    uses=[product_bound, line_bounded],
    source=OWN,
)
def exponential_hat(claim, product, within):
    given = [claim.condition]

    def rising(t):
        return -((t - a) * line(t) + A + B * a - 2 * B * t - 2 * B) * exp(-t)

    def falling(t):
        return -((end - t) * line(t) - A - B * end + 2 * B * t + 2 * B) * exp(-t)

    parts = integrals(X, hat_line, decay, (a, top, end), (rising, falling), given, hat_off(given))
    proof = have(claim, "On both sides of the top polynomials times exponentials are integrated.", by=parts)
    return proof, hat_integrable(X, given, product, within)


# ---- cells ----------------------------------------------------------------------------------------


def cell_line(t):
    """The line on the cell (a, c), 0 elsewhere."""
    return ite(And(a < t, t < c), line(t), 0)


def cell_integrable(law, given, within):
    """The line is bounded on the cell."""
    small = have(abs_(cell_line(t)) <= size(c), given=given, by=[within, within.at({t: 0})])
    return integrable(law, cell_line, size(c), given, small)


@theorem(
    "Mean of a line over a cell, uniform law",
    Implies(And(0 <= a, a < c, c <= 1), Equal(E(U, cell_line), A * (c - a) - B * (c**2 - a**2) / 2)),
    uses=[line_bounded],
    source=OWN,
)
def uniform_cell(claim, within):
    given = [claim.condition]
    off = have(ForAll(t, [Not(And(a < t, t < c))], Equal(cell_line(t), 0)))
    parts = integrals(U, cell_line, constant, (a, c), (lambda t: A * t - B * t**2 / 2,), given, off)
    return have(claim, "Integrate the line.", by=parts), cell_integrable(U, given, within)


@theorem(
    "Mean of a line over a cell, exponential law",
    Implies(
        And(0 <= a, a < c),
        Equal(E(X, cell_line), (A - B * a - B) * exp(-a) - (A - B * c - B) * exp(-c)),
    ),
    uses=[line_bounded],
    source=OWN,
)
def exponential_cell(claim, within):
    given = [claim.condition]
    off = have(ForAll(t, [Not(And(a < t, t < c))], Equal(cell_line(t), 0)))
    parts = integrals(X, cell_line, decay, (a, c), (lambda t: -(A - B * t - B) * exp(-t),), given, off)
    return have(claim, "Integrate by parts.", by=parts), cell_integrable(X, given, within)
