r"""Functions below a multiple of the sum of two integrable functions have means.

Source: elementary.
"""

from symrelu import (
    And,
    E,
    Equal,
    ForAll,
    Implies,
    Integrable,
    abs_,
    as_functions,
    borel,
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
k, n = naturals("k n")
r, u, v, w, x, C, D = reals("r u v w x C D")
z = sequences("z")


def under(condition, lemma, claim=None):
    """What a lemma proves, or a claim from it, with the condition of a theorem as its only hypothesis."""
    claim = lemma.claim if claim is None else claim
    return have(claim, given=[condition], by=have(Implies(condition, claim), by=lemma))


def everywhere(law):
    """The whole space has mass 1."""
    return applied("prob_sure", law, lambda x: And())


def product_of_positives(left, right):
    """A product of numbers that are at least 0."""
    product = have(Implies(And(0 <= u, 0 <= v), 0 <= u * v), by=times(0 <= u, 0 <= v))
    return product.at({u: left, v: right})


def cut(function, level):
    """The size of a function, cut at a level."""
    return lambda x: min_(abs_(function(x)), level)


def bounded(law, function, point, bound, size):
    """A bounded function has a mean."""
    within = have(And(0 <= cut(function, n)(point), cut(function, n)(point) <= bound), by=size)
    least = applied(
        "E_range",
        law,
        lambda x: And(),
        cut(function, n),
        0,
        bound,
        by=[everywhere(law), within.forall(point)],
    )
    return exhibit(Integrable(law, (function(point), point)), witness=(bound,), by=least.forall(n))


def cut_mean(law, function, point):
    """A function that is cut has a mean."""
    return bounded(law, cut(function, k), point, k, have(cut(function, k)(point) <= k)).at({k: n})


def integrable_too(law, f, g, point, same):
    """If f has a mean, so has g, which has the same values."""
    name, top = pick(given(Integrable(law, f)), "C")
    cuts = as_functions(have(Equal(cut(f, n)(point), cut(g, n)(point)), by=same), point)
    small = have(E(law, cut(g, n)) <= C, by=[top, cuts])
    found = exhibit(Integrable(law, g), witness=(C,), by=small.forall(n))
    found = picked(given(Integrable(law, f)), name, by=found)
    return have(Implies(Integrable(law, f), Integrable(law, g)), by=found)


def below_a_sum(law, f, g, h, point):
    """The claim: |f| <= w (|g| + |h|) where g and h have means."""
    small = ForAll(point, [], abs_(f(point)) <= w * (abs_(g(point)) + abs_(h(point))))
    return Implies(And(Integrable(law, g), Integrable(law, h), small, 0 <= w), Integrable(law, f))


def cut_sum(g, h):
    """The multiple w + 1 of the sum of both, cut at a level."""
    return lambda level: lambda x: (w + 1) * cut(g, level)(x) + (w + 1) * cut(h, level)(x)


def cut_sum_has_mean(law, g, h, point):
    """It is bounded, so it has a mean."""
    both = cut_sum(g, h)
    wide = have(
        abs_((w + 1) * u + (w + 1) * v) <= 2 * abs_(w + 1) * k,
        given=[0 <= u, u <= k, 0 <= v, v <= k],
        by=[sign(w + 1), times(0 <= u), times(0 <= v), times(0 <= w + 1, u <= k), times(w + 1 <= 0, u <= k)],
    )
    sides = have(
        And(0 <= cut(g, k)(point), cut(g, k)(point) <= k, 0 <= cut(h, k)(point), cut(h, k)(point) <= k)
    )
    return bounded(
        law,
        both(k),
        point,
        2 * abs_(w + 1) * k,
        [
            have(
                abs_(both(k)(point)) <= 2 * abs_(w + 1) * k,
                by=[wide.at({u: cut(g, k)(point), v: cut(h, k)(point)}), sides],
            )
        ],
    ).at({k: n})


def proof_below_a_sum(claim, law, f, g, h, point):
    """The truncations of f are at most w + 1 times those of g and h."""
    first, second, small, positive = claim.condition.parts

    both = cut_sum(g, h)
    cuts = [cut_mean(law, function, point) for function in (f, g, h)]
    whole = cut_sum_has_mean(law, g, h, point)
    linear = applied("E_linear", law, cut(g, n), cut(h, n), w + 1, w + 1, by=cuts)
    wider = have(
        Implies(
            And(0 <= u, 0 <= v, x <= w * (u + v), 0 <= w),
            min_(x, n) <= (w + 1) * min_(u, n) + (w + 1) * min_(v, n),
        ),
        by=[
            times(0 <= w, u >= n),
            times(0 <= w, v >= n),
            times(0 <= w, n >= 0),
            times(0 <= w, 0 <= u),
            times(0 <= w, 0 <= v),
        ],
    )
    one = have(
        cut(f, n)(point) <= both(n)(point),
        given=[small, positive],
        by=[
            wider.at({x: abs_(f(point)), u: abs_(g(point)), v: abs_(h(point))}),
            given(small).instance(point),
        ],
    )
    least = applied(
        "E_mono",
        law,
        lambda x: And(),
        cut(f, n),
        both(n),
        given=[small, positive],
        by=[everywhere(law), cuts[0], whole, one.forall(point)],
    )
    (a, top), (b, roof) = pick(given(first), "C"), pick(given(second), "D")
    grows = have(Implies(And(0 <= w, u <= v), (w + 1) * u <= (w + 1) * v), by=times(0 <= w, u <= v))
    total = have(
        E(law, cut(f, n)) <= (w + 1) * (C + D),
        given=[small, positive],
        by=[
            least,
            linear,
            top,
            roof,
            grows.at({u: E(law, cut(g, n)), v: C}),
            grows.at({u: E(law, cut(h, n)), v: D}),
        ],
    )
    found = exhibit(Integrable(law, f), witness=((w + 1) * (C + D),), by=total.forall(n))
    found = picked(given(first), a, by=picked(given(second), b, by=found))
    return have(claim, "What is cut keeps the order.", by=found), *cuts


LINE = (laws("rho"), *(borel(name) for name in "fgh"), r)
SPACE = (laws("rho", SEQ), *(borel(name, SEQ) for name in "fgh"), z)


@theorem("Functions below a sum of integrable ones", below_a_sum(*LINE), source="elementary")
def below_sums(claim):
    return proof_below_a_sum(claim, *LINE)


@theorem("Functions of sequences below a sum of integrable ones", below_a_sum(*SPACE), source="elementary")
def below_sums_of_sequences(claim):
    return proof_below_a_sum(claim, *SPACE)


def combined(g, h, point):
    """A linear combination of two functions."""
    return (u * g(point) + v * h(point), point)


def linear_combination(law, f, g, h, point):
    """The claim: linear combinations of functions that have means have the combined mean."""
    both = combined(g, h, point)
    mean = Equal(E(law, both), u * E(law, g) + v * E(law, h))
    return Implies(And(Integrable(law, g), Integrable(law, h)), And(Integrable(law, both), mean))


def proof_of_linear_combination(claim, below, law, f, g, h, point):
    """Its size is at most |u| + |v| times the sum of the sizes."""
    scaled = have(
        And(abs_(u * x) <= abs_(u) * abs_(x), 0 <= abs_(v) * abs_(x)),
        by=[sign(u), sign(x), product_of_positives(abs_(v), abs_(x))],
    )
    size = have(
        abs_(u * x + v * r) <= (abs_(u) + abs_(v)) * (abs_(x) + abs_(r)),
        by=[scaled, scaled.at({u: v, x: r, v: u})],
    )
    values = {f: lambda x: u * g(x) + v * h(x), w: abs_(u) + abs_(v)}
    here = size.at({x: g(point), r: h(point)}).forall(point)
    regular = have(claim.conclusion.parts[0], given=claim.condition.parts, by=[below.at(values), here])
    mean = applied("E_linear", law, g, h, u, v, given=claim.condition.parts)
    cuts = [cut_mean(law, k, point) for k in (g, h, lambda x: u * g(x) + v * h(x))]
    return have(claim, by=[regular, mean]), *cuts


@theorem(
    "Linear combinations of integrable functions",
    linear_combination(*LINE),
    uses=[below_sums],
    source="elementary",
)
def combinations(claim, below):
    return proof_of_linear_combination(claim, below, *LINE)


@theorem(
    "Linear combinations of integrable functions of sequences",
    linear_combination(*SPACE),
    uses=[below_sums_of_sequences],
    source="elementary",
)
def combinations_of_sequences(claim, below):
    return proof_of_linear_combination(claim, below, *SPACE)
