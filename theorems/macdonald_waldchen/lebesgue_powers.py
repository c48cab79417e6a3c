r"""Powers of $\frac13$ and of $\frac12$, in which expansions are written.

Source: elementary.
"""

from symrelu import (
    And,
    Equal,
    ForAll,
    Implies,
    NonZero,
    fact,
    have,
    induct_on,
    naturals,
    reals,
    sign,
    theorem,
    times,
)

p, q, r, u, v, x = reals("p q r u v x")
k, m, n = naturals("k m n")
OWN = "elementary"


@theorem(
    "Inverses of products",
    Implies(
        And(0 < u, 0 < v, Equal(u * p, 1), Equal(v * q, 1), Equal(u * v * r, 1)),
        And(0 < p, 0 < q, Equal(r, p * q)),
    ),
    source=OWN,
)
def inverse_of_product(claim):
    left = have(Implies(And(0 < u, Equal(u * p, 1)), 0 < p), by=[sign(p), times(0 < u, 0 <= -p)])
    right = have(Implies(And(0 < v, Equal(v * q, 1)), 0 < q), by=[sign(q), times(0 < v, 0 <= -q)])
    product = have(
        Implies(claim.condition, Equal(r, p * q)),
        by=[
            times(Equal(u * p, 1), v * q),
            times(Equal(u * p * v * q, 1), r),
            times(Equal(v * q, 1), r),
            times(Equal(u * p, 1), p * q),
        ],
    )
    return have(claim, by=[left, right, product])


@theorem("Powers of numbers from 1 on", Implies(1 <= x, ForAll(k, [], 1 <= x**k)), source=OWN)
def powers_from_one(claim):
    grows = induct_on(
        k, 1 <= x**k, given=[1 <= x], step=[fact("pow_next", x, k), times(0 <= x - 1, 0 <= x**k - 1)]
    )
    return have(claim, "Factor by factor.", by=grows)


def inverse_power(k):
    """x^-k"""
    return 1 / x**k


@theorem(
    "Powers of an inverse",
    Implies(
        1 <= x,
        ForAll(
            (k, n),
            [],
            And(
                0 < inverse_power(k),
                inverse_power(k) <= 1,
                Equal(x * inverse_power(k + 1), inverse_power(k)),
                Equal(inverse_power(k + n), inverse_power(k) * inverse_power(n)),
            ),
        ),
    ),
    uses=[inverse_of_product, powers_from_one],
    source=OWN,
)
def inverse_powers(claim, product, large):
    sizes = [large.instance(e) for e in (k, n, k + 1, k + n)]
    several = {u: x**k, v: x**n, p: inverse_power(k), q: inverse_power(n), r: inverse_power(k + n)}
    one = {u: x**k, v: x, p: inverse_power(k), q: 1 / x, r: inverse_power(k + 1)}
    product_ = have(
        And(0 < inverse_power(k), Equal(inverse_power(k + n), inverse_power(k) * inverse_power(n))),
        given=[1 <= x],
        by=[*sizes, product.at(several), fact("pow_sum", x, k, n)],
    )
    last = have(
        Equal(inverse_power(k + 1), inverse_power(k) * (1 / x)),
        given=[1 <= x],
        by=[*sizes, product.at(one), fact("pow_next", x, k)],
    )
    next_ = have(
        Equal(x * inverse_power(k + 1), inverse_power(k)),
        given=[1 <= x],
        by=[last, times(Equal(x * (1 / x), 1), inverse_power(k))],
    )
    small = have(
        inverse_power(k) <= 1,
        given=[1 <= x],
        by=[sizes[0], product_, times(0 <= x**k - 1, 0 < inverse_power(k))],
    )
    proof = have(claim, "Exponents add.", by=[product_, small, next_])
    return proof, *(have(NonZero(x**e), given=[1 <= x], by=large.instance(e)) for e in (k, n, k + 1, k + n))


@theorem(
    "Powers of an inverse are at most the inverse",
    Implies(1 <= x, ForAll(k, [1 <= k], x * inverse_power(k) <= 1)),
    uses=[inverse_powers, powers_from_one],
    source=OWN,
)
def small_powers(claim, powers, large):
    each = induct_on(
        k,
        Implies(1 <= k, x * inverse_power(k) <= 1),
        given=[1 <= x],
        step=powers.instance(k, 0),
    )
    return have(claim, by=each), have(NonZero(x**k), given=[1 <= x], by=large.instance(k))


def divisors(large, base, *exponents):
    """These powers of the base can be divided by."""
    return tuple(have(NonZero(base**e), by=large.at({x: base}).instance(e)) for e in exponents)
