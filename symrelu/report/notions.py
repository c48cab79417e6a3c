"""Notions said in words: a formula that is, word for word as defined, what a claim about laws unfolds to.

A notion is named only after the claim has been built again from what was found, and is equal to the formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from symrelu.errors import SymreluError
from symrelu.report.layout import Fence, Fraction, Group, Layout, Script, Symbol, row
from symrelu.report.scope import PRODUCT, RELATION, SUM, Reading, Scope, function_name, words
from symrelu.report.sequences import ends, free_of_bound, layer_notion, values
from symrelu.terms.claim.families import Invariant, LocallyLipschitz
from symrelu.terms.claim.laws import InSupport, SupportAtLeast, SupportFinite
from symrelu.terms.claim.numbers import integrable
from symrelu.terms.sorts import SEQ, Sort
from symrelu.terms.term import Term, binder, op, var
from symrelu.terms.variables import wrap

Notion = tuple[str, tuple[Term, ...]]
_SPACE = Symbol(r"\mathbb{R}", "ℝ", "identifier", 0.75)
_COUNT = Symbol(r"\# ", "#", "prefix", 0.9)
_IN = Symbol(r" \in ", "∈", "relation", 1.25)
_AT_LEAST = Symbol(r" \ge ", "≥", "relation", 1.34)
_FINITE = Symbol(r" < \infty", "< ∞", "relation", 2.2)
_THIN = Symbol(r"\,", "thin", "space", 0.17)
_NORM = Symbol(r"\cdot", "⋅", "identifier", 0.4)
_PARAMETER = var("theta", SEQ)
_LAWS_ON = (("law", SEQ), ("law", "R"))
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
        "hoelder": r"It is \emph{locally Hölder} with the exponent $b/a$ if the same holds with "
        r"$d_{\mathrm{P}}(p(\theta'), p(\theta''))^a \le C \lVert\theta' - \theta''\rVert_n^b$.",
        "layer": r"$\operatorname{ReLU}_d(W z + b)$ has the coordinates "
        r"$\operatorname{ReLU}(\sum_{j = 1}^d W_{ij} z_j + b_i)$ for $1 \le i \le d$, and 0 beyond them.",
        "finite": r"A law \emph{lives on} at most $n$ points if for some $x_1, \dots, x_n$ it is almost "
        r"surely one of them.",
        "support": r"The support $\operatorname{supp} \mu$ of a law consists of the points every ball around "
        r"which has positive probability; in $\operatorname{supp}_d \mu$ points are told apart by their "
        r"first $d$ coordinates. Then $\# \operatorname{supp} \mu \ge n$ says that there are $n$ of them.",
        "integrable": r"$\mathbb{E}_{x \sim \mu}[|f(x)|] < \infty$ says that the means of "
        r"$\min(|f(x)|, n)$ are bounded; so for integrals.",
        "list": r"Points and matrices whose coordinates are listed have the others equal to 0.",
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
    for p in _variables(formula, lambda s: isinstance(s, tuple) and len(s) == 3 and s[2] in _LAWS_ON):
        for omega in _variables(formula, lambda s: isinstance(s, tuple) and len(s) == 3 and s[2] == "B"):
            if p.sort[1] == omega.sort[1] == SEQ:
                yield p, omega, ((wrap(_PARAMETER),), (omega(_PARAMETER),), p(_PARAMETER))


def _about_families(formula: Term) -> Iterator[tuple[Notion, Any]]:
    heads = {term.head for term in _parts(formula)}
    numbers = _numbers(formula)[:_MOST]
    exponents = _exponents(formula)
    for p, omega, family in _families(formula):
        for d in numbers if p.sort == ("fun", SEQ, ("law", SEQ)) else [None]:
            within = () if d is None else (d,)
            if "push" in heads:
                yield ("invariant", (p, omega, *within)), Invariant(family, d)
            elif heads & {"dP", "dPd"}:
                for n in numbers:
                    claim = LocallyLipschitz(family, d=d, n=n)
                    yield ("lipschitz", (p, omega, n, *within)), claim
                    if exponents:
                        yield ("hoelder", (p, omega, n, *exponents, *within)), _Raised(claim, *exponents)


def _exponents(formula: Term) -> tuple[Term, ...]:
    """The powers of the distance of laws and of the distance of parameters, where both are raised."""
    raised = [t for t in _parts(formula) if t.head == "pow" and not t.args[1].loose]
    laws = [t.args[1] for t in raised if t.args[0].head in ("dP", "dPd")]
    parameters = [t.args[1] for t in raised if t.args[0].head == "dist"]
    return (laws[0], parameters[0]) if laws and parameters else ()


@dataclass(frozen=True)
class _Raised:
    """Local Lipschitz continuity with the distances raised to powers: dP^a <= C |theta' - theta''|^b."""

    claim: LocallyLipschitz
    a: Term
    b: Term

    @property
    def formula(self) -> Term:
        """The formula, made from that of Lipschitz continuity."""
        return self._raised(self.claim.formula)

    def _raised(self, term: Term) -> Term:
        if term.head == "le" and term.args[0].head in ("dP", "dPd") and term.args[1].head == "*":
            powers = (op("pow", t, self.b) if t.head == "dist" else t for t in term.args[1].args)
            return op("le", op("pow", term.args[0], self.a), op("*", *powers))
        if term.head == "lam":
            return binder(term.data, self._raised(term.args[0]), term.hint)
        return op(term.head, *map(self._raised, term.args)) if term.args else term


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


