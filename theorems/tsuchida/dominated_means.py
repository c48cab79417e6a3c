r"""Functions below a multiple of an integrable one have means, under laws on the line and on sequences.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    P,
    abs_,
    borel,
    events,
    exhibit,
    given,
    have,
    laws,
    min_,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    sign,
    theorem,
    times,
)

from .uniform_angle import applied

SEQ = ("fun", "N", "R")
m, n = naturals("m n")
r, u, v, w, C = reals("r u v w C")
z = sequences("z")
rho, A, f, g = laws("rho"), events("A"), borel("f"), borel("g")
mu, B, phi, psi = laws("mu", SEQ), events("B", SEQ), borel("phi", SEQ), borel("psi", SEQ)


def clipped(f, k):
    """|f| cut at k."""
    return lambda x: min_(abs_(f(x)), k)


def bounded_mean(law, function, point, bound, small):
    """A function between 0 and a bound has a mean, and its mean is."""
    everywhere = applied("prob_sure", law, lambda x: And())
    return applied("E_range", law, lambda x: And(), function, 0, bound, by=[everywhere, small.forall(point)])


def bounded(law, function, point, bound, small):
    """A bounded function has a mean."""
    within = have(And(0 <= clipped(function, n)(point), clipped(function, n)(point) <= bound), by=small)
    truncated = bounded_mean(law, clipped(function, n), point, bound, within)
    return exhibit(Integrable(law, function), witness=(bound,), by=truncated.forall(n))


def below(law, event, first, second, point):
    """On a sure event the first is at most w times the second, which has a mean."""
    sure = Equal(P(law, event), 1)
    small = ForAll(point, [event(point)], abs_(first(point)) <= w * abs_(second(point)))
    return Implies(And(sure, Integrable(law, second), small, 0 <= w), Integrable(law, first))


def cut_is_integrable(law, function, point):
    """A function that is cut at m has a mean."""
    return bounded(law, clipped(function, m), point, m, have(clipped(function, m)(point) <= m))


def proof_of_below(claim, law, event, first, second, point):
    """The truncations of the first are at most w + 1 times those of the second."""
    sure, finite, small, positive = claim.condition.parts
    means = [cut_is_integrable(law, h, point).at({m: n}) for h in (first, second)]
    within = have(
        abs_((w + 1) * clipped(second, m)(point)) <= abs_(w + 1) * m,
        by=[sign(w + 1), times(0 <= clipped(second, m)(point))],
    )
    wide = bounded(law, lambda x: (w + 1) * clipped(second, m)(x), point, abs_(w + 1) * m, within).at({m: n})
    linear = applied("E_linear", law, clipped(second, n), clipped(second, n), w + 1, 0, by=means)
    wider = have(
        Implies(And(0 <= v, u <= w * v, 0 <= w), min_(u, n) <= (w + 1) * min_(v, n)),
        by=[times(0 <= w, v >= n), times(0 <= w, n >= 0)],
    )
    one = have(
        Implies(event(point), clipped(first, n)(point) <= (w + 1) * clipped(second, n)(point)),
        given=[small, positive],
        by=[wider.at({u: abs_(first(point)), v: abs_(second(point))}), given(small).instance(point)],
    )
    least = applied(
        "E_mono",
        law,
        event,
        clipped(first, n),
        lambda x: (w + 1) * clipped(second, n)(x),
        given=[sure, small, positive],
        by=[means[0], wide, one.forall(point)],
    )
    name, top = pick(given(finite), "C")
    grows = have(Implies(And(0 <= w, u <= v), (w + 1) * u <= (w + 1) * v), by=times(0 <= w, u <= v))
    total = have(
        E(law, clipped(first, n)) <= (w + 1) * C,
        given=[*claim.condition.parts],
        by=[least, linear, top, grows.at({u: E(law, clipped(second, n)), v: C})],
    )
    found = exhibit(Integrable(law, first), witness=((w + 1) * C,), by=total.forall(n))
    return have(claim, by=picked(given(finite), name, by=found)), *means


ON_LINE = (rho, A, f, g, r)
ON_SEQUENCES = (mu, B, phi, psi, z)


@theorem(
    "Functions below a multiple of an integrable one have means",
    below(*ON_LINE),
    source="elementary",
)
def dominated(claim):
    return proof_of_below(claim, *ON_LINE)


@theorem(
    "Functions of sequences below a multiple of an integrable one have means",
    below(*ON_SEQUENCES),
    source="elementary",
)
def dominated_on_sequences(claim):
    return proof_of_below(claim, *ON_SEQUENCES)
