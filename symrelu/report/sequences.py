"""Points, matrices and layers with written entries: lists, grids, and z -> ReLU_d(W z + b).

A layer is named only after it has been built again from what was found, and is equal to the function.
"""

from __future__ import annotations

from symrelu.report.layout import Fence, Grid, Layout, Script, Symbol, row
from symrelu.report.scope import ATOM, SUM, Scope, listing
from symrelu.terms.claim.layers import layer
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term, abstract, binder, bound, instantiate, num, op, private, var

MOST = 8
DOTS = Symbol(r"\dots", "…", "identifier", 1.0)
_CENTRED = Symbol(r"\cdots", "⋯", "identifier", 1.0)
_ZERO, _ONE = num(0), num(1)


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


def chosen(term: Term) -> Term:
    """The term with every choice between cases made that numerals decide.

    >>> x = var("x", "R")
    >>> chosen(op("ite", op("eq", num(1), num(2)), x, num(0)))
    0
    """
    if term.head == "ite":
        known = decided(term.args[0])
        if known is not None:
            return chosen(term.args[1 if known else 2])
    if not term.args:
        return term
    if term.head == "lam":
        return binder(term.data, chosen(term.args[0]), term.hint)
    return op(term.head, *map(chosen, term.args))


def decided(condition: Term) -> bool | None:
    """Whether a condition on numerals holds; None where it is one on other terms."""
    if condition.head == "and":
        parts = [decided(part) for part in condition.args]
        return False if False in parts else None if None in parts else True
    if condition.head not in ("eq", "le", "lt") or any(side.head != "num" for side in condition.args):
        return None
    left, right = (side.data for side in condition.args)
    return (
        left == right if condition.head == "eq" else left <= right if condition.head == "le" else left < right
    )


def values(function: Term) -> tuple[Term, ...] | None:
    """The first values of a sequence that is written by cases of its index and is 0 from there on."""
    if function.head != "lam" or function.data != "N":
        return None
    found: dict[int, Term] = {}
    body = function.args[0]
    while body.head == "ite":
        condition, value, body = body.args
        place = _place(condition)
        if place is None:
            return None
        found.setdefault(place, value)
    if body.head != "num" or body.data != 0 or not found or not 1 <= min(found) <= max(found) <= MOST:
        return None
    return tuple(
        chosen(instantiate(found[k], num(k))) if k in found else _ZERO for k in range(1, max(found) + 1)
    )


def _place(condition: Term) -> int | None:
    if condition.head != "eq" or condition.args[0].head != "bound" or condition.args[0].data:
        return None
    other = condition.args[1]
    return int(other.data) if other.head == "num" and other.data.denominator == 1 else None


def ends(function: Term) -> tuple[Term, Term, Term] | None:
    """First value, last value and dimension of a sequence that is f(j) for 1 <= j <= d and 0 beyond."""
    if function.head != "lam" or function.data != "N" or function.args[0].head != "ite" or function.loose:
        return None
    condition, value, rest = function.args[0].args
    if rest != _ZERO or condition.head != "and" or len(condition.args) != 2 or value.sort != "R":
        return None
    low, high = condition.args
    index = bound(0, "N")
    if low != op("le", _ONE, index) or high.head != "le" or high.args[0] != index or high.args[1].loose:
        return None
    if value.head in ("ite", "relu"):
        return None
    d = high.args[1]
    return instantiate(value, _ONE), instantiate(value, d), d


def sequence_reading(term: Term, scope: Scope) -> Layout | None:
    """A point by its coordinates: (a, b), or (a_1, .., a_d); coordinates that are not listed are 0."""
    if term.data != "N":
        return None
    term, scope = free_of_bound(term, scope)
    if term.args[0] == _ZERO:
        return scope.show(_ZERO)
    found = values(term)
    if found is not None and found[0].sort in ("R", "N"):
        return listing(tuple(map(scope.show, found if len(found) > 1 else (*found, _ZERO))))
    known = ends(term)
    if known is None:
        return None
    first, last, d = known
    if d.head == "num":
        return _few(term, int(d.data), scope)
    return listing((scope.show(first), DOTS, scope.show(last)))


def _few(term: Term, count: int, scope: Scope) -> Layout | None:
    if not 1 <= count <= MOST:
        return None
    at = (instantiate(term.args[0].args[1], num(k)) for k in range(1, count + 1))
    return listing(tuple(map(scope.show, at)))


def grid(matrix: Term, scope: Scope, size: int = 0) -> Grid | None:
    """The entries of a matrix i -> j -> W_ij that are not 0, as rows; of `size` rows and columns if given."""
    if matrix.head != "lam" or matrix.args[0].head != "lam" or matrix.loose:
        return None
    if size:
        numbers = range(1, size + 1)
        entries = [[chosen(_entry(matrix, i, j)) for j in numbers] for i in numbers]
        return Grid(tuple(tuple(map(scope.show, line)) for line in entries))
    inner = matrix.args[0].args[0]
    lines = values(binder("N", _row_at(inner), "i"))
    if lines is None:
        return None
    found = [_line(line) for line in lines]
    if any(line is None for line in found):
        return None
    length = max(len(line) for line in found if line is not None)
    padded = [(*line, *[_ZERO] * (length - len(line))) for line in found if line is not None]
    return Grid(tuple(tuple(map(scope.show, line)) for line in padded))


