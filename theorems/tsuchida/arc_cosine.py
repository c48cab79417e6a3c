r"""The arc-cosine family: the angular parts of the kernels of the powers of the rectifier.

For the activation $t \mapsto \operatorname{ReLU}(t)^n$ the kernel depends on the angle through $J_n$, where
$J_0(t) = \pi - t$, $J_1(t) = \sin t + (\pi - t) \cos t$ and
$$J_{n+2}(t) = (2n + 3) \cos t \, J_{n+1}(t) + (n + 1)^2 \sin^2 t \, J_n(t).$$

Source: Cho and Saul 2009, arc-cosine kernels; recurrence and proofs: own computation.
"""

from sympy import cos, pi, sin, sympify

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    HasDerivative,
    Implies,
    Lemma,
    Prod,
    as_functions,
    derivative,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    rewriting,
    row,
    theorem,
)

OWN = "own computation"
PAPER = "Cho and Saul 2009, arc-cosine kernels; proof: own computation"
LEVELS = ("fun", "N", ("fun", "R", "R"))
J, g = functions("J", "N", LEVELS[2]), functions("g", "N", LEVELS)
n = naturals("n")
c, s, t, w = reals("c s t w")


def second(t):
    """The angular part of the kernel of the rectifier."""
    return sin(t) + (pi - t) * cos(t)


def following(n, after, before, t):
    """The member n + 2 at t, from the values of the two before it."""
    return (2 * n + 3) * cos(t) * after + (n + 1) ** 2 * sin(t) ** 2 * before


def family(J):
    """What makes the functions J the arc-cosine family."""
    return [
        ForAll(t, [], Equal(J(0)(t), pi - t)),
        ForAll(t, [], Equal(J(1)(t), second(t))),
        ForAll((n, t), [], Equal(J(n + 2)(t), following(n, J(n + 1)(t), J(n)(t), t))),
    ]


FAMILY = family(J)


@theorem("The arc-cosine family exists", Exists(J, And(*FAMILY)), source=OWN)
def family_exists(claim):
    def start(i):
        return lambda t: ite(Equal(i, 0), pi - t, second(t))

    def next_pair(n, pair):
        return lambda i: lambda t: ite(Equal(i, 0), pair(1)(t), following(n, pair(1)(t), pair(0)(t), t))

    pairs = Lemma(
        recursion(start, lambda n: lambda pair: next_pair(n, pair), LEVELS),
        "Pairs of neighbours are defined by recursion.",
    )
    name, made = pick(pairs, "g")
    first, onward = (have(part, by=made) for part in made.claim.args)
    grown = onward.instance(n)
    begin = [have(Equal(g(0)(i)(t), start(i)(t)), by=[first, rewriting(*first.claim.args)]) for i in (0, 1)]
    step = [
        have(Equal(g(n + 1)(i)(t), next_pair(n, g(n))(i)(t)), by=[grown, rewriting(*grown.claim.args)])
        for i in (0, 1)
    ]
    one = have(Equal(g(1)(0)(t), second(t)), by=[step[0].at({n: 0}), begin[1]])
    third = have(
        Equal(g(n + 2)(0)(t), following(n, g(n + 1)(0)(t), g(n)(0)(t), t)),
        by=[step[0].at({n: n + 1}), *step],
    )
    members = [lemma.forall(*names) for lemma, names in ((begin[0], [t]), (one, [t]), (third, [n, t]))]
    found = exhibit(claim, witness=(lambda n: lambda t: g(n)(0)(t),), by=members)
    return picked(pairs, name, by=found, note="The first of each pair.")


# ---- derivatives -----------------------------------------------------------------------------------


def falls(n):
    """The derivative of the member n + 1 at t."""
    return HasDerivative(J(n + 1), t, -((n + 1) ** 2) * sin(t) * J(n)(t))


@theorem(
    "The derivative of the rectifier's angular part",
    Implies(And(*FAMILY), falls(0)),
    source=OWN,
)
def first_derivative(claim):
    value = given(FAMILY[1]).instance(t)
    same = [as_functions(value, t), row("eta", J(1)), given(FAMILY[0]).instance(t)]
    return have(claim, by=[derivative((second(t), t)), *same])


@theorem(
    "One derivative more",
    Implies(And(*FAMILY, falls(n), falls(n + 1)), falls(n + 2)),
    source=OWN,
)
def derivative_more(claim):
    members = J(n + 3)(t), J(n + 2)(t), J(n + 1)(t), J(n)(t)
    value, before = (given(FAMILY[2]).instance(k, t) for k in (n + 1, n))
    slope = derivative((following(n + 1, *members[1:3], t), t), by=[given(falls(n)), given(falls(n + 1))])
    same = [as_functions(value, t), row("eta", J(n + 3))]
    return have(claim, "Differentiate the recurrence.", by=[slope, *same, before])


