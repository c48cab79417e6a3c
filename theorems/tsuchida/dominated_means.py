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

from .means_below_sums import bounded, cut
from .uniform_angle import applied

SEQ = ("fun", "N", "R")
m, n = naturals("m n")
r, u, v, w, C = reals("r u v w C")
z = sequences("z")
rho, A, f, g = laws("rho"), events("A"), borel("f"), borel("g")
mu, B, phi, psi = laws("mu", SEQ), events("B", SEQ), borel("phi", SEQ), borel("psi", SEQ)


def below(law, event, first, second, point):
    """On a sure event the first is at most w times the second, which has a mean."""
    sure = Equal(P(law, event), 1)
    small = ForAll(point, [event(point)], abs_(first(point)) <= w * abs_(second(point)))
    return Implies(And(sure, Integrable(law, second), small, 0 <= w), Integrable(law, first))


def cut_is_integrable(law, function, point):
    """A function that is cut at m has a mean."""
    return bounded(law, cut(function, m), point, m, have(cut(function, m)(point) <= m))


def proof_of_below(claim, law, event, first, second, point):
    """The truncations of the first are at most w + 1 times those of the second."""
    sure, finite, small, positive = claim.condition.parts
    means = [cut_is_integrable(law, h, point).at({m: n}) for h in (first, second)]
    within = have(
        abs_((w + 1) * cut(second, m)(point)) <= abs_(w + 1) * m,
        by=[sign(w + 1), times(0 <= cut(second, m)(point))],
    )
    wide = bounded(law, lambda x: (w + 1) * cut(second, m)(x), point, abs_(w + 1) * m, within).at({m: n})
    linear = applied("E_linear", law, cut(second, n), cut(second, n), w + 1, 0, by=means)
    wider = have(
        Implies(And(0 <= v, u <= w * v, 0 <= w), min_(u, n) <= (w + 1) * min_(v, n)),
        by=[times(0 <= w, v >= n), times(0 <= w, n >= 0)],
    )
    one = have(
        Implies(event(point), cut(first, n)(point) <= (w + 1) * cut(second, n)(point)),
        given=[small, positive],
        by=[wider.at({u: abs_(first(point)), v: abs_(second(point))}), given(small).instance(point)],
    )
    least = applied(
        "E_mono",
        law,
        event,
        cut(first, n),
        lambda x: (w + 1) * cut(second, n)(x),
        given=[sure, small, positive],
        by=[means[0], wide, one.forall(point)],
    )
    name, top = pick(given(finite), "C")
    grows = have(Implies(And(0 <= w, u <= v), (w + 1) * u <= (w + 1) * v), by=times(0 <= w, u <= v))
    total = have(
        E(law, cut(first, n)) <= (w + 1) * C,
        given=[*claim.condition.parts],
        by=[least, linear, top, grows.at({u: E(law, cut(second, n)), v: C})],
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