_COLUMN = private(900, "N")


def _row_at(inner: Term) -> Term:
    """The entry as a term in which the column is a name of its own, and the row is the bound index."""
    return instantiate(inner, _COLUMN)


def _line(value: Term) -> tuple[Term, ...] | None:
    """The entries of one row, given as a term in the column."""
    if value.head == "num":
        return (value,)
    found: list[Term] = []
    while value.head == "ite":
        condition, entry, value = value.args
        if condition != op("eq", _COLUMN, num(len(found) + 1)):
            return None
        found.append(entry)
    plain = not any((_COLUMN.data, "N") in entry.free for entry in found)
    return tuple(found) if value == _ZERO and found and plain else None


def _entry(matrix: Term, i: int, j: int) -> Term:
    return instantiate(instantiate(matrix.args[0], num(i)).args[0], num(j))


def layer_notion(function: Term) -> tuple[Term, Term, Term] | None:
    """Dimension, matrix and bias of a layer z -> relu(W z + b); None for other maps."""
    if function.head != "lam" or function.data != SEQ or function.args[0].head != "lam" or function.loose:
        return None
    body = function.args[0].args[0]
    if body.head != "ite" or body.args[1].head != "relu":
        return None
    inner = body.args[1].args[0]
    summands = inner.args if inner.head == "+" else (inner,)
    for total in (part for part in summands if part.head == "sum" and part.args[2].head == "lam"):
        weights, d = _weights(total.args[2].args[0]), total.args[1]
        rest = [part for part in summands if part is not total]
        bias = op("+", *rest) if len(rest) > 1 else rest[0] if rest else _ZERO
        if weights is None or d.loose or any(index != 0 for index, _ in bias.loose):
            continue
        W, b = _short(binder("N", binder("N", weights, "j"), "i"), 2), _short(binder("N", bias, "i"), 1)
        if layer(d, W, b) == function:
            return d, W, b
    return None


def _weights(product: Term) -> Term | None:
    """The factors of W_ij z_j beside z_j, where z is bound two places further out."""
    factors = product.args if product.head == "*" else (product,)
    point = op("app", bound(2, SEQ), bound(0, "N"))
    left = [factor for factor in factors if factor != point]
    if len(left) != len(factors) - 1 or any(index > 1 for factor in left for index, _ in factor.loose):
        return None
    return left[0] if len(left) == 1 else op("*", *left) if left else _ONE


def _short(function: Term, depth: int) -> Term:
    """The variable W for i -> j -> W_ij, and b for i -> b_i."""
    core = function
    for _ in range(depth):
        core = core.args[0]
    for index in range(depth):
        if core.head != "app" or core.args[1] != bound(index, "N"):
            return function
        core = core.args[0]
    return core if core.head in ("var", "app") and not core.loose else function


def layer_reading(function: Term, scope: Scope) -> Layout | None:
    """z -> ReLU_d(W z + b), for a layer whose weights are variables or written out."""
    function, scope = free_of_bound(function, scope)
    found = layer_notion(function)
    if found is None:
        return None
    d, W, b = found
    size = int(d.data) if d.head == "num" and 1 <= d.data <= 4 else 0
    matrix = scope.show(W, ATOM) if W.head != "lam" else grid(W, scope, size) or _single_row(W, d, scope)
    vector = _vector(b, size, d, scope)
    if matrix is None or vector is None:
        return None
    variable, _ = scope.enter(function, "z")
    plus, gap = Symbol(" + ", "+", "binary", 1.22), Symbol(" ", "", "space", 0.0)
    relu = Script(Symbol(r"\operatorname{ReLU}", "ReLU", "function", 2.2), scope.show(d))
    arrow = Symbol(r" \mapsto ", "↦", "relation", 1.56)
    shift = () if b.head == "lam" and b.args[0] == _ZERO else (plus, vector)
    return row(variable, arrow, relu, Fence("(", row(matrix, gap, variable, *shift), ")"))


def _single_row(matrix: Term, d: Term, scope: Scope) -> Grid | None:
    """The matrix of a layer that computes one number: its first row is given by a formula."""
    lines = values(binder("N", _row_at(matrix.args[0].args[0]), "i"))
    if lines is None or len(lines) != 1:
        return None
    column = binder("N", abstract(lines[0], _COLUMN), "j")
    first, last = (scope.show(instantiate(column.args[0], place), SUM) for place in (_ONE, d))
    return Grid(((first, _CENTRED, last),))


def _vector(b: Term, size: int, d: Term, scope: Scope) -> Layout | None:
    """A bias: its name, or a column."""
    if b.head != "lam":
        return scope.show(b, ATOM)
    if b.args[0] == _ZERO:
        return scope.show(_ZERO)
    if size:
        entries = tuple(chosen(instantiate(b.args[0], num(k))) for k in range(1, size + 1))
        return Grid(tuple((scope.show(entry),) for entry in entries))
    found = values(b)
    if found is not None:
        return Grid(tuple((scope.show(entry),) for entry in found))
    if b.args[0].head == "ite":
        return None
    return listing((scope.show(instantiate(b.args[0], _ONE)), DOTS, scope.show(instantiate(b.args[0], d))))
