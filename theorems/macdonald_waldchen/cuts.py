r"""Cuts of the line: a set that holds with every number all smaller ones ends at a number.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Lemma,
    Not,
    cases,
    exhibit,
    functions,
    given,
    have,
    induct_on,
    ite,
    known,
    naturals,
    pick,
    picked,
    reals,
    recursion,
    sequences,
    theorem,
    times,
)

from .readings import satisfied

e, r, s, t, w, x, z = reals("e r s t w x z")
k, n = naturals("k n")
f, h = sequences("f h")
S = functions("S", "R", "B")
OWN = "elementary"


HALVED = [Equal(h(0), e), ForAll(n, [], Equal(h(n + 1), h(n) / 2)), 0 <= e]


@theorem("Halving beats counting", Implies(And(*HALVED), And(0 <= h(n), (n + 1) * h(n) <= e)), source=OWN)
def halving(claim):
    next_ = given(HALVED[1]).instance(n)
    positive = have(Implies(0 <= h(n), 0 <= n * h(n)), by=times(0 <= n, 0 <= h(n)))
    every = induct_on(n, claim.conclusion, given=HALVED, step=[next_, positive])
    return have(claim, "Half of the width for one more.", by=every)


DOWNWARD = ForAll((s, t), [s <= t, S(t)], S(s))
FOUND = ForAll(n, [], Equal(f(n + 1), f(n) + ite(S(f(n) + h(n + 1)), h(n + 1), 0)))
BISECTED = [*HALVED, Equal(f(0), r), FOUND, S(r), Not(S(r + e))]


@theorem(
    "Bisection",
    Implies(And(*BISECTED), And(S(f(n)), Not(S(f(n) + h(n))), f(n) <= f(n + 1))),
    uses=[halving],
    source=OWN,
)
def bisection(claim, halves):
    width, step = given(HALVED[1]).instance(n), given(FOUND).instance(n)
    middle = f(n) + h(n + 1)
    right = have(Implies(S(middle), Equal(f(n + 1), middle)), by=step)
    left = have(Implies(Not(S(middle)), Equal(f(n + 1), f(n))), by=step)
    kept = [
        have(
            Implies(And(S(f(n)), Not(S(f(n) + h(n))), answer), And(S(f(n + 1)), Not(S(f(n + 1) + h(n + 1))))),
            by=[half, width],
        )
        for answer, half in ((S(middle), right), (Not(S(middle)), left))
    ]
    every = induct_on(
        n,
        And(S(f(n)), Not(S(f(n) + h(n)))),
        "The half that the set ends in.",
        given=BISECTED,
        step=[*kept, cases(S(middle))],
    )
    positive = satisfied(halves.at({n: n + 1}), given=HALVED)
    return have(
        claim, "The left ends increase.", by=[every.instance(n), right, left, positive, cases(S(middle))]
    )


ENDS = And(ForAll(t, [t < z], S(t)), ForAll(t, [z < t], Not(S(t))))


@theorem(
    "A cut of the line is made at a number",
    Implies(And(DOWNWARD, S(r), Not(S(r + e))), Exists(z, ENDS)),
    uses=[halving, bisection],
    source=OWN,
)
def cut(claim, halves, bisect):
    conditions = claim.condition.parts
    widths = have(Exists(h, And(*HALVED[:2])), by=recursion(e, lambda n: lambda x: x / 2))
    halved, sizes = pick(widths, "h")
    lefts = have(
        Exists(f, And(Equal(f(0), r), FOUND)),
        by=recursion(r, lambda n: lambda x: x + ite(S(x + h(n + 1)), h(n + 1), 0)),
    )
    ends, found = pick(lefts, "f")
    steps = satisfied(bisect, given=conditions, by=[sizes, found])
    below = have(f(n) <= r + e, by=steps)
    bounded = exhibit(Exists(x, ForAll(n, [], f(n) <= x)), witness=(r + e,), by=below.forall(n))
    rising = have(ForAll(n, [], f(n) <= f(n + 1)), by=steps.forall(n))
    limit = satisfied(Lemma(known("completeness", f)), by=[bounded, rising])
    top, least = pick(limit, "z")
    over = have(
        Implies(Not(S(t)), f(n) <= t), given=conditions, by=[steps, given(DOWNWARD).instance(t, f(n))]
    )
    upto = have(
        Implies(t < z, S(t)),
        by=[
            have(Implies(Not(S(t)), ForAll(n, [], f(n) <= t)), by=over.forall(n)),
            have(least.claim.args[1], by=least).instance(t),
        ],
    )
    times_width = have(Implies(And(0 < w, e / w <= x), e <= x * w), by=times(0 < w, e / w <= x))
    many = Lemma(known("archimedes", e / (t - z)))
    count, enough = pick(many, "n")
    short = have(
        Implies(z < t, h(n) <= t - z),
        given=conditions,
        by=[
            satisfied(halves, given=conditions, by=sizes),
            times_width.at({w: t - z, x: n}),
            enough,
            times(t - z < h(n), 0 <= n),
        ],
    )
    reach = have(
        Implies(z < t, Not(S(t))),
        given=conditions,
        by=[
            steps,
            short,
            have(f(n) <= z, by=have(least.claim.args[0], by=least).instance(n)),
            given(DOWNWARD).instance(f(n) + h(n), t),
        ],
    )
    beyond = picked(many, count, by=reach)
    found_ = exhibit(Exists(z, ENDS), witness=(z,), by=[upto.forall(t), beyond.forall(t)])
    for exists, name in ((limit, top), (lefts, ends), (widths, halved)):
        found_ = picked(exists, name, by=found_)
    return have(claim, "The left ends of the bisection have a limit, and the widths vanish.", by=found_)