@theorem(
    "The derivative of a member is a multiple of the one before",
    Implies(And(*FAMILY), falls(n)),
    uses=[first_derivative, derivative_more],
    source=OWN,
)
def derivatives(claim, first, more):
    value, held = given(FAMILY[2]).instance(0, t), [And(*FAMILY)]
    before = [given(FAMILY[k]).instance(t) for k in (0, 1)]
    line = derivative((pi - t, t))
    base = have(HasDerivative(J(0), t, -1), by=[line, as_functions(before[0], t), row("eta", J(0))])
    slope = derivative((following(0, J(1)(t), J(0)(t), t), t), by=[base, given(falls(0))])
    same = [as_functions(value, t), row("eta", J(2)), *before]
    once = have(Implies(And(*FAMILY, falls(0)), falls(1)), by=[slope, *same])
    both = induct_on(n, And(falls(n), falls(n + 1)), given=held, base=[first, once], step=more)
    return have(claim, "Two neighbours at a time.", by=both.instance(n))


# ---- values ----------------------------------------------------------------------------------------

ZERO = [
    fact("circle", 0),
    fact("cos_sum", 0, 0),
    fact("sin_below", 0),
    fact("sin_arch", 0),
    fact("pi_bounds"),
]


@theorem("Antipodal inputs", Implies(And(*FAMILY), Equal(J(n)(pi), 0)), source=OWN)
def values_at_pi(claim):
    first, after, onward = (given(member) for member in FAMILY)
    held, turn = [And(*FAMILY)], fact("half_turn")
    both = induct_on(
        n,
        And(Equal(J(n)(pi), 0), Equal(J(n + 1)(pi), 0)),
        given=held,
        base=[first.instance(pi), after.instance(pi), turn],
        step=[onward.instance(n, pi), turn],
    )
    return have(claim, r"The sine is 0 at $\pi$.", by=both.instance(n))


def odds(n):
    """The product of the first n odd numbers."""
    return Prod(1, n, lambda k: 2 * k - 1)


@theorem(
    "Equal inputs",
    Implies(And(*FAMILY), Equal(J(n)(0), pi * odds(n))),
    source=PAPER,
)
def values_at_zero(claim):
    first, after, onward = (given(member) for member in FAMILY)
    held = [And(*FAMILY)]
    odd = [fact("prod_last", 1, n, lambda k: 2 * k - 1), fact("prod_empty", 1, 0, lambda k: 2 * k - 1)]
    one = have(Equal(J(1)(0), J(0)(0)), given=held, by=[first.instance(0), after.instance(0), *ZERO])
    later = have(Equal(J(n + 2)(0), (2 * n + 3) * J(n + 1)(0)), given=held, by=[onward.instance(n, 0), *ZERO])
    ratio = induct_on(n, Equal(J(n + 1)(0), (2 * n + 1) * J(n)(0)), given=held, base=one, step=later)
    scaled = have(
        Implies(And(Equal(s, w * t), Equal(c, (2 * n + 1) * w)), Equal((2 * n + 1) * s, c * t)),
        by=[rewriting(s, w * t), rewriting(c, (2 * n + 1) * w)],
    )
    values = {s: J(n)(0), t: pi, w: odds(n), c: odds(n + 1)}
    every = induct_on(
        n,
        claim.conclusion,
        "Each member is the odd multiple of the one before.",
        given=held,
        base=[first.instance(0), *odd],
        step=[ratio.instance(n), scaled.at(values), *odd],
    )
    return have(claim, by=every.instance(n))


COEFFICIENTS = (
    (0, 1),
    (1, c),
    (3 * c, 2 * c**2 + 1),
    (11 * c**2 + 4, 6 * c**3 + 9 * c),
    (50 * c**3 + 55 * c, 24 * c**4 + 72 * c**2 + 9),
    (274 * c**4 + 607 * c**2 + 64, 120 * c**5 + 600 * c**3 + 225 * c),
    (1764 * c**5 + 6552 * c**3 + 2079 * c, 720 * c**6 + 5400 * c**4 + 4050 * c**2 + 225),
)


def closed_form(k):
    """The member k at t."""
    sine, line = (sympify(coefficient).subs(c, cos(t)) for coefficient in COEFFICIENTS[k])
    return sine * sin(t) + line * (pi - t)


@theorem(
    "The first members of the arc-cosine family",
    Implies(And(*FAMILY), And(*(Equal(J(k)(t), closed_form(k)) for k in range(7)))),
    source=PAPER,
)
def first_members(claim):
    held, onward = [And(*FAMILY)], given(FAMILY[2])
    squared = have(
        Implies(Equal(s**2, 1 - c**2), Equal(s**2 * w, (1 - c**2) * w)), by=rewriting(s**2, 1 - c**2)
    )
    members = [
        have(Equal(J(k)(t), closed_form(k)), given=held, by=given(FAMILY[k]).instance(t)) for k in (0, 1)
    ]
    for k in range(5):
        inserted = have(
            Equal(J(k + 2)(t), following(k, closed_form(k + 1), closed_form(k), t)),
            given=held,
            by=[onward.instance(k, t), *members[k:]],
        )
        circle = [squared.at({s: sin(t), c: cos(t), w: closed_form(k)}), fact("circle", t)]
        members.append(have(Equal(J(k + 2)(t), closed_form(k + 2)), given=held, by=[inserted, *circle]))
    return have(claim, by=members)
