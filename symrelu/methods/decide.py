"""Decide a claim about piecewise-linear or elementary expressions within a time budget."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from symrelu.errors import InputError, OutOfTime, ProofFailed, Refused
from symrelu.kernel import rules
from symrelu.kernel.definedness import Obligation, required
from symrelu.kernel.normal import canon
from symrelu.kernel.theorem import Theorem
from symrelu.methods.enclosures import comparisons
from symrelu.methods.establish import assume, establish
from symrelu.methods.search import Hints
from symrelu.methods.valuation import NoValue, value
from symrelu.methods.witness import find_witness
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.claim import Fails
from symrelu.terms.sorts import numeric
from symrelu.terms.statement import implication
from symrelu.terms.substitution import substitute, subterms
from symrelu.terms.term import Term, add, lam, num, op, var
from symrelu.terms.verdict import Proved, Refuted, Unknown, Verdict


def decide(claim: Any, given: Iterable[Any] = (), seconds: float = 5) -> Verdict:
    """Whether a claim holds for all values of its symbols: proved, refuted with a witness, or unknown.

    >>> from symrelu.terms.claim import Equal
    >>> from symrelu.terms.symbols import reals, relu
    >>> x, u = reals("x u")
    >>> decide(Equal(relu(x) - relu(-x), x)).status
    'proved'
    >>> decide(Equal(relu(relu(x) - u), relu(x - u))).status
    'refuted'
    """
    given = tuple(given)
    deadline = time.monotonic() + seconds
    if isinstance(claim, Fails):
        return _decide_failure(claim, given, seconds)
    formula = to_term(claim)
    if formula.sort != "B":
        raise InputError("decide", repr(claim), "a claim or a relation", "decide(Equal(relu(x), x))")
    hyps = tuple(dict.fromkeys([*(d for g in (claim, *given) for d in domains(g)), *map(to_term, given)]))
    missing = undefined(formula, hyps, 0.4 * seconds)
    tried: list[str] = []
    if missing:
        verdict = _counterexample(formula, (*hyps, *missing), deadline, tried)
        return Unknown(claim, tuple(tried), _undefined_reason(missing, hyps)) if verdict is None else verdict
    for method in (_quick_proof, _counterexample, _patient_proof):
        verdict = method(formula, hyps, deadline, tried)
        if isinstance(verdict, Proved) and _contradictory(hyps):
            return Proved(verdict.theorem, reason="vacuously, since what is given contradicts itself")
        if verdict is not None:
            return verdict
    return Unknown(claim, tuple(tried))


def _decide_failure(claim: Fails, given: tuple[Any, ...], seconds: float) -> Verdict:
    if given:
        wanted = "no hypotheses beside a failure, which binds its variables"
        raise InputError("given", ", ".join(map(str, given)), wanted, "Fails(claim, given=[...])")
    match decide(claim.claim, claim.given, seconds):
        case Proved(theorem):
            return Refuted(theorem, {}, reason="the claim that was said to fail holds")
        case Refuted(theorem):
            return _failed(claim, theorem, max(1.0, 0.2 * seconds))
        case Unknown(_, tried, reason):
            return Unknown(claim, tried, reason)
        case _:
            return Unknown(claim)


def _failed(claim: Fails, refuted: Theorem, seconds: float) -> Verdict:
    """The failure itself; a claim that is not defined everywhere has a refutation that says less."""
    try:
        return Proved(establish(claim.formula, premises=(refuted,), seconds=seconds))
    except (ProofFailed, OutOfTime, Refused):
        return Unknown(claim, (), "what is given does not say where the claim that fails is defined")


# ---- where a claim is defined ----------------------------------------------------------------------


def undefined(formula: Term, hyps: tuple[Term, ...], seconds: float) -> tuple[Term, ...]:
    """What a claim takes for granted beyond its hypotheses, such as denominators that are not zero.

    >>> x = var("x", "R")
    >>> undefined(op("inv", x) < 1, (), 1), undefined(op("inv", x) < 1, (num(0) < x,), 1)
    ((not x = 0,), ())
    """
    needed = required(formula, hyps)
    share = max(0.3, seconds / max(1, len(needed)))
    open_ones = (o for o in needed if not _shown_defined(o, hyps, share))
    return tuple(dict.fromkeys(_closed(o, formula, hyps) for o in open_ones))


def _shown_defined(obligation: Obligation, hyps: tuple[Term, ...], seconds: float) -> bool:
    given, condition = (*hyps, *obligation.context), obligation.condition
    signs = tuple(v for v in _variables(condition, given) if v.sort == "R")
    for hints in (Hints(), Hints(signs=signs[:4], facts=tuple(_elementary(condition)))):
        try:
            establish(
                condition, given=given, premises=comparisons(condition), hints=hints, seconds=seconds / 2
            )
        except (ProofFailed, OutOfTime, Refused):
            continue
        return True
    return False


def _closed(obligation: Obligation, formula: Term, hyps: tuple[Term, ...]) -> Term:
    """The condition under its context, for all values of what the claim binds."""
    known = formula.free.union(*(h.free for h in hyps))
    context = [c for c in obligation.context if c not in hyps]
    out = implication(context, obligation.condition)
    for name, sort in sorted(out.free - known, key=str):
        out = op("forall", lam(var(name, sort), out))
    return out


def _undefined_reason(missing: tuple[Term, ...], hyps: tuple[Term, ...]) -> str:
    for condition in missing:
        witness = find_witness(condition, hyps, 0.3)
        if witness is not None:
            where = f" at {_shown(witness)}" if witness else ""
            return f"it is undefined{where}, since it takes for granted that {condition}"
    return f"it is not shown to be defined: it takes for granted that {' and '.join(map(str, missing))}"


def _contradictory(hyps: tuple[Term, ...]) -> bool:
    if not hyps or find_witness(op("or"), hyps, 0.3) is not None:
        return False
    try:
        establish(op("or"), given=hyps, seconds=0.5)
    except (ProofFailed, OutOfTime, Refused):
        return False
    return True


def _attempt(
    formula: Term, hyps: tuple[Term, ...], hints: Hints, deadline: float, tried: list[str], name: str
) -> Verdict | None:
    left = deadline - time.monotonic()
    if left <= 0.05:
        return None
    try:
        return Proved(
            establish(formula, given=hyps, premises=comparisons(formula), hints=hints, seconds=left)
        )
    except ProofFailed:
        tried.append(f"{name} (a leaf stays open)")
    except OutOfTime:
        tried.append(f"{name} (out of time)")
    except Refused as error:
        tried.append(f"{name} ({error})")
    return None


def _quick_proof(formula: Term, hyps: tuple[Term, ...], deadline: float, tried: list[str]) -> Verdict | None:
    soon = min(deadline, time.monotonic() + max(0.3, 0.25 * (deadline - time.monotonic())))
    return _attempt(formula, hyps, Hints(), soon, tried, "linear arithmetic and case splits")


def _patient_proof(
    formula: Term, hyps: tuple[Term, ...], deadline: float, tried: list[str]
) -> Verdict | None:
    signs = tuple(v for v in _variables(formula, hyps) if v.sort == "R")
    hints = Hints(signs=signs[:4], facts=tuple(_elementary(formula)))
    return _attempt(formula, hyps, hints, deadline, tried, "sign splits, products and elementary facts")


def _counterexample(
    formula: Term, hyps: tuple[Term, ...], deadline: float, tried: list[str]
) -> Verdict | None:
    left = deadline - time.monotonic()
    if left <= 0.05:
        return None
    try:
        witness = find_witness(formula, hyps, 0.5 * left)
    except (Refused, OutOfTime) as error:
        tried.append(f"counterexample ({error})")
        return None
    if witness is None:
        tried.append("counterexample (none found)")
        return None
    try:
        theorem = refutation(formula, hyps, witness, max(1.0, deadline - time.monotonic()))
    except (ProofFailed, OutOfTime, Refused):
        tried.append(f"counterexample (not certified: {_shown(witness)})")
        return None
    return Refuted(theorem, {v.data: q for v, q in witness.items()}, reason=_reason(formula, witness))


def _shown(witness: dict[Term, Fraction]) -> str:
    return ", ".join(f"{v} = {q}" for v, q in sorted(witness.items(), key=lambda item: str(item[0].data)))


def _reason(formula: Term, witness: dict[Term, Fraction]) -> str:
    """What stands on the two sides at the witness, where the claim is a comparison of numbers."""
    words = {"eq": "is not", "le": "is not at most", "lt": "is not less than"}
    if formula.head not in words or not numeric(formula.args[0].sort):
        return f"it fails at {_shown(witness)}" if witness else "it fails"
    left, right = (_side(side, witness) for side in formula.args)
    return f"{left} {words[formula.head]} {right}"


def _side(term: Term, witness: dict[Term, Fraction]) -> str:
    try:
        exact = value(term, witness)
    except (NoValue, ZeroDivisionError, OverflowError):
        exact = None
    if isinstance(exact, Fraction):
        return str(exact)
    return str(canon(substitute(term, {v: num(q) for v, q in witness.items()})))


def refutation(
    formula: Term, hyps: tuple[Term, ...], witness: dict[Term, Fraction], seconds: float
) -> Theorem:
    """`not forall x. hyps -> formula`, by evaluation at the witness."""
    body = (
        op("imp", op("and", *hyps), formula)
        if len(hyps) > 1
        else op("imp", *hyps, formula)
        if hyps
        else formula
    )
    universal = body
    order = sorted(witness, key=lambda v: str(v.data))
    for variable in reversed(order):
        universal = op("forall", lam(variable, universal))
    assumed = assume(universal)
    instance = rules.specialise(assumed, *(num(witness[v]) for v in order))
    false = establish(
        op("or"),
        premises=(instance, *comparisons(instance.claim)),
        hints=Hints(facts=tuple(_elementary(instance.claim))),
        seconds=seconds,
    )
    return establish(op("not", universal), premises=(rules.discharge(false, universal),))


def _variables(formula: Term, hyps: tuple[Term, ...]) -> tuple[Term, ...]:
    free = formula.free.union(*(h.free for h in hyps))
    return tuple(var(name, sort) for name, sort in sorted(free, key=str) if numeric(sort))


_ROWS = MappingProxyType(
    {
        "exp": "exp",
        "sqrt": "sqrt",
        "log": "log",
        "erf": "erf",
        "arctan": "arctan",
        "arccos": "arccos",
        "sin": "circle",
        "cos": "circle",
    }
)


def _elementary(formula: Term) -> Iterator[tuple[str, tuple[Term, ...]]]:
    closed = [t for t in subterms(formula) if not t.loose]
    found = {(row, t.args) for t in closed if (row := _ROWS.get(t.head))}
    heads = {t.head for t in closed}
    yield from sorted(found, key=lambda item: (item[0], item[1][0].key))
    for t in sorted(closed, key=lambda s: s.key):
        if t.head == "exp" and canon(t.args[0]).head == "+":
            first, *rest = canon(t.args[0]).args
            yield "exp_sum", (first, add(*rest) if len(rest) > 1 else rest[0])
    yield from ((name, ()) for head, name in (("exp", "exp_zero"), ("pi", "pi_bounds")) if head in heads)
