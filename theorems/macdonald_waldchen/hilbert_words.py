r"""Binary words and Gray's code: what changes from a number to the next one.

The word $w$ is a natural number with the binary digits $b(w)(0), b(w)(1), \dots$, the lowest first, and
$g(w)$ trailing ones. Gray's code of $w$ has the digits $b(w)(i) \oplus b(w)(i+1)$.

Source: Macdonald and Wäldchen 2021, Example for the third restriction; own computation.
"""

from symrelu import (
    And,
    Equal,
    Exists,
    ForAll,
    Implies,
    Or,
    cases,
    exhibit,
    fact,
    functions,
    given,
    have,
    induct_on,
    ite,
    naturals,
    pick,
    picked,
    theorem,
)

from .readings import satisfied

i, k, n, q, w = naturals("i k n q w")
A = functions("A", "N", "B")
b = functions("b", "N", ("fun", "N", "N"))
g = functions("g", "N", "N")
OWN = "own computation"


def xor(x, y):
    """Whether two digits are different, as a digit."""
    return ite(Equal(x, y), 0, 1)


def bit(i, k):
    """Digit i of the number 2^k."""
    return ite(Equal(i, k), 1, 0)


def gray(w, i):
    """Digit i of Gray's code of w."""
    return xor(b(w)(i), b(w)(i + 1))


DIGITS = ForAll(
    (q, i),
    [],
    And(
        Equal(b(2 * q)(0), 0),
        Equal(b(2 * q + 1)(0), 1),
        Equal(b(2 * q)(i + 1), b(q)(i)),
        Equal(b(2 * q + 1)(i + 1), b(q)(i)),
    ),
)
TRAILING = ForAll(q, [], And(Equal(g(2 * q), 0), Equal(g(2 * q + 1), g(q) + 1)))


# ---- even and odd ------------------------------------------------------------------------------------


def halved(w):
    """The number is even or odd."""
    return Exists(q, Or(Equal(w, 2 * q), Equal(w, 2 * q + 1)))


@theorem("Every number is even or odd", halved(w), source="elementary")
def even_or_odd(claim):
    half, parity = pick(given(halved(w)), "q")
    same = exhibit(Implies(Equal(w, 2 * half), halved(w + 1)), witness=(half,))
    more = exhibit(Implies(Equal(w, 2 * half + 1), halved(w + 1)), witness=(half + 1,))
    onward = picked(given(halved(w)), half, by=have(halved(w + 1), by=[parity, same, more]))
    every = induct_on(
        w, claim, "From even to odd and back.", base=exhibit(halved(0), witness=(0,)), step=onward
    )
    return have(claim, by=every.instance(w))


def below(n):
    """A holds up to n."""
    return ForAll(w, [w <= n], A(w))


@theorem(
    "Induction on binary digits",
    Implies(And(A(0), ForAll(q, [A(q)], And(A(2 * q), A(2 * q + 1)))), A(w)),
    uses=[even_or_odd],
    source="elementary",
)
def binary_induction(claim, parity):
    start, doubles = claim.condition.parts
    half, which = pick(parity, "q")
    known = [given(below(n)).instance(half), fact("nat", half), given(doubles).instance(half)]
    here = have(
        Implies(w <= n + 1, A(w)),
        given=[below(n), start],
        by=[which, *known, fact("nat_step", 0, half), cases(Equal(half, 0)), cases(Equal(w, 2 * half))],
    )
    every = induct_on(
        n,
        below(n),
        "A number is twice a smaller one, or that and 1, or 0.",
        given=claim.condition.parts,
        base=have(below(0), given=[start], by=cases(Equal(w, 0))),
        step=picked(parity, half, by=here).forall(w),
    )
    return have(claim, by=[every.instance(w).instance(w)])


# ---- the next word -----------------------------------------------------------------------------------


def carried(w, i):
    """What adding 1 does to digit i."""
    return And(
        Implies(i + 1 <= g(w), And(Equal(b(w)(i), 1), Equal(b(w + 1)(i), 0))),
        Implies(Equal(i, g(w)), And(Equal(b(w)(i), 0), Equal(b(w + 1)(i), 1))),
        Implies(g(w) + 1 <= i, Equal(b(w + 1)(i), b(w)(i))),
    )


def everywhere(w):
    """What adding 1 does to all digits."""
    return ForAll(i, [], carried(w, i))


SETTING = And(DIGITS, TRAILING)


def digit(w, i):
    """Digit i of w is 0 or 1."""
    return Or(Equal(b(w)(i), 0), Equal(b(w)(i), 1))


