"""Notions said in words: a formula that is, word for word as defined, what a claim about laws unfolds to.

A notion is named only after the claim has been built again from what was found, and is equal to the formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from symrelu.errors import SymreluError
from symrelu.report.layout import Fence, Group, Layout, Script, Symbol, row
from symrelu.report.scope import ATOM, PRODUCT, RELATION, SUM, Reading, Scope, function_name, words
from symrelu.terms.claim.families import Invariant, LocallyLipschitz
from symrelu.terms.claim.laws import InSupport, SupportAtLeast, SupportFinite
from symrelu.terms.claim.layers import layer
from symrelu.terms.sorts import SEQ, Sort
from symrelu.terms.term import Term, instantiate, var
from symrelu.terms.variables import wrap

Notion = tuple[str, tuple[Term, ...]]
_SPACE = Symbol(r"\mathbb{R}", "ℝ", "identifier", 0.75)
_COUNT = Symbol(r"\# ", "#", "prefix", 0.9)
_IN = Symbol(r" \in ", "∈", "relation", 1.25)
_AT_LEAST = Symbol(r" \ge ", "≥", "relation", 1.34)
_THIN = Symbol(r"\,", "thin", "space", 0.17)
_NORM = Symbol(r"\cdot", "⋅", "identifier", 0.4)
_PARAMETER = var("theta", SEQ)
_MOST = 6

MEANINGS: MappingProxyType[str, str] = MappingProxyType(
    {
        "lipschitz": r"A family $p$ is \emph{locally Lipschitz} on $\Omega$ from $\lVert\cdot\rVert_n$ to "
        r"$d_{\mathrm{P},d}$ if every $\theta \in \Omega$ has numbers $\rho > 0$ and $C \ge 0$ such that "
        r"$d_{\mathrm{P},d}(p(\theta'), p(\theta'')) \le C \lVert\theta' - \theta''\rVert_n$ for all "
        r"$\theta'$ and $\theta''$ in $\Omega$ at a distance of at most $\rho$ from $\theta$.",
        "invariant": r"A family $p$ is \emph{invariant} on $\Omega$ under the layers of $\mathbb{R}^d$ if "
        r"for every $\theta \in \Omega$, every matrix $W$ and $b$ some $\theta' \in \Omega$ has the law "
        r"$p(\theta')$ of $\operatorname{ReLU}_d(W z + b)$ for $z \sim p(\theta)$.",
        "layer": r"$\operatorname{ReLU}_d(W z + b)$ has the coordinates "
        r"$\operatorname{ReLU}(\sum_{j = 1}^d W_{ij} z_j + b_i)$ for $1 \le i \le d$, and 0 beyond them.",
        "finite": r"A law \emph{lives on} at most $n$ points if for some $x_1, \dots, x_n$ it is almost "
        r"surely one of them.",
        "support": r"The support $\operatorname{supp} \mu$ of a law consists of the points every ball around "
        r"which has positive probability; in $\operatorname{supp}_d \mu$ points are told apart by their "
        r"first $d$ coordinates. Then $\# \operatorname{supp} \mu \ge n$ says that there are $n$ of them.",
    }
)


def _variables(formula: Term, sort: Callable[[Sort], bool]) -> list[Term]:
    return [var(name, s) for name, s in sorted(formula.free, key=repr) if sort(s)]


def _numbers(formula: Term) -> list[Term]:
    """Terms of sort N that a formula about dimensions and counts is made of, without bound variables."""
    found: dict[Term, None] = {}
    for term in _parts(formula):
        if term.sort == "N" and not term.loose and term.head in ("var", "num", "+", "*"):
            found[term] = None
    return list(found)


def _parts(formula: Term) -> Iterator[Term]:
    stack, seen = [formula], set[Term]()
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            yield term
            stack.extend(term.args)


def _families(formula: Term) -> Iterator[tuple[Term, Term, Any]]:
    """Families p on Omega whose names occur, as the fields of a family."""
    for p in _variables(formula, lambda s: isinstance(s, tuple) and len(s) == 3 and s[2] == ("law", SEQ)):
        for omega in _variables(formula, lambda s: isinstance(s, tuple) and len(s) == 3 and s[2] == "B"):
            if p.sort[1] == omega.sort[1] == SEQ:
                yield p, omega, ((wrap(_PARAMETER),), (omega(_PARAMETER),), p(_PARAMETER))


def _about_families(formula: Term) -> Iterator[tuple[Notion, Any]]:
    heads = {term.head for term in _parts(formula)}
    numbers = _numbers(formula)[:_MOST]
    for p, omega, family in _families(formula):
        for d in numbers:
            if "push" in heads:
                yield ("invariant", (p, omega, d)), Invariant(family, d)
            elif "dPd" in heads:
                for n in numbers:
                    yield ("lipschitz", (p, omega, n, d)), LocallyLipschitz(family, d=d, n=n)


def _about_supports(formula: Term) -> Iterator[tuple[Notion, Any]]:
    laws = {term.args[0]: None for term in _parts(formula) if term.head == "P" and not term.args[0].loose}
    dimensions = {t.args[0]: None for t in _parts(formula) if t.head == "dist" and not t.args[0].loose}
    for law in laws:
        for d in list(dimensions) if law.sort[1] == SEQ else [None]:
            within = () if d is None else (d,)
            for count in _numbers(formula)[:_MOST] if formula.head == "exists" else ():
                yield ("points", (law, count, *within)), SupportAtLeast(law, count, d)
                yield ("finite", (law, count, *within)), SupportFinite(law, count, d)
            for point in _points(formula, law):
                yield ("support", (point, law, *within)), InSupport(law, point, d)


def _points(formula: Term, law: Term) -> list[Term]:
    if formula.head != "forall" or formula.args[0].data != "R":
        return []
    return [t for t in _parts(formula) if t.sort == law.sort[1] and not t.loose and t.head in ("var", "app")][
        :_MOST
    ]


@lru_cache(maxsize=4096)
def notion(formula: Term) -> Notion | None:
    """The notion that a closed formula defines, and what it is said of; None where it is none."""
    if formula.head not in ("forall", "exists") or formula.loose:
        return None
    sort = formula.args[0].data
    found: Iterable[tuple[Notion, Any]] = ()
    if formula.head == "forall" and sort == SEQ:
        found = _about_families(formula)
    elif formula.head == "exists" or sort == "R":
        found = _about_supports(formula)
    for name, claim in found:
        try:
            if claim.formula == formula:
                return name
        except SymreluError:  # it does not speak of what was found
            continue
    return None


def free_of_bound(term: Term, scope: Scope) -> tuple[Term, Scope]:
    """The term with the variables bound around it as free ones of other names, and their notation."""
    if not term.loose:
        return term, scope
    names, sorts = dict(scope.free), dict(term.loose)
    for index in range(len(scope.bound)):
        name = f"bound_{index}_{len(names)}"
        names[name] = scope.bound[-1 - index][1]
        term = instantiate(term, var(name, sorts.get(index, "R")))
    return term, Scope(scope.table, names)


def said(formula: Term, scope: Scope) -> Reading | None:
    """A formula in words, where it is the definition of a notion."""
    if formula.head not in ("forall", "exists"):
        return None
    formula, scope = free_of_bound(formula, scope)
    found = notion(formula)
    if found is None:
        return None
    name, terms = found
    shown = [scope.show(term, SUM if term.sort == "N" else PRODUCT) for term in terms]
    return Group(row(*_sentence(name, shown))), RELATION


def _sentence(name: str, shown: list[Layout]) -> tuple[Layout, ...]:
    within = shown[-1] if len(shown) == 3 else None
    if name == "lipschitz":
        p, omega, n, d = shown
        norm = Script(Fence("‖", _NORM, "‖"), n)
        mark = row(Symbol(r"\mathrm{P}", "P", "words", 0.68), Symbol(",", ",", "comma", 0.3), d)
        metric = Script(Symbol("d", "d", "identifier", 0.52), mark)
        return p, words(" is locally Lipschitz on "), omega, words(" from "), norm, words(" to "), metric
    if name == "invariant":
        p, omega, d = shown
        space = Script(_SPACE, None, d)
        return p, words(" is invariant on "), omega, words(" under the layers of "), space
    if name == "points":
        law, count = shown[:2]
        return _COUNT, _support(law, within), _AT_LEAST, count
    if name == "finite":
        law, count = shown[:2]
        where = () if within is None else (words(" in "), Script(_SPACE, None, within))
        return law, words(" lives on at most "), count, words(" points"), *where
    point, law = shown[:2]
    return point, _IN, _support(law, within)


def _support(law: Layout, within: Layout | None) -> Layout:
    name = function_name("supp")
    return row(name if within is None else Script(name, within), _THIN, law)


def layer_notion(function: Term) -> tuple[Term, Term, Term] | None:
    """Dimension, matrix and bias of a layer z -> relu(W z + b) with named weights; None for other maps."""
    if function.head != "lam" or function.data != SEQ or function.args[0].head != "lam" or function.loose:
        return None
    body = function.args[0].args[0]
    if body.head != "ite" or body.args[1].head != "relu" or body.args[1].args[0].head != "+":
        return None
    names = _variables(function, lambda s: s in (SEQ, ("fun", "N", SEQ)))
    matrices = [name for name in names if name.sort != SEQ]
    for d in _numbers(function)[:_MOST]:
        for W in matrices:
            for b in (name for name in names if name.sort == SEQ):
                if layer(d, W, b) == function:
                    return d, W, b
    return None


def layer_reading(function: Term, scope: Scope) -> Layout | None:
    """z -> ReLU_d(W z + b), for a layer."""
    function, scope = free_of_bound(function, scope)
    found = layer_notion(function)
    if found is None:
        return None
    d, W, b = (scope.show(term, ATOM) for term in found)
    variable, _ = scope.enter(function, "z")
    plus, gap = Symbol(" + ", "+", "binary", 1.22), Symbol(" ", "", "space", 0.0)
    relu = Script(Symbol(r"\operatorname{ReLU}", "ReLU", "function", 2.2), d)
    arrow = Symbol(r" \mapsto ", "↦", "relation", 1.56)
    return row(variable, arrow, relu, Fence("(", row(W, gap, variable, plus, b), ")"))


def meanings(terms: Iterable[Term]) -> tuple[str, ...]:
    """What the notions mean that occur in closed formulas of the terms."""
    found: set[str] = set()
    seen: set[Term] = set()
    stack = list(terms)
    while stack:
        term = stack.pop()
        if term in seen:
            continue
        seen.add(term)
        name = notion(term)
        if name:
            found |= {
                "support" if name[0] == "points" else name[0],
                *(("layer",) if name[0] == "invariant" else ()),
            }
        elif term.head == "push" and layer_notion(term.args[0]):
            found.add("layer")
        stack.extend(term.args)
    return tuple(text for key, text in MEANINGS.items() if key in found)
