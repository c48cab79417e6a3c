r"""Closed forms: masses and means of clips over the uniform, exponential, Laplace and normal laws.

Source: own computation.
"""

from sympy import Rational, erf, exp, pi, sqrt

from symrelu import (
    And,
    Equal,
    Implies,
    Integral,
    P,
    SameLaw,
    as_functions,
    clip,
    exponential,
    fact,
    given,
    have,
    inverse_root,
    ite,
    known,
    laplace,
    laws,
    normal,
    pointwise,
    primitive,
    push,
    reals,
    relu,
    rewriting,
    theorem,
    uniform,
)

from .means import mean, mean_falling, mean_rising
from .width_one import (
    lower_atom_falling,
    lower_atom_rising,
    member,
    upper_atom_falling,
    upper_atom_rising,
)

a, c, l, h, q, r, t, u, v, x, y = reals("a c l h q r t u v x y")
mu = laws("mu")
OWN = "own computation"

# ---- values --------------------------------------------------------------------------------------

HALF, QUARTER = Rational(1, 2), Rational(1, 4)
U, X, W, Z = uniform(0, 1), exponential(1), laplace(0, 1), normal(0, 1)
LINE = (2, -1, 0, HALF)


def mass(base, numbers, point):
    """The mass that clip(aX + c; l, h) has at a point."""
    return P(member(base, *numbers), lambda v: Equal(v, point))


def three_values(base, numbers, lower, upper, average):
    """The masses at both bounds, and the mean."""
    _, _, low, high = numbers
    return And(
        Equal(mass(base, numbers, low), lower),
        Equal(mass(base, numbers, high), upper),
        Equal(mean(base, *numbers), average),
    )


def picture(base, word):
    """The density between the bounds, and the atoms at the bounds."""
    from symrelu import density_figure

    caption = rf"The law of $\operatorname{{clip}}(2X - 1; 0, \tfrac12)$, $X$ with the {word} law."
    return (density_figure(member(base, *LINE), y, caption),)


def masses(base, numbers, lower, upper):
    """The masses at both bounds."""
    _, _, low, high = numbers
    return And(Equal(mass(base, numbers, low), lower), Equal(mass(base, numbers, high), upper))


def at(base, numbers):
    """The values of the variables in the general formulas."""
    return {mu: base, **dict(zip((a, c, l, h), numbers, strict=True))}


def ends(numbers):
    """Where the line meets its bounds, from left to right."""
    a, c, l, h = map(Rational, numbers)
    return sorted([(l - c) / a, (h - c) / a])


def distribution(base, name, parameters, formula, *by):
    """The distribution function of the base as one function."""
    here = have(Equal(P(base, lambda x: x <= t), formula(t)), by=[known(f"{name}_cdf", *parameters, t), *by])
    return as_functions(here, t)


def evaluate(claim, base, numbers, formulas, name, parameters, function=None, antiderivative=None, by=()):
    """Insert the distribution function into the general formulas."""
    rows = [known(f"{name}_{kind}", *parameters, e) for kind in ("cdf", "cdf_left") for e in ends(numbers)]
    reasons = [formula.at(at(base, numbers)) for formula in formulas]
    if function is not None:
        reasons.append(distribution(base, name, parameters, function))
        reasons.append(primitive(*ends(numbers), function, antiderivative))
    return have(claim, "Insert the distribution function.", by=[*reasons, *rows, *by])


RISE = [lower_atom_rising, upper_atom_rising, mean_rising]
FALL = [lower_atom_falling, upper_atom_falling, mean_falling]


@theorem(
    "A clip of the uniform law",
    three_values(U, LINE, HALF, QUARTER, Rational(3, 16)),
    uses=RISE,
    source=OWN,
    figure=lambda: picture(U, "uniform"),
)
def uniform_line(claim, *formulas):
    return evaluate(claim, U, LINE, formulas, "uniform", (0, 1), lambda t: clip(t, 0, 1), lambda t: t**2 / 2)


@theorem(
    "A clip of the exponential law",
    three_values(X, LINE, 1 - exp(-HALF), exp(-Rational(3, 4)), 2 * (exp(-HALF) - exp(-Rational(3, 4)))),
    uses=RISE,
    source=OWN,
    figure=lambda: picture(X, "exponential"),
)
def exponential_line(claim, *formulas):
    return evaluate(
        claim,
        X,
        LINE,
        formulas,
        "exponential",
        (1,),
        lambda t: ite(t >= 0, 1 - exp(-t), 0),
        lambda t: t + exp(-t),
    )


@theorem(
    "A clip of the Laplace law",
    three_values(W, LINE, 1 - exp(-HALF) / 2, exp(-Rational(3, 4)) / 2, exp(-HALF) - exp(-Rational(3, 4))),
    uses=RISE,
    source=OWN,
    figure=lambda: picture(W, "Laplace"),
)
def laplace_line(claim, *formulas):
    return evaluate(
        claim,
        W,
        LINE,
        formulas,
        "laplace",
        (0, 1),
        lambda t: ite(t <= 0, exp(t) / 2, 1 - exp(-t) / 2),
        lambda t: t + exp(-t) / 2,
    )


TWO = (2, -HALF, 0, 1)


