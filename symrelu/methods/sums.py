"""Sums over literal ranges, weights, and the laws that are sums: finite laws and mixtures of few parts."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rows import weights
from symrelu.kernel.rules import generalise, schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import chained, establish
from symrelu.methods.events import never, sure
from symrelu.methods.search import Hints
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, num, op

MOST_WEIGHTS = 60


def unrolled(n: int, f: Term) -> Theorem:
    """sum(1, n, f) = f(1) + .. + f(n), for a literal n.

    >>> from symrelu.terms.term import lam, var
    >>> k = var("k", "N")
    >>> unrolled(2, lam(k, k * k))
    |- sum(1, 2, lam k:N. k*k) = 1*1 + 2*2
    """
    facts = [("sum_empty", (num(1), num(0), f)), *(("sum_last", (num(1), num(k), f)) for k in range(n))]
    values = [f(num(k)) for k in range(1, n + 1)]
    total = op("+", *values) if n > 1 else values[0] if values else num(0)
    return establish(op("eq", op("sum", num(1), num(n), f), total), hints=Hints(facts=tuple(facts)))


def unrolled_product(n: int, f: Term) -> Theorem:
    """prod(1, n, f) = f(1) ... f(n), for a literal n.

    >>> from symrelu.terms.term import lam, var
    >>> k = var("k", "N")
    >>> unrolled_product(2, lam(k, k))
    |- prod(1, 2, lam k:N. k) = 1*2
    """
    empty = op("prod", num(1), num(0), f)
    known = establish(op("eq", empty, num(1)), hints=Hints(facts=(("prod_empty", (num(1), num(0), f)),)))
    for k in range(n):
        total = f(num(k + 1)) if k == 0 else op("*", *(f(num(j)) for j in range(1, k + 2)))
        step = Hints(facts=(("prod_last", (num(1), num(k), f)),), rewrites=(known.claim.args,))  # type: ignore
        goal = op("eq", op("prod", num(1), num(k + 1), f), total)
        known = establish(goal, premises=(known,), hints=step)
    return known


def are_weights(n: int, w: Term, *, given: Iterable[Term] = ()) -> Theorem:
    """w_1, ..., w_n >= 0 with sum 1, as the rows on finite laws and mixtures demand it."""
    given = tuple(given)
    wanted = weights(num(n), w)
    positive, total = wanted.args
    i = fresh("i", "N", w, *given)
    each = generalise(establish(instantiate(positive.args[0].args[0], i), given=given), i)
    whole = establish(total, given=given, premises=(unrolled(n, w),))
    return establish(wanted, premises=(each, whole))


def stated_weights(formula: Term) -> tuple[int, Term] | None:
    """(n, w) where a formula says that w_1, ..., w_n are weights for a numeral n; None for others."""
    if formula.head != "and" or len(formula.args) != 2 or formula.args[1].head != "eq":
        return None
    total = formula.args[1].args[0]
    if total.head != "sum" or total.args[1].head != "num" or total.args[1].data > MOST_WEIGHTS:
        return None
    n, w = total.args[1:]
    return (int(n.data), w) if weights(n, w) == formula else None


def split_by_atoms(law: Term, event: Term, *, weights: Theorem) -> Theorem:
    """P(atoms(n, w, x), A) = ite(A(x_1), w_1, 0) + ... + ite(A(x_n), w_n, 0), for a numeral n."""
    return _unrolled_row("atoms_prob", law, event, weights)


def split_by_parts(law: Term, event: Term, *, weights: Theorem) -> Theorem:
    """P(mix(n, w, mu), A) = w_1 P(mu_1, A) + ... + w_n P(mu_n, A), for a numeral n."""
    return _unrolled_row("mix_prob", law, event, weights)


def _unrolled_row(name: str, law: Term, event: Term, weights: Theorem) -> Theorem:
    n, w, parts = law.args
    rule = establish(
        schema(name, n, w, parts, event).claim.args[1], premises=(schema(name, n, w, parts, event), weights)
    )
    total = rule.claim.args[1]
    return chained(rule, unrolled(int(n.data), total.args[2]))


def mixture(law: Term, event: Term) -> Theorem:
    """P(mix(n, w, mu), A) = w_1 P(mu_1, A) + .. for literal n, with the events pulled back to the bases.

    Raises: ProofFailed if the law is no mixture of a literal number of laws.
    """
    if law.head != "mix" or law.args[0].head != "num":
        raise ProofFailed(repr(law), advice="a mixture of a literal number of laws")
    n, w, mu = int(law.args[0].data), *law.args[1:]
    row = schema("mix_prob", law.args[0], w, mu, event)
    (total,) = row.claim.args[1].args[1:]
    parts = [part(canon(mu(num(k))), event) for k in range(1, n + 1)]
    masses = [op("*", w(num(k)), p.claim.args[1]) for k, p in enumerate(parts, 1)]
    goal = op("eq", op("P", law, event), op("+", *masses) if n > 1 else masses[0])
    return establish(goal, premises=(row, are_weights(n, w), unrolled(n, total.args[2]), *parts))


def part(law: Term, event: Term) -> Theorem:
    """P(law, A) as a probability under the base of the law; 1 or 0 where the map is constant."""
    if law.head != "push":
        return establish(op("eq", op("P", law, event), op("P", law, event)))
    pulled = schema("push_prob", *law.args, event)
    base, happens = pulled.claim.args[1].args
    if happens.args[0].loose:
        return pulled
    try:
        value = sure(base, happens, seconds=2)
    except ProofFailed:
        value = never(base, happens, seconds=2)
    return establish(op("eq", op("P", law, event), value.claim.args[1]), premises=(pulled, value))
