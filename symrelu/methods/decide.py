"""Decide a claim about piecewise-linear or elementary expressions within a time budget."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from symrelu.errors import OutOfTime, ProofFailed, Refused
from symrelu.kernel import rules
from symrelu.kernel.normal import canon
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import assume, establish
from symrelu.methods.enclosures import comparisons
from symrelu.methods.search import Hints
from symrelu.methods.valuation import NoValue, value
from symrelu.methods.witness import find_witness
from symrelu.terms.bridge import domains, to_term
from symrelu.terms.claim import Fails
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, add, lam, num, op, substitute, var
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
    formula = to_term(claim)
    hyps = tuple(dict.fromkeys([*(d for g in (claim, *given) for d in domains(g)), *map(to_term, given)]))
    if isinstance(claim, Fails):
        return _decide_failure(claim, formula, given, seconds)
    tried: list[str] = []
    for method in (_quick_proof, _counterexample, _patient_proof):
        verdict = method(formula, hyps, deadline, tried)
        if verdict is not None:
            return verdict
    return Unknown(claim, tuple(tried))


def _decide_failure(claim: Fails, formula: Term, given: tuple[Any, ...], seconds: float) -> Verdict:
    inner = decide(claim.claim, given, seconds)
    if isinstance(inner, Refuted):
        return Proved(inner.theorem)
    if isinstance(inner, Proved):
        return Refuted(inner.theorem, {}, reason="the claim that was said to fail holds")
    return Unknown(claim, inner.tried)


def _attempt(
    formula: Term, hyps: tuple[Term, ...], hints: Hints, deadline: float, tried: list[str], name: str
) -> Verdict | None:
    left = deadline - time.monotonic()
    if left <= 0.05:
        return None
    try:
        return Proved(establish(formula, given=hyps, premises=comparisons(formula), hints=hints, seconds=left))
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


def _patient_proof(formula: Term, hyps: tuple[Term, ...], deadline: float, tried: list[str]) -> Verdict | None:
    signs = tuple(v for v in _variables(formula, hyps) if v.sort == "R")
    hints = Hints(signs=signs[:4], facts=tuple(_elementary(formula)))
    return _attempt(formula, hyps, hints, deadline, tried, "sign splits, products and elementary facts")


def _counterexample(formula: Term, hyps: tuple[Term, ...], deadline: float, tried: list[str]) -> Verdict | None:
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


def refutation(formula: Term, hyps: tuple[Term, ...], witness: dict[Term, Fraction], seconds: float) -> Theorem:
    """`not forall x. hyps -> formula`, by evaluation at the witness."""
    body = op("imp", op("and", *hyps), formula) if len(hyps) > 1 else op("imp", *hyps, formula) if hyps else formula
    universal = body
    order = sorted(witness, key=lambda v: str(v.data))
    for variable in reversed(order):
        universal = op("forall", lam(variable, universal))
    assumed = assume(universal)
    instance = rules.specialise(assumed, *(num(witness[v]) for v in order))
    false = establish(op("or"), premises=(instance, *comparisons(instance.claim)), hints=Hints(facts=tuple(_elementary(instance.claim))),
                      seconds=seconds)
    return establish(op("not", universal), premises=(rules.discharge(false, universal),))


def _variables(formula: Term, hyps: tuple[Term, ...]) -> tuple[Term, ...]:
    free = formula.free.union(*(h.free for h in hyps))
    return tuple(var(name, sort) for name, sort in sorted(free, key=str) if numeric(sort))


def _subterms(term: Term) -> Iterator[Term]:
    seen: set[Term] = set()
    stack = [term]
    while stack:
        t = stack.pop()
        if t not in seen:
            seen.add(t)
            if not t.loose:
                yield t
            stack.extend(t.args)


_ROWS = MappingProxyType(
    {"exp": "exp", "sqrt": "sqrt", "log": "log", "erf": "erf", "arctan": "arctan", "arccos": "arccos",
     "sin": "circle", "cos": "circle"}
)


def _elementary(formula: Term) -> Iterator[tuple[str, tuple[Term, ...]]]:
    found = {(row, t.args) for t in _subterms(formula) if (row := _ROWS.get(t.head))}
    heads = {t.head for t in _subterms(formula)}
    yield from sorted(found, key=lambda item: (item[0], item[1][0].key))
    for t in sorted(_subterms(formula), key=lambda s: s.key):
        if t.head == "exp" and canon(t.args[0]).head == "+":
            first, *rest = canon(t.args[0]).args
            yield "exp_sum", (first, add(*rest) if len(rest) > 1 else rest[0])
    yield from ((name, ()) for head, name in (("exp", "exp_zero"), ("pi", "pi_bounds")) if head in heads)
