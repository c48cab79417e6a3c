r"""Counting laws, and a relation between point masses that no layer respects.

A family of laws on the natural numbers is given here by its masses at $0, \dots, 3$, with none below $0$
and none strictly between $0$ and $1$; nothing else about it is used. The layer $y \mapsto
\operatorname{ReLU}(y - 1)$ adds the mass at $1$ to that at $0$ and breaks the relation between neighbours
that all members share.

Source: Macdonald and Wäldchen 2021, introduction; relations and values: own computation.
"""

from sympy import Rational, exp, factorial

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    Layer,
    Not,
    NotInvariant,
    P,
    fact,
    given,
    have,
    law_families,
    laws,
    pointwise,
    positive,
    push,
    row,
    separate,
    theorem,
)

lam, r = positive("lambda r")
p = law_families("p")
q = laws("q")
OWN = "own computation"


def mass(law, y):
    """The mass that the law has at the point y."""
    return P(law, lambda v: Equal(v, y))


def counts(law, masses):
    """The law has these masses at 0, 1, ..., none below 0 and none between 0 and 1."""
    gaps = And(Equal(P(law, lambda v: v < 0), 0), Equal(P(law, lambda v: And(0 < v, v < 1)), 0))
    return And(gaps, *(Equal(mass(law, j), value) for j, value in enumerate(masses)))


def shifted(law):
    """The law behind the layer y -> relu(y - 1)."""
    return push(Layer(1, -1), law)


BELOW = And(Equal(P(q, lambda v: v < 0), 0), Equal(P(q, lambda v: And(0 < v, v < 1)), 0))


@theorem(
    "What the layer does to the masses of a counting law",
    Implies(
        BELOW,
        And(
            Equal(mass(shifted(q), 0), mass(q, 0) + mass(q, 1)),
            Equal(mass(shifted(q), 1), mass(q, 2)),
            Equal(mass(shifted(q), 2), mass(q, 3)),
        ),
    ),
    source=OWN,
)
def shifted_masses(claim):
    cut = have(
        Equal(mass(shifted(q), 0), P(q, lambda v: v <= 1)),
        r"All that lies at or below $1$ goes to $0$.",
        by=pointwise,
    )
    one = have(Equal(mass(shifted(q), 1), mass(q, 2)), "The rest moves one to the left.", by=pointwise)
    two = have(Equal(mass(shifted(q), 2), mass(q, 3)), by=pointwise)
    pieces = have(
        Implies(BELOW, Equal(P(q, lambda v: v <= 1), mass(q, 0) + mass(q, 1))),
        "Below and between there is nothing.",
        by=[
            parts(lambda v: v <= 1, lambda v: v < 0, lambda v: And(0 <= v, v <= 1)),
            parts(lambda v: And(0 <= v, v <= 1), lambda v: Equal(v, 0), lambda v: And(0 < v, v <= 1)),
            parts(lambda v: And(0 < v, v <= 1), lambda v: Equal(v, 1), lambda v: And(0 < v, v < 1)),
        ],
    )
    return have(claim, "Together.", by=[cut, one, two, pieces])


def parts(whole, first, second):
    """P(whole) = P(first) + P(second) for two events that make up a third."""
    inside = have(Equal(P(q, lambda v: And(whole(v), first(v))), P(q, first)), by=pointwise)
    outside = have(Equal(P(q, lambda v: And(whole(v), Not(first(v)))), P(q, second)), by=pointwise)
    return have(
        Equal(P(q, whole), P(q, first) + P(q, second)),
        by=[row("prob_split", q, whole, first), inside, outside],
    )


POISSON = ForAll((lam,), [], counts(p(lam), [exp(-lam) * lam**j / factorial(j) for j in range(4)]))


@theorem(
    "Poisson laws are not invariant",
    Implies(POISSON, NotInvariant(((lam,), [], p(lam)))),
    uses=[shifted_masses],
    source=OWN,
)
def poisson(claim, shift):
    known = given(POISSON)
    relation = have(
        Equal(mass(p(lam), 1) ** 2, 2 * mass(p(lam), 0) * mass(p(lam), 2)),
        r"Members satisfy $P_1^2 = 2 P_0 P_2$.",
        by=known,
    )
    values = have(
        And(
            Equal(mass(shifted(p(1)), 0), 2 * exp(-1)),
            Equal(mass(shifted(p(1)), 1), exp(-1) / 2),
            Equal(mass(shifted(p(1)), 2), exp(-1) / 6),
        ),
        r"For $\lambda = 1$ the masses behind the layer are $2/e$, $1/(2e)$, $1/(6e)$.",
        by=[known, shift.at({q: p(1)})],
    )
    apart = separate(
        NotInvariant(((lam,), [], p(lam))),
        r"There $P_1^2 - 2 P_0 P_2 = -\tfrac{5}{12} e^{-2} \ne 0$.",
        member=(1,),
        layer=(1, -1),
        by=[relation.forall(lam), values, fact("exp", -1)],
    )
    return have(claim, "For every family with these masses.", by=apart)


GEOMETRIC = ForAll((r,), [r < 1], counts(p(r), [r * (1 - r) ** j for j in range(4)]))


@theorem(
    "Geometric laws are not invariant",
    Implies(GEOMETRIC, NotInvariant(((r,), [r < 1], p(r)))),
    uses=[shifted_masses],
    source=OWN,
)
def geometric(claim, shift):
    known = given(GEOMETRIC)
    relation = have(
        Implies(r < 1, Equal(mass(p(r), 0) * mass(p(r), 2), mass(p(r), 1) ** 2)),
        r"Members satisfy $P_0 P_2 = P_1^2$.",
        by=known,
    )
    half = Rational(1, 2)
    values = have(
        And(
            Equal(mass(shifted(p(half)), 0), Rational(3, 4)),
            Equal(mass(shifted(p(half)), 1), Rational(1, 8)),
            Equal(mass(shifted(p(half)), 2), Rational(1, 16)),
        ),
        r"For $p = \tfrac12$ the masses behind the layer are $\tfrac34$, $\tfrac18$, $\tfrac1{16}$.",
        by=[known, shift.at({q: p(half)})],
    )
    apart = separate(
        NotInvariant(((r,), [r < 1], p(r))),
        r"There $P_0 P_2 - P_1^2 = \tfrac1{32} \ne 0$.",
        member=(half,),
        layer=(1, -1),
        by=[relation.forall(r), values],
    )
    return have(claim, "For every family with these masses.", by=apart)
