"""Reading laws: base laws by name, images, mixtures, probabilities, expectations, distances, matrices."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from symrelu.report.arithmetic import INFINITY, ONE, SIGN, sum_layout
from symrelu.report.layout import Break, Fence, Group, Layout, Limits, Script, Symbol, row, width
from symrelu.report.operators import expand
from symrelu.report.scope import (
    ATOM,
    BIG,
    COMMA,
    EQUALS,
    POWER,
    PRODUCT,
    QUANTIFIER,
    RELATION,
    SUM,
    THIN,
    Reader,
    Reading,
    Scope,
    function_name,
    listing,
)
from symrelu.report.sequences import chosen, free_of_bound, grid
from symrelu.terms.sorts import domain
from symrelu.terms.term import Term, bound, instantiate, lift, num, op

MOST_WRITTEN, MOST_FACTORS, MOST_ROWS = 12, 3, 4
WIDEST_GRID = 20.0
TENSOR = Symbol(r" \otimes ", "⊗", "binary", 1.22)
STAR = Symbol("*", "∗", "identifier", 0.5)
FOLLOWS = Symbol(r" \sim ", "∼", "relation", 1.34)
PROBABILITY = Symbol(r"\mathbb{P}", "ℙ", "identifier", 0.65)
EXPECTATION = Symbol(r"\mathbb{E}", "𝔼", "identifier", 0.7)
SUM_SIGN = Symbol(r"\sum", "∑", "big", 1.44)
COLON = Symbol(" : ", ":", "relation", 0.9)


def base_law(name: str, tex: str = "") -> Reader:
    """A base law by its name and parameters."""

    def reader(term: Term, scope: Scope) -> Reading:
        return row(function_name(name, tex), listing(tuple(map(scope.show, term.args)))), ATOM

    return reader


def normal_reading(term: Term, scope: Scope) -> Reading:
    """The normal law by mean and variance."""
    mean, scale = term.args
    plain = scale.head == "num" and scale.data == 1
    variance = ONE if plain else scope.show(op("pow", scale, num(2)))
    name = Symbol(r"\mathcal{N}", "𝒩", "identifier", 0.95)
    return row(name, listing((scope.show(mean), variance))), ATOM


def push_reading(term: Term, scope: Scope) -> Reading:
    """The image of a law under a map, f_* mu."""
    function, law = term.args
    shown = scope.show(function, ATOM)
    image = Script(Fence("(", shown, ")") if isinstance(shown, Script) else shown, STAR)
    shown_law = scope.show(law, PRODUCT)
    gap = THIN if law.head == "var" else Break(THIN, fill=True)
    return row(image, gap, shown_law), PRODUCT


def _drawn(sign: Symbol, opening: str, closing: str, least: int) -> Reader:
    def reader(term: Term, scope: Scope) -> Reading:
        law, function = term.args
        drawn = scope.show(law, RELATION + 1)
        variable, body, inner = scope.body(expand(function, "x"))
        shown = Group(inner.show(body, least))
        if width(drawn) < 9:
            under = row(variable, FOLLOWS, drawn)
            return row(Script(sign, under), Fence(opening, shown, closing)), ATOM
        if sign is PROBABILITY:
            event = _named_event(body, inner) or Fence("{", row(variable, COLON, shown), "}")
            return row(scope.show(law, ATOM), event), ATOM
        differential = row(
            Break(THIN, fill=True),
            scope.show(law, ATOM),
            Fence("(", row(Symbol(r"\mathrm{d}", "d", "words", 0.56), variable), ")"),
        )
        return row(Limits(Symbol(r"\int", "∫", "big", 0.9)), inner.show(body, BIG), differential), BIG

    return reader


def _named_event(body: Term, inner: Scope) -> Layout | None:
    """A single point, or a half line that ends in one: {t}, (-oo, t], (-oo, t)."""
    if body.head not in ("eq", "le", "lt"):
        return None
    left, right = body.args
    if left.head != "bound" or left.data != 0 or any(index == 0 for index, _ in right.loose):
        return None
    shown = Group(inner.show(right))
    if body.head == "eq":
        return Fence("(", Fence("{", shown, "}"), ")")
    ray = Fence("(", row(SIGN, INFINITY, COMMA, shown), "]" if body.head == "le" else ")")
    return Fence("(", ray, ")")


def _point(function: Term) -> Term:
    """f(i) under a binder of its own, for a sequence f that is not a lam."""
    sort = domain(function.sort)
    return function.args[0] if function.head == "lam" else op("app", lift(function, 1), bound(0, sort))


def mixture_reading(term: Term, scope: Scope) -> Reading:
    """Finitely many weighted points or laws, as a sum."""
    count, weights, items = term.args
    if count.head == "num" and 1 <= count.data <= MOST_WRITTEN and items.head == "lam":
        return _written_mixture(int(count.data), term, scope)
    index, inner = scope.enter(expand(weights, "i"), "i" if weights.hint in ("", "x") else "")
    weight = inner.show(_point(weights), PRODUCT)
    item = inner.show(_point(items), QUANTIFIER if term.head == "atoms" else PRODUCT)
    part = Script(Symbol(r"\delta", "δ", "identifier", 0.5), item) if term.head == "atoms" else item
    limits = Limits(SUM_SIGN, row(index, EQUALS, ONE), scope.show(count))
    return row(limits, THIN, weight, THIN, part), BIG


def _written_mixture(count: int, term: Term, scope: Scope) -> Reading:
    """A mixture of a few laws, each written; a choice by the value of the index is made."""
    parts: list[tuple[bool, Layout]] = []
    for k in range(1, count + 1):
        weight, item = (chosen(instantiate(_point(part), num(k))) for part in term.args[1:])
        shown = scope.show(item, QUANTIFIER if term.head == "atoms" else PRODUCT)
        law = Script(Symbol(r"\delta", "δ", "identifier", 0.5), shown) if term.head == "atoms" else shown
        plain = weight.head == "num" and weight.data == 1
        parts.append((False, law if plain else row(scope.show(weight, PRODUCT), THIN, law)))
    return sum_layout(parts), SUM if count > 1 else PRODUCT


def delta_reading(term: Term, scope: Scope) -> Reading:
    """The Dirac law at a point."""
    return Script(Symbol(r"\delta", "δ", "identifier", 0.5), scope.show(term.args[0])), ATOM


def iid_reading(term: Term, scope: Scope) -> Reading:
    """The product of equal laws."""
    power = row(Symbol(r"\otimes ", "⊗", "prefix", 0.8), scope.show(term.args[0], PRODUCT))
    return Script(scope.show(term.args[1], ATOM), None, power), POWER


def product_law_reading(term: Term, scope: Scope) -> Reading:
    """The product of laws; a few of them are written."""
    count = term.args[0]
    if count.head == "num" and 2 <= count.data <= MOST_FACTORS:
        laws = (chosen(instantiate(_point(term.args[1]), num(k))) for k in range(1, int(count.data) + 1))
        shown = [scope.show(law, ATOM) for law in laws]
        return row(
            *(part for one in shown for part in ((TENSOR, one) if one is not shown[0] else (one,)))
        ), BIG
    index, inner = scope.enter(expand(term.args[1], "i"), "i")
    sign = Limits(Symbol(r"\bigotimes", "⨂", "big", 1.3), row(index, EQUALS, ONE), scope.show(term.args[0]))
    return row(sign, THIN, inner.show(_point(term.args[1]), PRODUCT)), BIG


def prokhorov_reading(term: Term, scope: Scope) -> Reading:
    """The Prokhorov distance, on R or on the coordinates 1..d."""
    d = Symbol("d", "d", "identifier", 0.52)
    mark = Symbol(r"\mathrm{P}", "P", "words", 0.68)
    laws = term.args[-2:]
    sub = mark if term.head == "dP" else row(mark, Symbol(",", ",", "comma", 0.3), scope.show(term.args[0]))
    return row(Script(d, sub), listing(tuple(map(scope.show, laws)))), ATOM


def distance_reading(term: Term, scope: Scope) -> Reading:
    """The largest distance of the coordinates 1..d."""
    dimension, left, right = term.args
    minus = Symbol(" - ", "−", "binary", 1.22)
    body = Group(row(scope.show(left, PRODUCT), Break(minus, minus, fill=True), scope.show(right, PRODUCT)))
    return Script(Fence("‖", body, "‖"), scope.show(dimension)), ATOM


def matrix_reading(name: str, tex: str) -> Reader:
    """The determinant or rank of the leading block of a matrix."""

    def reader(term: Term, scope: Scope) -> Reading:
        *sizes, matrix = term.args
        shown = [scope.show(size) for size in (sizes if len(sizes) == 2 else (sizes[0], sizes[0]))]
        block = row(shown[0], Symbol(r"\times ", "×", "binary", 1.2), shown[1])
        body: Layout | None = None
        if sizes[0].head == "num" and 1 <= sizes[0].data <= MOST_ROWS and len(sizes) == 1:
            body = grid(*free_of_bound(matrix, scope), int(sizes[0].data))
        if body is not None and width(body) < WIDEST_GRID:
            return row(function_name(name, tex), THIN, body), ATOM
        if matrix.head == "lam" and matrix.args[0].head == "lam":
            i, inner = scope.enter(matrix, "i")
            j, deeper = inner.enter(matrix.args[0], "j")
            entry = deeper.show(matrix.args[0].args[0])
            body = Script(Fence("(", entry, ")"), row(i, COMMA, j))
        else:
            body = Fence("(", scope.show(matrix), ")")
        return row(Script(function_name(name, tex), block), body), ATOM

    return reader


_LAW_NAMES: tuple[tuple[str, str, str], ...] = (
    ("uniform", "Unif", ""),
    ("exponential", "Exp", ""),
    ("laplace", "Laplace", ""),
    ("student_t", "t", r"\mathrm{t}"),
    ("cauchy", "Cauchy", ""),
    ("logistic", "Logistic", ""),
    ("gamma_law", "Gamma", ""),
    ("beta_law", "Beta", ""),
)
_BASES: tuple[tuple[str, Callable[..., Reading]], ...] = tuple(
    (name, base_law(word, tex)) for name, word, tex in _LAW_NAMES
)

MEASURES: MappingProxyType[str, Reader] = MappingProxyType(
    {
        **dict(_BASES),
        "normal": normal_reading,
        "push": push_reading,
        "P": _drawn(PROBABILITY, "(", ")", QUANTIFIER),
        "E": _drawn(EXPECTATION, "[", "]", QUANTIFIER),
        "atoms": mixture_reading,
        "mix": mixture_reading,
        "delta": delta_reading,
        "iid": iid_reading,
        "prodlaw": product_law_reading,
        "dP": prokhorov_reading,
        "dPd": prokhorov_reading,
        "dist": distance_reading,
        "det": matrix_reading("det", r"\det"),
        "rank": matrix_reading("rank", ""),
    }
)