def _bounded(formula: Term) -> Term | None:
    """The mean or integral of min(|f|, n) that is bounded by one number, if the formula is of this kind."""
    if formula.head != "exists" or formula.args[0].data != "R":
        return None
    inner = formula.args[0].args[0]
    if inner.head != "forall" or inner.args[0].args[0].head != "le":
        return None
    mean = inner.args[0].args[0].args[0]
    cut = mean.args[-1].args[0] if mean.head in ("E", "int") and mean.args[-1].head == "lam" else mean
    return mean if cut.head == "min" and cut.args[0].head == "abs" else None


def _size(formula: Term) -> Term | None:
    """The mean or the integral of |f| where the formula says that f is integrable."""
    mean = _bounded(formula)
    if mean is None:
        return None
    *where, cut = mean.args
    size = cut.args[0].args[0]
    if any(index for index, _ in size.loose) or any(t.loose for t in where):
        return None
    claim = integrable(tuple(where), binder(cut.data, size.args[0], cut.hint))
    if formula != (claim.args[-1] if len(where) == 2 else claim):
        return None
    return op(mean.head, *where, binder(cut.data, size, cut.hint))


@lru_cache(maxsize=4096)
def notion(formula: Term) -> Notion | None:
    """The notion that a closed formula defines, and what it is said of; None where it is none."""
    if formula.head not in ("forall", "exists") or formula.loose:
        return None
    sort = formula.args[0].data
    found: Iterable[tuple[Notion, Any]] = ()
    size = _size(formula)
    if size is not None:
        return "integrable", (size,)
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


def said(formula: Term, scope: Scope) -> Reading | None:
    """A formula in words, where it is the definition of a notion."""
    if formula.head not in ("forall", "exists"):
        return None
    formula, scope = free_of_bound(formula, scope)
    found = notion(formula)
    if found is None:
        return None
    name, terms = found
    shown = [scope.show(term, SUM if term.sort in ("N", "R") else PRODUCT) for term in terms]
    return Group(row(*_sentence(name, shown))), RELATION


def _sentence(name: str, shown: list[Layout]) -> tuple[Layout, ...]:
    within = shown[2] if len(shown) == 3 else None
    if name == "integrable":
        return shown[0], _FINITE
    if name in ("lipschitz", "hoelder"):
        return _continuity(name, shown)
    if name == "invariant":
        p, omega = shown[:2]
        under = words(" under the layers of " + ("width one" if within is None else ""))
        space = () if within is None else (Script(_SPACE, None, within),)
        return p, words(" is invariant on "), omega, under, *space
    if name == "points":
        law, count = shown[:2]
        return _COUNT, _support(law, within), _AT_LEAST, count
    if name == "finite":
        law, count = shown[:2]
        where = () if within is None else (words(" in "), Script(_SPACE, None, within))
        return law, words(" lives on at most "), count, words(" points"), *where
    point, law = shown[:2]
    return point, _IN, _support(law, within)


def _continuity(name: str, shown: list[Layout]) -> tuple[Layout, ...]:
    p, omega, n, *others = shown
    norm, comma = Script(Fence("‖", _NORM, "‖"), n), Symbol(",", ",", "comma", 0.3)
    power: tuple[Layout, ...] = ()
    if name == "hoelder":
        a, b, *others = others
        power = (words(" with the exponent "), Fraction(b, a, small=True), words(","))
    mark = row(Symbol(r"\mathrm{P}", "P", "words", 0.68), *(part for d in others for part in (comma, d)))
    metric = Script(Symbol("d", "d", "identifier", 0.52), mark)
    kind = words(" is locally Lipschitz on " if name == "lipschitz" else " is locally Hölder on ")
    return p, kind, omega, *power, words(" from "), norm, words(" to "), metric


def _support(law: Layout, within: Layout | None) -> Layout:
    name = function_name("supp")
    return row(name if within is None else Script(name, within), _THIN, law)


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
        if _bounded(term) is not None:
            found.add("integrable")
        elif name:
            found |= {
                "support" if name[0] == "points" else name[0],
                *(("layer",) if name[0] == "invariant" else ()),
            }
        elif term.head == "push" and layer_notion(term.args[0]):
            found.add("layer")
        elif term.head == "lam" and term.data == "N" and (values(term) or ends(term)):
            found.add("list")
        stack.extend(term.args)
    return tuple(text for key, text in MEANINGS.items() if key in found)