@theorem(
    "The atoms of a clip of slope two",
    masses(U, TWO, QUARTER, QUARTER),
    uses=[lower_atom_rising, upper_atom_rising],
    source=OWN,
)
def uniform_atoms(claim, *formulas):
    return evaluate(claim, U, TWO, formulas, "uniform", (0, 1))


def Phi(t):  # noqa: N802
    """The distribution function of the standard normal law."""
    return HALF + erf(sqrt(2) * t / 2) / 2


def K(t):  # noqa: N802
    """t Phi(t) + phi(t)."""
    return t * Phi(t) + exp(-HALF * t**2) * sqrt(2) / (2 * sqrt(pi))


@theorem(
    "A primitive of the normal distribution function",
    Implies(l <= h, Equal(Integral(l, h, Phi), K(h) - K(l))),
    source=OWN,
)
def normal_primitive(claim):
    same = have(Implies(Equal(u, v), Equal(exp(u), exp(v))), "Equal exponents.")
    turned, plain = -((r * x / 2) ** 2), -(x**2) / 2
    squares = have(
        Implies(And(Equal(r, sqrt(2))), Equal(exp(turned), exp(plain))),
        r"$(\sqrt2\,x/2)^2 = x^2/2$.",
        by=[same.at({u: turned, v: plain}), fact("sqrt", 2)],
    ).at({r: sqrt(2)})
    density = have(squares.claim.args[1], by=squares)
    value = primitive(l, h, Phi, K, by=[given(l <= h), density, rewriting(*density.claim.args)])
    return have(claim, r"$(t\Phi + \phi)' = \Phi + t\phi - t\phi$.", by=value)


AVERAGE = HALF - 2 * (K(Rational(3, 4)) - K(HALF))


@theorem(
    "A clip of the normal law",
    three_values(Z, LINE, Phi(HALF), 1 - Phi(Rational(3, 4)), AVERAGE),
    uses=[*RISE, normal_primitive],
    source=OWN,
    figure=lambda: picture(Z, "normal"),
)
def normal_line(claim, lower, upper, average, primitive):
    function = distribution(Z, "normal", (0, 1), Phi, inverse_root(2))
    area_ = primitive.at({l: HALF, h: Rational(3, 4)})
    reasons = [function, area_, inverse_root(2)]
    return evaluate(claim, Z, LINE, [lower, upper, average], "normal", (0, 1), by=reasons)


TURNED = (-1, 1, 0, 1)


@theorem(
    "A falling clip of the normal law",
    three_values(Z, TURNED, 1 - Phi(1), HALF, K(1) - K(0)),
    uses=[*FALL, normal_primitive],
    source=OWN,
)
def normal_turned(claim, lower, upper, average, primitive):
    function = distribution(Z, "normal", (0, 1), Phi, inverse_root(2))
    reasons = [function, primitive.at({l: 0, h: 1}), inverse_root(2), fact("exp_zero")]
    return evaluate(claim, Z, TURNED, [lower, upper, average], "normal", (0, 1), by=reasons)


@theorem(
    "The positive part of the Laplace law, cut at one",
    And(Equal(mass(W, (1, 0, 0, 1), 1), exp(-1) / 2), Equal(mean(W, 1, 0, 0, 1), (1 - exp(-1)) / 2)),
    uses=[upper_atom_rising, mean_rising],
    source=OWN,
)
def laplace_cut(claim, *formulas):
    return evaluate(
        claim,
        W,
        (1, 0, 0, 1),
        formulas,
        "laplace",
        (0, 1),
        lambda t: ite(t <= 0, exp(t) / 2, 1 - exp(-t) / 2),
        lambda t: t + exp(-t) / 2,
        by=[fact("exp_zero")],
    )


# ---- a chain of layers ---------------------------------------------------------------------------

SECOND, THIRD = (-2, Rational(3, 2), 0, Rational(3, 2)), (-1, Rational(5, 8), 0, Rational(5, 8))


def sent(numbers, w, b, reached):
    """The layer carries one clip of the uniform law to another."""
    image = push((relu(w * y + b), y), member(U, *numbers))
    return SameLaw(image, member(U, *reached))


@theorem(
    "A chain of three layers",
    And(
        sent((1, 0, 0, 1), -2, Rational(3, 2), SECOND),
        sent(SECOND, HALF, -Rational(1, 8), THIRD),
        sent(THIRD, 0, 2, (0, 2, 2, 2)),
    ),
    source=OWN,
)
def chain_of_layers(claim):
    return have(claim, "A layer changes the four numbers and nothing else.", by=pointwise)


@theorem(
    "The values along the chain",
    And(masses(U, SECOND, QUARTER, 0), three_values(U, THIRD, Rational(3, 8), 0, Rational(25, 128))),
    uses=FALL,
    source=OWN,
)
def chain_values(claim, lower, upper, average):
    second = evaluate(masses(U, SECOND, QUARTER, 0), U, SECOND, [lower, upper], "uniform", (0, 1))
    third = evaluate(
        three_values(U, THIRD, Rational(3, 8), 0, Rational(25, 128)),
        U,
        THIRD,
        [lower, upper, average],
        "uniform",
        (0, 1),
        lambda t: clip(t, 0, 1),
        lambda t: t**2 / 2,
    )
    return have(claim, by=[second, third])
