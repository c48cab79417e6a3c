r"""What the Prokhorov distance of two images of one law lets one read of the maps.

A bound that one map meets with positive mass and the other keeps is read from events; a lead of one map over
the other within a window is read from the mean of what the window shows.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    P,
    abs_,
    borel,
    clip,
    dP,
    events,
    exhibit,
    have,
    ite,
    laws,
    min_,
    naturals,
    pointwise,
    reals,
    row,
    theorem,
)

d, e, l, h, s, t, x, y, M = reals("d e l h s t x y M")
i, n = naturals("i n")
mu = laws("mu")
f, g, u, v = borel("f g u v")
J = events("J")
OWN = "own computation"

F, G = mu.push(f), mu.push(g)
gap = dP(F, G)


def satisfied(implication, given=(), by=(), note=""):
    """The conclusion of an implication whose antecedents follow from what is given and the reasons."""
    antecedents, conclusion = implication.claim.args
    return have(conclusion, note, by=[implication, have(antecedents, given=given, by=by)])


def applied(rule, *values, given=(), by=(), note=""):
    """A row of the tables with its antecedents proved from what is given and the reasons."""
    return satisfied(row(rule, *values), given, by, note)


# ---- bounds ---------------------------------------------------------------------------------------

MET = ForAll(x, [J(x)], f(x) <= s)
ABOVE = ForAll(x, [], t <= g(x))


@theorem(
    "A lower bound that is met with mass is read from the law",
    Implies(And(MET, ABOVE, gap < P(mu, J)), AtMost(t - s, gap)),
    source=OWN,
)
def lower_bound_read(claim):
    mass = have(
        Implies(MET, AtMost(P(mu, J), P(F, lambda y: y <= s))),
        r"On $J$ the map $f$ is at most $s$.",
        by=pointwise,
    )
    moved = applied(
        "dP_event",
        F,
        G,
        e,
        lambda y: y <= s,
        lambda y: y < s + e,
        given=[gap < e],
        note=r"This is what a Prokhorov distance below $e$ says of the half line.",
    )
    none = have(
        Implies(And(ABOVE, s + e <= t), Equal(P(G, lambda y: y < s + e), 0)),
        r"The map $g$ stays above $t$.",
        by=pointwise,
    )
    small = have(
        Implies(And(MET, ABOVE, s + e <= t, gap < e), AtMost(P(mu, J), e)),
        "The three together.",
        by=[mass, moved, none],
    )
    return have(
        claim,
        r"Otherwise some $e$ lies between the distance and both $t - s$ and the mass.",
        by=small.at({e: (gap + min_(P(mu, J), t - s)) / 2}),
    )


MET_ABOVE = ForAll(x, [J(x)], s <= f(x))
BELOW = ForAll(x, [], g(x) <= t)


@theorem(
    "An upper bound that is met with mass is read from the law",
    Implies(And(MET_ABOVE, BELOW, gap < P(mu, J)), AtMost(s - t, gap)),
    source=OWN,
)
def upper_bound_read(claim):
    mass = have(
        Implies(MET_ABOVE, AtMost(P(mu, J), P(F, lambda y: s <= y))),
        r"On $J$ the map $f$ is at least $s$.",
        by=pointwise,
    )
    moved = applied(
        "dP_event",
        F,
        G,
        e,
        lambda y: s <= y,
        lambda y: s < y + e,
        given=[gap < e],
        note=r"This is what a Prokhorov distance below $e$ says of the half line.",
    )
    none = have(
        Implies(And(BELOW, t + e <= s), Equal(P(G, lambda y: s < y + e), 0)),
        r"The map $g$ stays below $t$.",
        by=pointwise,
    )
    small = have(
        Implies(And(MET_ABOVE, BELOW, t + e <= s, gap < e), AtMost(P(mu, J), e)),
        "The three together.",
        by=[mass, moved, none],
    )
    return have(
        claim,
        r"Otherwise some $e$ lies between the distance and both $s - t$ and the mass.",
        by=small.at({e: (gap + min_(P(mu, J), s - t)) / 2}),
    )


# ---- means ----------------------------------------------------------------------------------------

BOUNDED = ForAll(x, [], And(0 <= u(x), u(x) <= M))


def integrable(phi, bound, given):
    """A function with values between 0 and the bound is integrable."""
    everywhere = applied("prob_sure", mu, lambda x: And())
    truncated = applied(
        "E_range", mu, lambda x: And(), lambda x: min_(abs_(phi(x)), i), 0, bound, given=given, by=everywhere
    )
    return exhibit(Integrable(mu, phi), "The bound itself.", witness=(bound,), by=truncated.forall(i))


@theorem("A bounded function is integrable", Implies(BOUNDED, Integrable(mu, u)), source=OWN)
def bounded_is_integrable(claim):
    proof = have(claim, "All truncations have means at most the bound.", by=integrable(u, M, [BOUNDED]))
    return proof, integrable(lambda x: min_(abs_(u(x)), n), M, [BOUNDED])


OTHER = ForAll(x, [], And(0 <= v(x), v(x) <= M))
GROWS = And(ForAll(x, [], v(x) <= u(x)), ForAll(x, [J(x)], v(x) + d <= u(x)))
LARGER = And(0 <= d, BOUNDED, OTHER, GROWS)


@theorem(
    "A function that is larger on an event has a larger mean",
    Implies(LARGER, AtMost(E(mu, v) + d * P(mu, J), E(mu, u))),
    source=OWN,
)
def larger_mean(claim):
    def indicator(x):
        return ite(J(x), 1, 0)

    def raised(x):
        return 1 * v(x) + d * indicator(x)

    given = [LARGER]
    everywhere = applied("prob_sure", mu, lambda x: And())
    large, small, step = integrable(u, M, given), integrable(v, M, given), integrable(indicator, 1, given)
    sum_ = applied("E_linear", mu, v, indicator, 1, d, by=[small, step], note="The mean is linear.")
    mass = have(Equal(E(mu, indicator), P(mu, J)), "The mean of an indicator.", by=row("E_event", mu, J))
    below = applied(
        "E_mono",
        mu,
        lambda x: And(),
        raised,
        u,
        given=given,
        by=[everywhere, integrable(raised, M + d, given), large],
        note="The mean is monotone.",
    )
    proof = have(claim, "Put together.", by=[sum_, mass, below])
    return proof, large, small


def window(y):
    """The part of y that lies between l and h."""
    return clip(y, l, h) - l


def borel_function(phi):
    """A Python function of the point as a function of the logic."""
    return mu.push(phi).term().args[0]


AHEAD = And(
    l <= h,
    0 <= d,
    ForAll(x, [], clip(g(x), l, h) <= clip(f(x), l, h)),
    ForAll(x, [J(x)], clip(g(x), l, h) + d <= clip(f(x), l, h)),
)


@theorem(
    "A lead within a window is read from the law",
    Implies(AHEAD, AtMost(d * P(mu, J), (1 + h - l) * gap)),
    uses=[larger_mean],
    source=OWN,
)
def lead_read(claim, larger):
    front, back = borel_function(lambda x: window(f(x))), borel_function(lambda x: window(g(x)))
    means = satisfied(
        larger.at({u: front, v: back, M: h - l}),
        given=[AHEAD],
        note=r"The part of $f$ within the window has the larger mean.",
    )
    images = [row("E_push", f, mu, window), row("E_push", g, mu, window)]
    close = applied(
        "dP_functional",
        window,
        1,
        h - l,
        F,
        G,
        given=[l <= h],
        note=r"The part of $y$ within the window does not expand, so its means differ by at most "
        r"$1 + h - l$ times the distance.",
    )
    return have(claim, "Compare the two.", by=[means, *images, close])
