"""Sums over literal ranges, and what a mixture of few laws gives to an event."""

from __future__ import annotations

from symrelu.errors import ProofFailed
from symrelu.kernel.normal import canon
from symrelu.kernel.rules import schema
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish, forall
from symrelu.methods.events import never, sure
from symrelu.methods.search import Hints
from symrelu.terms.term import Term, num, op, var


def written_out(f: Term, n: int) -> Theorem:
    """sum(1, n, f) = f(1) + .. + f(n), for a literal n.

    >>> from symrelu.terms.term import lam
    >>> k = var("k", "N")
    >>> written_out(lam(k, k * k), 2)
    |- sum(1, 2, lam k:N. k*k) = 1*1 + 2*2
    """
    facts = [("sum_empty", (num(1), num(0), f)), *(("sum_last", (num(1), num(k), f)) for k in range(n))]
    values = [f(num(k)) for k in range(1, n + 1)]
    total = op("+", *values) if n > 1 else values[0] if values else num(0)
    return establish(op("eq", op("sum", num(1), num(n), f), total), hints=Hints(facts=tuple(facts)))


def weights(n: int, w: Term) -> Theorem:
    """w_1, .., w_n >= 0 with sum 1, for literal weights."""
    i = var("i", "N")
    inside = op("and", num(1) <= i, i <= num(n))
    steps = Hints(facts=tuple(("nat_step", (i, num(k))) for k in range(n + 1)))
    positive = forall(establish(op("imp", inside, w(i) >= 0), hints=steps), i)
    whole = establish(op("eq", op("sum", num(1), num(n), w), num(1)), premises=(written_out(w, n),))
    return establish(op("and", positive.claim, whole.claim), premises=(positive, whole))


def is_weights(formula: Term) -> bool:
    """Whether a formula says of finitely many numbers that they are weights: at least 0, with sum 1."""
    if formula.head != "and" or len(formula.args) != 2 or formula.args[1].head != "eq":
        return False
    total, one = formula.args[1].args
    return total.head == "sum" and total.args[1].head == "num" and one == num(1)


def weights_of(formula: Term) -> Theorem:
    """The formula that says of literally many literal numbers that they are weights."""
    _, n, w = formula.args[1].args[0].args
    return establish(formula, premises=(weights(int(n.data), w),))


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
    return establish(goal, premises=(row, weights(n, w), written_out(total.args[2], n), *parts))


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