@theorem("Digits are 0 or 1", Implies(DIGITS, digit(w, i)), uses=[even_or_odd], source=OWN)
def digits_are_bits(claim, parity):
    half, which = pick(parity, "q")
    all_words = ForAll(w, [], digit(w, i))
    before = given(all_words).instance(half)
    here = [given(DIGITS).instance(half, 0), given(DIGITS).instance(half, i)]

    def by_parity(k, by):
        even = have(Implies(Equal(w, 2 * half), digit(w, k)), given=[DIGITS], by=by)
        odd = have(Implies(Equal(w, 2 * half + 1), digit(w, k)), given=[DIGITS], by=by)
        return picked(parity, half, by=have(digit(w, k), by=[which, even, odd])).forall(w)

    every = induct_on(
        i,
        all_words,
        "Digit by digit.",
        given=[DIGITS],
        base=by_parity(0, here[:1]),
        step=by_parity(i + 1, [here[1], before]),
    )
    return have(claim, by=every.instance(i).instance(w))


@theorem("The next word", Implies(SETTING, carried(w, i)), uses=[binary_induction], source=OWN)
def next_word(claim, induction):
    digits = given(DIGITS)
    twice, after = digits.instance(q, 0), digits.instance(q, i)
    next_ = [digits.instance(q + 1, 0), digits.instance(q + 1, i)]
    trailing = given(TRAILING).instance(q)
    even = induct_on(
        i,
        carried(2 * q, i),
        "An even word gets a last digit 1 and keeps the others.",
        given=[DIGITS, TRAILING],
        base=have(carried(2 * q, 0), by=[twice, trailing]),
        step=have(carried(2 * q, i + 1), by=[after, trailing]),
    )
    before = given(everywhere(q)).instance(i)
    odd = induct_on(
        i,
        carried(2 * q + 1, i),
        "An odd word gets a last digit 0, and the word without it is raised.",
        given=[DIGITS, TRAILING, everywhere(q)],
        base=have(carried(2 * q + 1, 0), by=[twice, *next_, trailing]),
        step=have(carried(2 * q + 1, i + 1), by=[after, *next_, trailing, before]),
    )
    rises = have(Implies(everywhere(q), And(everywhere(2 * q), everywhere(2 * q + 1))), by=[even, odd])
    zero = even.at({q: 0})
    every = have(
        everywhere(w), given=[DIGITS, TRAILING], by=[induction.at({A: everywhere}), zero, rises.forall(q)]
    )
    return have(claim, by=every.instance(i))


@theorem(
    "Where a digit lies",
    Implies(
        And(
            Implies(i + 2 <= k, A(i)),
            Implies(Equal(i + 1, k), A(i)),
            Implies(Equal(i, k), A(i)),
            Implies(k + 1 <= i, A(i)),
        ),
        A(i),
    ),
    source="elementary",
)
def where_a_digit_lies(claim):
    return have(claim, by=[fact("nat_step", i + 1, k), fact("nat_step", i, k), fact("nat_step", k, i)])


def flips(w, i):
    """Digit i of Gray's code of w + 1."""
    return Equal(gray(w + 1, i), xor(gray(w, i), bit(i, g(w))))


@theorem(
    "Gray's codes of consecutive numbers differ in one digit",
    Implies(SETTING, flips(w, i)),
    uses=[next_word, digits_are_bits, where_a_digit_lies],
    source=OWN,
)
def gray_flips(claim, next_word, digits, where):
    here, after = next_word, next_word.at({i: i + 1})
    old, new = b(w), b(w + 1)
    raised, kept = And(Equal(old(i), 1), Equal(new(i), 0)), Equal(new(i), old(i))
    values = {
        i + 2 <= g(w): And(raised, Equal(old(i + 1), 1), Equal(new(i + 1), 0)),
        Equal(i + 1, g(w)): And(raised, Equal(old(i + 1), 0), Equal(new(i + 1), 1)),
        Equal(i, g(w)): And(Equal(old(i), 0), Equal(new(i), 1), Equal(new(i + 1), old(i + 1))),
        g(w) + 1 <= i: And(kept, Equal(new(i + 1), old(i + 1))),
    }
    parts = []
    for place, value in values.items():
        there = have(Implies(place, value), given=[SETTING], by=[here, after])
        parts.append(have(Implies(place, flips(w, i)), by=[there, digits.at({i: i + 1})]))
    note = r"Digits $i$ and $i + 1$ are raised together, or kept together, or $i = g(w)$."
    return have(claim, note, by=satisfied(where.at({k: g(w), A: lambda i: flips(w, i)}), by=parts))
