"""Integrals by a primitive, equal integrands, and the mean of an affine image of a bounded function."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.kernel import rules
from symrelu.kernel.continuity import continuity
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import PLAIN, establish, forall
from symrelu.methods.events import sure
from symrelu.methods.search import Hints
from symrelu.methods.sums import unrolled
from symrelu.terms.substitution import fresh
from symrelu.terms.term import Term, instantiate, lam, num, op, var


def derivative(
    primitive: Term,
    x: Term,
    *,
    given: Iterable[Term] = (),
    known: Iterable[Theorem] = (),
    premises: Iterable[Theorem] = (),
    hints: Hints = PLAIN,
) -> Theorem:
    """hasderiv(F, x, F'(x)) by known derivatives; the side conditions follow from what is given."""
    theorem = rules.apply("differentiate", tuple(known), (primitive, x))
    if theorem.claim.head != "imp":
        return theorem
    return establish(theorem.claim.args[1], given=given, premises=(theorem, *premises), hints=hints)


def by_primitive(
    low: Term,
    high: Term,
    f: Term,
    primitive: Term,
    *,
    premises: Iterable[Theorem] = (),
    hints: Hints = PLAIN,
) -> Theorem:
    """int(low, high, f) = F(high) - F(low), where F' = f inside the interval and F' is continuous.

    The premises and hints also show that F and F' are defined from low to high.

    Raises: ProofFailed if the derivative is not seen to be f, or the ends are not seen to be in order.

    >>> x = var("x", "R")
    >>> by_primitive(num(0), num(1), lam(x, 2 * op("relu", x)), lam(x, x * x))
    |- int(0, 1, lam x:R. 2*relu(x)) = 1*1 - (0*0)
    >>> by_primitive(num(1), num(2), lam(x, op("inv", x)), lam(x, op("log", x)))
    |- int(1, 2, lam x:R. inv(x)) = log(2) - log(1)
    """
    premises = tuple(premises)
    x = fresh("x", "R", low, high, f, primitive)
    between = (low <= x, x <= high)
    slope = derivative(primitive, x, given=between, premises=premises, hints=hints)
    smooth = lam(x, slope.claim.args[2])
    order = establish(low <= high, premises=premises)
    domain = [
        establish(side, given=between, premises=premises, hints=hints)
        for side in continuity(slope.claim.args[2], x)
    ]
    value = rules.apply("ftc", (slope, order, *domain), (primitive, smooth, x, low, high))
    inside = op("and", low < x, x < high)
    same = forall(establish(op("eq", f(x), smooth(x)), given=(inside,), premises=premises, hints=hints), x)
    row = rules.schema("int_same", low, high, f, smooth, num(0), lam(var("i", "N"), num(0)))
    body = instantiate(row.claim.args[0].args[0].args[0], x)
    off = forall(establish(body, premises=(rules.specialise(same, x),)), x)
    goal = op("eq", op("int", low, high, f), primitive(high) - primitive(low))
    return establish(goal, premises=(value, row, off))


def bounded_affine_mean(mu: Term, phi: Term, u: Term, v: Term, bound: Theorem) -> Theorem:
    """E(mu, u + v phi) = u + v E(mu, phi), from `forall x. abs(phi(x)) <= M`."""
    x, k = fresh("x", mu.sort[1], mu, phi, u, v), var("k", "N")  # type: ignore[index]
    M = bound.claim.args[0].args[0].args[1]
    first = op("eq", k, num(1))
    weights, functions = lam(k, op("ite", first, u, v)), lam(k, lam(x, op("ite", first, num(1), phi(x))))
    everywhere = lam(x, op("and"))
    always = sure(mu, everywhere)
    top = op("max", num(1), M)
    row = rules.schema("E_sum", mu, everywhere, num(2), weights, functions, top)
    point = rules.specialise(bound, x)
    inside = op("and", op("and", num(1) <= k, k <= num(2)), op("and"))
    small = establish(op("imp", inside, op("abs", functions(k)(x)) <= top), premises=(point,))
    small = forall(small, k, x)
    conclusion = establish(row.claim.args[1], premises=(row, always, small))
    return _simplified(conclusion, mu, phi, u, v, x, everywhere, always)


def _simplified(
    conclusion: Theorem, mu: Term, phi: Term, u: Term, v: Term, x: Term, everywhere: Term, always: Theorem
) -> Theorem:
    left, right = conclusion.claim.args
    body = left.args[1](x)
    inner = rules.extend(establish(op("eq", body, u + v * phi(x)), premises=(unrolled(2, body.args[2]),)), x)
    outer = unrolled(2, right.args[2])
    one = lam(x, num(1))
    constant = rules.schema("E_range", mu, everywhere, one, num(1), num(1))
    flat = forall(establish(op("imp", op("and"), op("and", num(1) <= 1, num(1) <= 1))), x)
    mean_of_one = establish(op("eq", op("E", mu, one), num(1)), premises=(constant, always, flat))
    goal = op("eq", op("E", mu, lam(x, u + v * phi(x))), u + v * op("E", mu, phi))
    return establish(goal, premises=(conclusion, inner, outer, mean_of_one))
