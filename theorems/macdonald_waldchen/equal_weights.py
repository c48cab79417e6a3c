r"""Finite laws with equal weights: as many parameters as coordinates.

If the weights are fixed, the points alone are the parameter: $n = Nd$ numbers for $N$ points in
$\mathbb R^d$. The family is invariant, and the law moves no faster than the parameter.

Source: Macdonald and Wäldchen 2021, Example for the second restriction; constants: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    Invariant,
    LayerMap,
    Lipschitz,
    LocallyLipschitz,
    Sum,
    abs_,
    as_functions,
    choice,
    dist,
    dPd,
    exhibit,
    fact,
    finite_law,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    reals,
    relu,
    row,
    sequences,
    sign,
    theorem,
    times,
)

from .finite_metric import first_atoms_count, weights
from .finite_sums import indices, sum_of_equals, sum_of_zeros
from .finite_support import inside, on_space
from .readings import applied, satisfied
from .rows_of_indices import rows_and_places

d, i, j, k, n, q_, N = naturals("d i j k n q N")
e = reals("e")
theta, other, b, u, v, w = sequences("theta theta' b u v w")
W, x = sequences("W x", result=("fun", "N", "R"))
p, q = sequences("p q", result=("fun", "N", "R"))
place_of, row_of = functions("I Q", "N", "N")
predecessor_of = functions("p", "N", "N")
at = functions("k", "N", ("fun", "N", "N"))
PAPER = "Macdonald and Wäldchen 2021, Example for the second restriction"
OWN = "own computation"


def numbering(n, at, N=N, place_of=place_of, row_of=row_of):
    """The d coordinates of the N points have numbers from 1 to n, which tell point and coordinate."""
    told = And(Equal(place_of(at(i)(j)), i), Equal(row_of(at(i)(j)), j))
    return ForAll((i, j), [*indices(i, N), *indices(j, d)], And(*indices(at(i)(j), n), told))


def coordinates(theta, at):
    """Coordinate j of point i is the entry of the parameter at its number."""
    return inside(d, lambda i: lambda j: theta(at(i)(j)))


def family(w, at):
    """The laws with fixed weights whose points are listed by the parameter."""
    return (theta,), [], finite_law(N, w, coordinates(theta, at))


FIXED = family(w, at)
BOUND = (N, d, n, w, at, place_of, row_of)
SETTING = [weights(N, w), numbering(n, at)]


def layered(theta, at):
    """The images of the points under a layer."""

    def image(i):
        z = coordinates(theta, at)(i)
        return lambda j: ite(And(*indices(j, d)), relu(Sum(1, d, lambda k: W(j)(k) * z(k)) + b(j)), 0)

    return image


def for_all(claim, lemma):
    """The lemma for all values of the variables, under the conditions that it rests on."""
    return have(Implies(tuple(SETTING), claim.body), by=lemma).forall(*BOUND)


def located(claim, spaces):
    """The laws of the family live on the space."""
    points = spaces.at({x: lambda i: lambda j: theta(at(i)(j))})
    return have(claim.demands[0], by=points)


@theorem(
    "Finite laws with fixed weights are invariant under layers",
    ForAll(BOUND, SETTING, Invariant(FIXED, d)),
    uses=[on_space, first_atoms_count],
    source=PAPER,
)
def fixed_weights_invariant(claim, spaces, counted):
    image = layered(theta, at)

    def new(k):
        return image(place_of(k))(row_of(k))

    entry = have(
        Equal(image(i)(j), coordinates(new, at)(i)(j)),
        given=[*indices(i, N), numbering(n, at)],
        by=given(numbering(n, at)).instance(i, j),
    )
    same = satisfied(
        counted.at({v: w, p: image, q: coordinates(new, at)}),
        given=SETTING,
        by=as_functions(entry, j).forall(i),
    )
    images = exhibit(
        Invariant(FIXED, d),
        "The new parameter lists the images of the points.",
        witness=(new,),
        by=[row("atoms_push", LayerMap(W, b, d), N, w, coordinates(theta, at)), same, given(SETTING[0])],
    )
    return for_all(claim, images), located(claim, spaces)


@theorem(
    "Finite laws with fixed weights move no faster than their parameter",
    ForAll(BOUND, SETTING, Lipschitz(FIXED, 1, d, n)),
    uses=[on_space, sum_of_zeros],
    source=PAPER,
)
def fixed_weights_lipschitz(claim, spaces, zeros):
    here, there = coordinates(theta, at), coordinates(other, at)
    step = dist(n, theta, other)
    start = fact("dist_nonneg", n, theta, other)
    entry = have(
        Implies(indices(j, d), AtMost(abs_(here(i)(j) - there(i)(j)), step)),
        given=[*indices(i, N), numbering(n, at)],
        by=[given(numbering(n, at)).instance(i, j), fact("dist_ge", n, theta, other, at(i)(j))],
    )
    point = applied("dist_le", d, here(i), there(i), step, given=SETTING, by=[entry.forall(j), start])
    kept = satisfied(
        zeros.at({u: lambda i: abs_(w(i) - w(i))}), by=have(Equal(abs_(w(i) - w(i)), 0)).forall(i)
    )
    close = applied(
        "dPd_coupled",
        d,
        N,
        w,
        here,
        w,
        there,
        step,
        given=SETTING,
        by=[point.forall(i), kept, start],
        note="No point moves further than the parameter, and no mass changes place.",
    )
    return for_all(claim, have(claim.body, given=SETTING, by=close)), located(claim, spaces)


@theorem(
    "The coordinates of N points have numbers from 1 to Nd",
    ForAll((N, d), [], Exists((at, place_of, row_of), numbering(N * d, at))),
    uses=[rows_and_places],
    source=OWN,
)
def coordinates_numbered(claim, rows):
    earlier = Exists(q_, Implies(1 <= j, Equal(q_ + 1, j)))
    none = exhibit(Implies(Equal(j, 0), earlier), witness=(0,))
    onward = exhibit(Exists(q_, Implies(1 <= j + 1, Equal(q_ + 1, j + 1))), witness=(j,))
    predecessor = induct_on(j, earlier, base=none.at({j: 0}), step=onward)
    before = satisfied(choice(lambda j: lambda q: Implies(1 <= j, Equal(q + 1, j))), by=predecessor)
    pre, precedes = pick(before, "p")
    reading = rows.instance(N)
    first, second, reads_ = pick(reading, "I Q")

    def index(i):
        return lambda j: predecessor_of(j) * N + i

    last = have(
        Implies(And(q_ + 1 <= d, i <= N), q_ * N + i <= N * d),
        r"The coordinates before the one of number $q + 1$ take $qN$ numbers.",
        by=times(q_ + 1 <= d, 0 <= N),
    )
    told = have(
        ForAll(
            (i, j),
            [*indices(i, N), *indices(j, d)],
            And(
                *indices(index(i)(j), N * d),
                Equal(place_of(index(i)(j)), i),
                Equal(row_of(index(i)(j)) + 1, j),
            ),
        ),
        given=[precedes.claim, reads_.claim],
        by=[precedes.instance(j), reads_.instance(predecessor_of(j), i), last.at({q_: predecessor_of(j)})],
    )
    found = exhibit(
        claim.body,
        "Count the points of one coordinate after those of the one before.",
        witness=(index, place_of, lambda k: row_of(k) + 1),
        by=told,
    )
    return have(claim, by=picked(before, pre, by=picked(reading, first, second, by=found)))


def specialised(lemma, values, facts, conclusion, arguments=(), given=()):
    """A proposition on fixed weights at a number of points, a dimension, weights and a numbering."""
    N, _, n, w, at, place_of, row_of = values
    conditions = weights(N, w), numbering(n, at, N, place_of, row_of)
    rule = have(Implies(conditions, conclusion), by=lemma.instance(*values, *arguments))
    return have(conclusion, given=given, by=[rule, *facts])


def share(i):
    """The weight that all N points have."""
    return 1 / N


EQUAL = family(share, at)


@theorem("Equal weights", Implies(1 <= N, weights(N, share)), uses=[sum_of_equals], source=OWN)
def equal_weights(claim, equals):
    total = satisfied(equals.at({u: share, e: 1 / N}), by=have(Equal(share(i), 1 / N)).forall(i))
    return have(claim, r"$N$ times $1/N$.", by=[total, fact("inverse", N), sign(1 / N)])


@theorem(
    "Finite laws with equal weights need no more parameters than coordinates",
    ForAll((N, d), [1 <= N], Exists(at, And(Invariant(EQUAL, d), LocallyLipschitz(EQUAL, d, N * d)))),
    uses=[equal_weights, coordinates_numbered, fixed_weights_invariant, fixed_weights_lipschitz],
    source=PAPER,
)
def as_many_parameters_as_coordinates(claim, equal, numbered, invariant, lipschitz):
    numbers = numbered.instance(N, d)
    *names, counted = pick(numbers, "k I Q")
    one, two = sequences("theta' theta''")
    known_, values = [1 <= N, counted.claim], (N, d, N * d, share, at, place_of, row_of)
    weighed = have(weights(N, share), given=[1 <= N], by=equal)
    facts = [weighed, counted]
    close = dPd(d, *(finite_law(N, share, coordinates(point, at)) for point in (one, two)))
    near = specialised(lipschitz, values, facts, close <= dist(N * d, one, two), (one, two), known_)
    local = exhibit(LocallyLipschitz(EQUAL, d, N * d), "Any radius will do.", witness=(1, 1), by=near)
    found = exhibit(
        claim.body,
        r"List the coordinates by their numbers from $1$ to $Nd$.",
        witness=(at,),
        by=[specialised(invariant, values, facts, Invariant(EQUAL, d), (), known_), local],
    )
    proof = picked(numbers, *names, by=found)
    return have(Implies(1 <= N, claim.body), by=proof).forall(N, d), weighed
