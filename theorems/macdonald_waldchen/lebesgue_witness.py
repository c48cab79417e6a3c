r"""The parameter to which a layer leads, computed: the witness of invariance at rational parameters.

A layer behind a network of depth $k$ is a network of every depth $K > k$, padded by identities. If its
parameters lie between $-K$ and $K$ and are rational, the numbers $(u + K)/2K$ have binary digits that recur
at last: $M$ rows of digits $\beta$ and then $N$ rows of digits $\tau$, again and again, a column for every
parameter. The same rows, read as ternary digits $0$ and $2$, make a rational number $s$. The layer leads to
the member at $2K - 1 + s$.

Source: own computation.
"""

from symrelu import And, Equal, ForAll, Implies, NonZero, given, have, naturals, reals, theorem, times

from .dirac_witness import LEBESGUE
from .filling_curves import ENUMERATED, K, c, count, d, entries, h, i, j, l, v
from .identity_padding import PUSHED, k, padded_network, padding
from .lebesgue_curve import OWN
from .lebesgue_curve import h as one_curve
from .lebesgue_curve import m as dimension
from .lebesgue_digits import bits
from .lebesgue_expansions import PLACE, beta, coordinate, inverse, recurring_coordinate, tau
from .lebesgue_expansions import l as head
from .lebesgue_expansions import n as tail
from .lebesgue_powers import divisors, powers_from_one, small_powers, x
from .network_laws import NETWORKS, A, G, layer, w
from .readings import satisfied
from .space_filling import SEGMENTS, p, theta

r, M, N = naturals("r M N")
e, y, z = reals("e y z")
INDEX = c(l)(i)(j)
AT = {dimension: count(K), head: M, tail: N}
WITNESS = 2 * K - 1 + PLACE.subs(AT, simultaneous=True)
VALUE = coordinate(beta, M, INDEX) + recurring_coordinate(tau, N, INDEX) / 2**M


ROWS = [ForAll(r, [1 <= r], bits(digits(r), count(K))) for digits in (beta, tau)]
WRITTEN = ForAll((l, i, j), entries(K), Equal(-K + 2 * K * VALUE, padding(l)(i)(j)))


@theorem(
    "The parameter to which a layer leads, computed",
    Implies(
        And(
            1 <= d,
            1 <= N,
            k + 1 <= K,
            NETWORKS,
            ENUMERATED,
            SEGMENTS,
            LEBESGUE,
            *ROWS,
            WRITTEN,
            Equal(p(theta), G(v)(k)),
        ),
        Equal(p(WITNESS), p(theta).push(layer(A))),
    ),
    uses=[inverse, padded_network, small_powers, powers_from_one],
    source=OWN,
)
def witness(claim, inverse_, padded, small, large):
    curve = h(count(K))
    many = have(
        Implies(And(1 <= d, k + 1 <= K), 1 <= count(K)),
        by=[times(1 <= K, 1 <= d * (d + 1)), times(1 <= d, 1 <= d)],
    )
    several = satisfied(many, given=[1 <= d, k + 1 <= K])
    good = satisfied(given(LEBESGUE).instance(count(K)), by=several)
    indexed = have(
        And(1 <= INDEX, INDEX <= count(K)),
        given=entries(K),
        by=given(ENUMERATED).instance(l, i, j, K),
    )
    at = {dimension: count(K), one_curve: curve, head: M, tail: N}
    each = satisfied(inverse_.at({**at, j: INDEX}), given=[*ROWS, 1 <= N], by=[good, indexed])
    value = have(each.claim.args[2], by=each)
    once = satisfied(inverse_.at({**at, j: 1}), given=[*ROWS, 1 <= N], by=[good, several])
    low, high, _ = once.claim.args
    time = low.args[1]
    unit = [have(part, by=once) for part in (low, high)]
    replaced = have(
        Implies(And(Equal(e, y), Equal(-K + 2 * K * y, z)), Equal(-K + 2 * K * e, z)),
        by=times(Equal(e, y), K),
    )
    known = replaced.at({e: value.claim.args[0], y: VALUE, z: padding(l)(i)(j)})
    one = have(known.claim.args[1], given=entries(K), by=[known, value, given(WRITTEN).instance(l, i, j)])
    expected = have(Implies(And(*entries(K)), one.claim), by=one).forall(l, i, j)
    member = satisfied(given(SEGMENTS).instance(K, time, padding), given=[k + 1 <= K], by=[*unit, expected])
    deeper = satisfied(padded.at({w: padding}), given=[NETWORKS, k + 1 <= K])
    same = have(Equal(PUSHED, p(theta).push(layer(A))), by=given(Equal(p(theta), G(v)(k))))
    proof = have(claim, "Its parameters are those of the padded network.", by=[member, deeper, same])
    sides = definedness(claim.condition, many, small, large)
    return proof, *sides


def definedness(condition, many, small, large):
    """What is divided by is not 0."""
    every, size = naturals("k'"), count(K)
    long = have(Implies(And(1 <= N, 1 <= size), 1 <= size * N), by=times(1 <= size, 1 <= N))
    third, half = NonZero(1 - 1 / 3 ** (size * N)), NonZero(1 - 1 / 2**N)
    short = have(Implies(1 <= N, half), by=satisfied(small.at({x: 2})))
    wide = have(Implies(And(1 <= N, 1 <= size), third), by=[long, satisfied(small.at({x: 3}))])
    sizes = have(And(1 <= N, 1 <= size), given=[condition], by=many)
    (row,) = divisors(large, 3, dimension * every)
    return (
        have(half, given=[1 <= N], by=short),
        have(half, by=[sizes, short]),
        have(third, by=[sizes, wide]),
        row.at({dimension: size}),
        *divisors(large, 3, r, size * M, size * N),
        *divisors(large, 2, every, M, N),
    )
