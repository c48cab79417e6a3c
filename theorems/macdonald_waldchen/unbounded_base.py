r"""An unbounded base: where Lipschitz continuity fails, and how to mend it.

As the slope $a$ falls to $0$ the law of $aX$ tends to $\delta_0$ at a rate $La$ exactly if $X$ is bounded. So
the clips of a normal, exponential or Laplace law are invariant, with infinite support, but not locally
Lipschitz.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Iff,
    Implies,
    Less,
    LocallyLipschitz,
    Not,
    NotLocallyLipschitz,
    Or,
    P,
    SameLaw,
    abs_,
    atom,
    complement,
    dP,
    exhibit,
    given,
    have,
    known,
    laws,
    min_,
    pick,
    picked,
    pointwise,
    push,
    reals,
    row,
    sign,
    split,
    theorem,
    times,
)

from .metric import constant_law
from .width_one import clips_of, member

a, c, l, h, x, y = reals("a c l h x y")
a0, p, r, L, R = reals("a_0 p r L R")
mu = laws("mu")
OWN = "own computation"

# ---- how fast a scaled law shrinks ---------------------------------------------------------------

small = And(0 < a, a < a0)
step = min_(a0 / 2, p / (2 * L))


@theorem(
    "What is below every multiple of a small number is not positive",
    Implies(And(a0 > 0, ForAll(a, [0 < a, a < a0], p <= L * a)), p <= 0),
    source=OWN,
)
def vanishing(claim):
    below = given(ForAll(a, [0 < a, a < a0], p <= L * a))
    flat = have(
        p <= 0,
        r"For $L \le 0$ any $a$ will do.",
        given=[a0 > 0, L <= 0],
        by=[below.instance(a0 / 2), times(a0 > 0, L <= 0)],
    )
    chosen = have(
        Implies(p > 0, And(0 < step, step < a0, L * step < p)),
        r"For $L > 0$ take $a$ below $a_0$ and $p/L$.",
        given=[a0 > 0, L > 0],
        by=[sign(L), times(L > 0, step <= p / (2 * L)), times(p > 0, 1 / L > 0)],
    )
    steep = have(
        p <= 0, r"So $p > 0$ is impossible.", given=[a0 > 0, L > 0], by=[below.instance(step), chosen]
    )
    return have(claim, by=split(flat, steep))


scaled = push((a * x, x), mu)
rate = Exists((L, a0), And(a0 > 0, ForAll(a, [0 < a, a < a0], AtMost(dP(scaled, atom(0)), L * a))))
bounded = Exists(R, Equal(P(mu, lambda x: abs_(x) <= R), 1))


@theorem(
    "Scaled laws shrink at a linear rate exactly if they are bounded",
    Iff(rate, bounded),
    uses=[vanishing, constant_law],
    source=OWN,
)
def linear_rate(claim, vanish, constant):
    return have(claim, "Each implies the other.", by=[slow_if_unbounded(vanish), fast_if_bounded(constant)])


def slow_if_unbounded(vanish):
    beyond = P(mu, lambda x: L < abs_(x))
    *constants, shrinks = pick(given(rate), "L a_0")
    same = have(
        Implies(0 < a, Equal(P(scaled, lambda y: L * a < abs_(y)), beyond)),
        r"$\lvert aX\rvert > La$ exactly where $\lvert X\rvert > L$.",
        by=[pointwise, sign(x), times(a > 0)],
    )
    tail = have(
        Implies(small, beyond <= L * a),
        r"At distance at most $La$ from $\delta_0$, at most $La$ of the mass lies beyond $La$.",
        by=[
            same,
            shrinks,
            known("dP_dirac_closed", 0, scaled, L * a),
            known("dP_symmetric", scaled, atom(0)),
        ],
    )
    none = have(beyond <= 0, r"Let $a \to 0$.", by=[shrinks, tail.forall(a), vanish.at({p: beyond})])
    inside = have(
        Equal(P(mu, lambda x: abs_(x) <= L), 1),
        r"So $\lvert X\rvert \le L$ almost surely.",
        by=[none, row("prob_range", mu, lambda x: L < abs_(x)), inside_or_beyond(L)],
    )
    found = exhibit(bounded, r"$R = L$.", witness=(L,), by=inside)
    return have(Implies(rate, bounded), by=picked(given(rate), *constants, by=found))


def inside_or_beyond(radius):
    split_ = have(
        Equal(P(mu, lambda x: abs_(x) <= radius), P(mu, lambda x: Not(radius < abs_(x)))), by=pointwise
    )
    return have(
        Equal(P(mu, lambda x: abs_(x) <= radius), 1 - P(mu, lambda x: radius < abs_(x))),
        by=[split_, complement(mu, lambda x: radius < abs_(x))],
    )


def fast_if_bounded(constant):
    radius, inside = pick(given(bounded), "R")
    bound = abs_(R) * a
    steps = have(
        Implies(And(abs_(x) <= R, 0 < a), AtMost(abs_(a * x), bound)),
        r"$\lvert aX\rvert \le a R$.",
        by=[sign(x), sign(R), times(a > 0)],
    )
    near = have(
        Implies(0 < a, AtMost(dP(scaled, push((0, x), mu)), bound)),
        "Laws of close maps are close.",
        by=[pointwise, inside, steps.forall(x), times(a > 0, abs_(R) >= 0)],
    )
    fast = exhibit(
        rate, r"$L = \lvert R\rvert$, and any $a_0$.", witness=(abs_(R), 1), by=[near, constant.at({c: 0})]
    )
    return have(Implies(bounded, rate), by=picked(given(bounded), radius, by=fast))


# ---- clips of an unbounded base ------------------------------------------------------------------

C, rho = reals("C rho")
cut, zero = member(mu, a, 0, -1, 1), push((0, x), mu)
lipschitz = LocallyLipschitz(clips_of(mu))
short_of = And(Less(C * a, 1), AtMost(dP(atom(0), cut), C * a))
cut_rate = Exists((C, a0), And(0 <= C, a0 > 0, ForAll(a, [0 < a, a < a0], short_of)))
unbounded = ForAll(R, [], Less(P(mu, lambda x: abs_(x) <= R), 1))


@theorem(
    "What local Lipschitz continuity says near slope zero",
    Implies(lipschitz, cut_rate),
    uses=[constant_law],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def rate_near_zero(claim, constant):
    flat, top = given(lipschitz).instance(0, 0, -1, 1), min_(rho, 1 / (1 + C))
    *constants, near = pick(flat, "rho C")
    close = have(
        Implies(And(0 < a, a < top), AtMost(dP(atom(0), cut), C * a)),
        r"Compare slope $a$ with slope $0$, where the law is a point mass.",
        by=[
            near,
            near.instance(a, 0, -1, 1, 0, 0, -1, 1),
            have(SameLaw(member(mu, 0, 0, -1, 1), zero), by=pointwise),
            constant.at({c: 0}),
            known("dP_symmetric", cut, atom(0)),
        ],
    )
    short = have(
        Implies(And(0 < a, a < top), Less(C * a, 1)),
        r"For small $a$ the level $Ca$ is below the bound of the clip.",
        given=[0 <= C],
        by=times(1 + C > 0, a < 1 / (1 + C)),
    )
    found = exhibit(
        cut_rate,
        r"The constant is $C$, and $a$ is below $\rho$ and $1/(1 + C)$.",
        witness=(C, top),
        by=[near, close, short, sign(1 + C)],
    )
    return have(claim, by=picked(flat, *constants, by=found))


@theorem(
    "Over an unbounded base the clips are not locally Lipschitz",
    Implies(unbounded, NotLocallyLipschitz(clips_of(mu))),
    uses=[vanishing, rate_near_zero],
    source=OWN,
    inhabited=(1, 0, 0, 1),
)
def not_locally_lipschitz(claim, vanish, rate):
    beyond = P(mu, lambda x: C < abs_(x))
    *constants, near = pick(given(cut_rate), "C a_0")
    same = have(
        Implies(And(0 < a, C * a < 1), Equal(P(cut, lambda y: C * a < abs_(y)), beyond)),
        r"Where $Ca < 1$ the clip is not felt.",
        by=[pointwise, sign(x), times(a > 0)],
    )
    tail = have(
        Implies(And(0 < a, a < a0), beyond <= C * a),
        r"So at most $Ca$ of the mass lies beyond $C$.",
        by=[same, near, known("dP_dirac_closed", 0, cut, C * a)],
    )
    none = have(beyond <= 0, r"Let $a \to 0$.", by=[near, tail.forall(a), vanish.at({p: beyond, L: C})])
    false = have(
        Or(),
        r"But the base is not bounded by $C$.",
        by=[
            none,
            given(unbounded).instance(C),
            inside_or_beyond(C),
            row("prob_range", mu, lambda x: C < abs_(x)),
        ],
    )
    absurd = have(Implies(cut_rate, Or()), by=picked(given(cut_rate), *constants, by=false))
    return have(claim, "So the clips are not locally Lipschitz at slope $0$.", by=[rate, absurd])
