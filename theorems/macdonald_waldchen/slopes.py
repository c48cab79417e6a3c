r"""The slopes of a chain are read from its law.

Source: own computation.
"""

from symrelu import (
    And,
    AtMost,
    Equal,
    Exists,
    ForAll,
    Implies,
    InSupport,
    Sum,
    abs_,
    dist,
    dPd,
    exhibit,
    given,
    have,
    known,
    naturals,
    pick,
    picked,
    reals,
    sequences,
    theorem,
    times,
)

from .chains import ON_RAY, chain, indices, kappa, nu, q
from .hat_functionals import (
    RANGE,
    Q,
    entry,
    entry_positive,
    entry_vanishes,
    readings_are_linear,
    unit,
)
from .hats import Y, mu, other, reading_is_lipschitz
from .readings import satisfied
from .triangular_systems import M, difference_of_sums, inverse_bounded, triangular_inverse
from .triangular_systems import n as size
from .triangular_systems import x as minuend
from .triangular_systems import y as subtrahend

c, e, r, x, K = reals("c e r x K")
i, j, k, d, N = naturals("i j k d N")
s, slopes, u, v = sequences("s kappa' u v")
OWN = "own computation"

SUPPORTED = ForAll(k, indices(k, N), And(0 <= s(k), InSupport(nu, s(k)), s(k) + r <= q(k)))
BEHIND = ForAll((j, k), [1 <= j, j < k, k <= N], AtMost(q(j) + r, s(k)))
PLACED = [2 <= d, ON_RAY, 0 < r, 0 <= Q, RANGE, SUPPORTED, BEHIND]


def slopes_close(constant):
    """The slopes of two chains differ by at most a multiple of the distance of their laws."""
    near = dist(N, kappa, slopes) <= constant * dPd(d, chain(N), chain(N, slopes))
    return ForAll((kappa, slopes), [unit(kappa), unit(slopes)], near)


def matrix(k):
    """The matrix of the readings: what the hinge j adds to the reading about the point k."""
    return lambda j: entry(s(k), q(j))


SOLVABLE = inverse_bounded(N, matrix)


@theorem(
    "The matrix of the readings has a bounded inverse",
    Implies(And(*PLACED), SOLVABLE),
    uses=[triangular_inverse, entry_vanishes, entry_positive],
    source=OWN,
)
def readings_invertible(claim, inverse, vanishes, positive):
    before = have(
        Implies(And(1 <= j, j < k, k <= N), Equal(entry(s(k), q(j)), 0)),
        "Hinges before the hat add nothing.",
        given=PLACED,
        by=[vanishes.at({x: s(k), c: q(j)}), given(BEHIND).instance(j, k)],
    )
    diagonal = have(
        Implies(And(*indices(k, N)), 0 < entry(s(k), q(k))),
        "The next one adds something.",
        given=PLACED,
        by=[positive.at({x: s(k), c: q(k)}), given(SUPPORTED).instance(k), given(RANGE).instance(k)],
    )
    solvable = satisfied(inverse.at({M: matrix}), given=PLACED, by=[before.forall(k, j), diagonal.forall(k)])
    return have(claim, "The matrix is triangular, with a positive diagonal.", by=solvable)


@theorem(
    "The slopes of a chain are read from its law",
    Implies(And(*PLACED), Exists(K, And(0 <= K, slopes_close(K)))),
    uses=[readings_invertible, readings_are_linear, reading_is_lipschitz, difference_of_sums],
    source=OWN,
)
def slopes_read(claim, invertible, linear, lipschitz, difference):
    conditions = PLACED
    solvable = satisfied(invertible, given=conditions)
    constant, solved = pick(solvable, "K")
    total = N * Q
    apart, factor = dPd(d, chain(N), chain(N, slopes)), r + total + r * total
    whole = have(0 <= total, given=conditions, by=times(0 <= N, 0 <= Q))
    above = have(0 <= factor, given=conditions, by=[whole, times(0 < r, 0 <= total)])
    far = have(
        0 <= factor * apart,
        by=[above, known("dPd_nonneg", d, chain(N), chain(N, slopes)), times(0 <= factor, 0 <= apart)],
    )
    cube = [unit(kappa), unit(slopes)]
    values = {x: s(k), Y: total}
    rows = [
        linear.at(values),
        linear.at({**values, kappa: slopes}),
        lipschitz.at({**values, mu: chain(N), other: chain(N, slopes)}),
    ]
    product = Sum(1, N, lambda j: entry(s(k), q(j)) * (kappa(j) - slopes(j)))
    small = have(
        Implies(And(*indices(k, N)), abs_(product) <= factor * apart),
        given=[*conditions, *cube],
        by=[
            *rows,
            whole,
            difference.at({u: lambda j: entry(s(k), q(j)), minuend: kappa, subtrahend: slopes, size: N}),
        ],
    )
    differences = satisfied(
        have(solved.claim.args[1], by=solved).instance(lambda j: kappa(j) - slopes(j), factor * apart),
        by=[far, small.forall(k)],
    )
    bound = have(0 <= K * (factor * apart), by=[far, solved, times(0 <= K, 0 <= factor * apart)])
    near = satisfied(known("dist_le", N, kappa, slopes, K * (factor * apart)), by=[bound, differences])
    close = have(Implies(And(*cube), dist(N, kappa, slopes) <= K * factor * apart), by=near)
    found = exhibit(
        claim.conclusion,
        witness=(K * factor,),
        by=[
            have(0 <= K * factor, by=[above, solved, times(0 <= K, 0 <= factor)]),
            close.forall(kappa, slopes),
        ],
    )
    return have(
        claim,
        "The readings of two chains differ no more than their laws, up to a factor; the matrix of the "
        "readings is triangular, so the slopes do not either, up to another factor.",
        by=picked(solvable, constant, by=found),
    )
