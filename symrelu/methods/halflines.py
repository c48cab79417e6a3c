"""What a base law gives to half lines and intervals inside its support, as theorems in the ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from types import MappingProxyType

from symrelu.errors import ProofFailed
from symrelu.kernel.rules import discharge, generalise, schema, specialise
from symrelu.kernel.theorem import Theorem
from symrelu.methods.almost import compare_almost
from symrelu.methods.establish import assume, establish, forall
from symrelu.methods.events import complement, interval, same_probability
from symrelu.methods.identities import equation
from symrelu.methods.masses import BASE_HEADS, distribution
from symrelu.methods.search import Hints
from symrelu.methods.signs import inverse_sign
from symrelu.terms.sorts import B, R, borel, law
from symrelu.terms.term import Term, lam, num, op, var

_ZERO, _ONE = num(0), num(1)
_NAMES = MappingProxyType(
    dict.fromkeys(("normal", "laplace", "cauchy", "logistic"), "ms")
    | {"uniform": "ab", "exponential": "r", "student_t": "v", "gamma_law": "kt", "beta_law": "ab"}
)
_SUPPORT: MappingProxyType[str, Callable[..., tuple[Term | None, Term | None]]] = MappingProxyType(
    {
        "uniform": lambda a, b: (a, b),
        "exponential": lambda r: (_ZERO, None),
        "gamma_law": lambda k, t: (_ZERO, None),
        "beta_law": lambda a, b: (_ZERO, _ONE),
    }
)


def support(base: Term) -> tuple[Term | None, Term | None]:
    """The ends of the support of a base law; None is an infinite end."""
    ends = _SUPPORT.get(base.head)
    return (None, None) if ends is None else ends(*base.args)


def within(x: Term, low: Term | None, high: Term | None) -> Term:
    """low <= x <= high; None is an infinite end."""
    parts = [low <= x] if low is not None else []
    parts += [x <= high] if high is not None else []
    return parts[0] if len(parts) == 1 else op("and", *parts)


def _domain(base: Term) -> tuple[Term, ...]:
    return (
        (base.args[0] < base.args[1],)
        if base.head == "uniform"
        else tuple(_ZERO < base.args[k] for k in BASE_HEADS[base.head])
    )


def _variables(head: str) -> tuple[Term, ...]:
    return tuple(var(name, "R") for name in _NAMES[head])


def _as_rule(claim: Term, given: tuple[Term, ...], theorem: Theorem, *variables: Term) -> Theorem:
    """forall variables. given -> claim."""
    for formula in given:
        theorem = discharge(theorem, formula)
    rule = establish(
        op("imp", given[0] if len(given) == 1 else op("and", *given), claim), premises=(theorem,)
    )
    return generalise(rule, *variables)


def applied(
    rule: Theorem, *values: Term, given: Iterable[Term] = (), premises: Iterable[Theorem] = ()
) -> Theorem:
    """The conclusion of a universal implication at the values, its antecedents from what is given.

    >>> v = var("v", "R")
    >>> from symrelu.methods.signs import inverse_sign
    >>> applied(inverse_sign(True), v, given=(num(1) < v,))
    1 < v |- 0 < inv(v)
    """
    here = specialise(rule, *values)
    if here.claim.head != "imp":
        return here
    condition = here.claim.args[0]
    parts = condition.args if condition.head == "and" else (condition,)
    known = tuple(premises)
    lemmas = [establish(p, given=given, premises=known, seconds=5) for p in parts if p.head != "forall"]
    return establish(
        here.claim.args[1], premises=(here, *lemmas, *(k for k in known if k.claim.head == "forall"))
    )


# ---- half lines ----------------------------------------------------------------------------------


def below(
    base: Term,
    end: Term,
    *,
    strict: bool = False,
    side: int = 0,
    given: Iterable[Term] = (),
    premises: Iterable[Theorem] = (),
) -> Theorem:
    """P(base, x <= e) = F(e), or P(base, x < e) = F(e), for an end inside the support.

    `side`: -1 left of the kink of the density, 1 right of it.

    >>> below(op("exponential", num(2)), num(1))
    |- P(exponential(2), lam x:R. x <= 1) = 1 - exp(-(2*1))
    """
    return applied(_below(base.head, strict, side), *base.args, end, given=given, premises=premises)


@cache
def _below(head: str, strict: bool, side: int) -> Theorem:
    parameters, y = _variables(head), var("y", R)
    base = op(head, *parameters)
    given = _domain(base)
    row = distribution(base, y, left=strict, given=given)
    low, high = support(base)
    given += (low <= y,) if low is not None else ()
    given += (y <= high,) if high is not None else ()
    probability, value = row.claim.args
    premises, facts = _inside(head, parameters, y, given)
    if head == "uniform":
        value = value.args[0]
    elif head == "beta_law":
        value = op("betainc", *parameters, y)
    elif head == "exponential" or head == "gamma_law":
        value = value.args[1]
    elif head == "laplace" and side:
        given += (y <= parameters[0],) if side < 0 else (parameters[0] <= y,)
        value = value.args[1] if side < 0 else value.args[2]
        premises = _turned(y, parameters[0], parameters[1], given)
    theorem = establish(
        op("eq", probability, value), given=given, premises=(row, *premises), hints=Hints(facts=facts)
    )
    return _as_rule(theorem.claim, given, theorem, *parameters, y)


def _inside(
    head: str, parameters: tuple[Term, ...], y: Term, given: tuple[Term, ...]
) -> tuple[tuple[Theorem, ...], tuple[tuple[str, tuple[Term, ...]], ...]]:
    """What shows that a clip does not act, or which case of a distribution function holds."""
    if head == "uniform":
        a, b = parameters
        unit, positive = (y - a) * op("inv", b - a), applied(inverse_sign(True), b - a, given=given)
        inverse = equation((b - a) * op("inv", b - a), _ONE, given)
        low = establish(
            _ZERO <= unit,
            given=given,
            premises=(positive,),
            hints=Hints(products=((a <= y, positive.claim),)),
        )
        high = establish(
            unit <= 1,
            given=given,
            premises=(positive, inverse),
            hints=Hints(products=((y <= b, positive.claim),)),
        )
        return (low, high), ()
    if head == "gamma_law":
        k, t = parameters
        at_zero = establish(
            op("imp", op("eq", y, _ZERO), op("eq", op("lowergamma", k, y * op("inv", t)), _ZERO)),
            given=given,
            hints=Hints(facts=(("lowergamma_range", (k, _ZERO)),)),
        )
        return (at_zero,), ()
    if head == "beta_law":
        return (establish(op("eq", op("clip", y, _ZERO, _ONE), y), given=given),), ()
    return (), ()


def _turned(y: Term, m: Term, s: Term, given: tuple[Term, ...]) -> tuple[Theorem, ...]:
    """The sign of (y - m)/s."""
    positive = applied(inverse_sign(True), s, given=given)
    side = given[-1]
    z = (y - m) * op("inv", s)
    claim = z <= _ZERO if side == (y <= m) else _ZERO <= z
    hints = Hints(products=((side, positive.claim),))
    turned = establish(claim, given=given, premises=(positive,), hints=hints)
    return turned, specialise(_flat(), z)


@cache
def _flat() -> Theorem:
    """forall z. z = 0 -> exp(z) = 1 and exp(-z) = 1."""
    z = var("z", R)
    ones = op("and", op("eq", op("exp", z), _ONE), op("eq", op("exp", -z), _ONE))
    claim = op("imp", op("eq", z, _ZERO), ones)
    return generalise(establish(claim, hints=Hints(facts=(("exp_zero", ()),))), z)


# ---- events ----------------------------------------------------------------------------------------

_MU, _EVENT = var("mu", law(R)), borel(R, B)


@cache
def above() -> Theorem:
    """forall mu u. P(mu, u <= x) = 1 - P(mu, x < u)."""
    x, u = var("x", R), var("u", R)
    off = complement(_MU, lam(x, x < u))
    same = same_probability(_MU, lam(x, u <= x), lam(x, op("not", x < u)))
    goal = op("eq", op("P", _MU, lam(x, u <= x)), 1 - op("P", _MU, lam(x, x < u)))
    return generalise(establish(goal, premises=(off, same)), _MU, u)


@cache
def between() -> Theorem:
    """forall mu u v. u <= v -> P(mu, u <= x and x <= v) = P(mu, x <= v) - P(mu, x < u)."""
    u, v = var("u", R), var("v", R)
    return generalise(interval(_MU, u, v), _MU, u, v)


@cache
def after() -> Theorem:
    """forall mu u v. u <= v -> P(mu, u < x and x <= v) = P(mu, x <= v) - P(mu, x <= u)."""
    x, u, v = var("x", R), var("u", R), var("v", R)
    inside = lam(x, op("and", u < x, x <= v))
    parts = schema("prob_split", _MU, lam(x, x <= v), lam(x, x <= u))
    first, second = (side.args[1] for side in parts.claim.args[1].args)
    low = same_probability(_MU, first, lam(x, x <= u), given=(u <= v,))
    rest = same_probability(_MU, second, inside)
    goal = op("eq", op("P", _MU, inside), op("P", _MU, lam(x, x <= v)) - op("P", _MU, lam(x, x <= u)))
    theorem = establish(goal, premises=(parts, low, rest))
    return _as_rule(goal, (u <= v,), theorem, _MU, u, v)


@cache
def disjoint() -> Theorem:
    """forall mu A C. (forall x. not (A(x) and C(x))) -> P(mu, A or C) = P(mu, A) + P(mu, C)."""
    x, A, C = var("x", R), var("A", _EVENT), var("C", _EVENT)
    apart = op("forall", lam(x, op("not", op("and", A(x), C(x)))))
    union = lam(x, op("or", A(x), C(x)))
    parts = schema("prob_split", _MU, union, A)
    first, second = (side.args[1] for side in parts.claim.args[1].args)
    here = specialise(assume(apart), x)
    links = (
        same_probability(_MU, first, lam(x, A(x))),
        same_probability(_MU, second, lam(x, C(x)), premises=(forall(here, x),)),
    )
    goal = op("eq", op("P", _MU, union), op("P", _MU, A) + op("P", _MU, C))
    names = (same_probability(_MU, lam(x, A(x)), A), same_probability(_MU, lam(x, C(x)), C))
    return _as_rule(goal, (apart,), establish(goal, premises=(parts, *links, *names)), _MU, A, C)


@cache
def alike() -> Theorem:
    """forall mu S A C. P(mu, S) = 1 and (forall x. S(x) -> (A(x) <-> C(x))) -> P(mu, A) = P(mu, C)."""
    x, S, A, C = var("x", R), var("S", _EVENT), var("A", _EVENT), var("C", _EVENT)
    sure = op("eq", op("P", _MU, S), _ONE)
    same = op("forall", lam(x, op("imp", S(x), op("iff", A(x), C(x)))))
    theorem = compare_almost("eq", _MU, A, C, assume(sure), premises=(assume(same),))
    return _as_rule(theorem.claim, (sure, same), theorem, _MU, S, A, C)


def lives_on_support(base: Term, given: Iterable[Term] = ()) -> Theorem:
    """P(base, low <= x and x <= high) = 1 for a base law with a finite end."""
    return applied(_lives(base.head), *base.args, given=given)


@cache
def _lives(head: str) -> Theorem:
    parameters, x = _variables(head), var("x", R)
    base = op(head, *parameters)
    given = _domain(base)
    low, high = support(base)
    goal = op("eq", op("P", base, lam(x, within(x, low, high))), _ONE)
    facts: tuple[tuple[str, tuple[Term, ...]], ...] = (("exp_zero", ()),)
    if low is None:
        raise ProofFailed(repr(base), advice="a base law with a finite end")
    if high is None:
        upper: tuple[Theorem, ...] = (specialise(above(), base, low),)
    else:
        upper = (distribution(base, high, given=given), applied(between(), base, low, high, given=given))
        if head == "uniform":
            upper += (equation((high - low) * op("inv", high - low), _ONE, given),)
        else:
            facts = (("betainc_range", (*parameters, _ZERO)),)
            upper += tuple(establish(op("eq", op("clip", e, _ZERO, _ONE), e)) for e in (_ZERO, _ONE))
    lower = distribution(base, low, left=True, given=given)
    theorem = establish(goal, given=given, premises=(lower, *upper), hints=Hints(facts=facts))
    return _as_rule(goal, given, theorem, *parameters)
