"""Refutation trees: the one computational leaf of the logic.

A tree proves that no valuation satisfies all facts of a list. Facts are normal formulas, numbered by their
place. Places are stable: what a branch adds stands at the end, a disjunction that was split becomes `and()`
in its place, and a fact that is rewritten stays where it was (if it becomes a conjunction, its first part
stays and the others go to the end). `branches` is what a node means; search and check share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from symrelu.errors import Refused
from symrelu.kernel.facts import fact
from symrelu.kernel.normal import MAX_MONOMIALS, ONE, Polynomial, canon, inequality, poly, rational, total
from symrelu.terms.sorts import numeric, show_sort
from symrelu.terms.substitution import replace
from symrelu.terms.term import Term, fits, instantiate, num, op

Facts: TypeAlias = tuple[Term, ...]
MAX_NODES = 200_000
MAX_ENTRIES = 50_000_000  # facts, counted for each node again
_ZERO = num(0)


# ---- facts ---------------------------------------------------------------------------------------


def _joined(head: str, parts: Iterable[Term]) -> Term:
    """The conjunction or disjunction, flat and without repetition."""
    flat: dict[Term, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.args if part.head == head else (part,)))
    return next(iter(flat)) if len(flat) == 1 else op(head, *flat)


@lru_cache(maxsize=1 << 15)
def _pushed(formula: Term, positive: bool) -> Term:
    """A normal formula, or its negation, with negations pushed inwards as far as quantifiers and atoms."""
    head, args = formula.head, formula.args
    if head == "not":
        return _pushed(args[0], not positive)
    if head in ("and", "or"):
        parts: list[Term] = []
        for arg in args:
            parts.append(_pushed(arg, positive))
        return _joined(head if positive else "or" if head == "and" else "and", parts)
    if head == "imp":
        sides = _pushed(args[0], not positive), _pushed(args[1], positive)
        return _joined("or" if positive else "and", sides)
    if head == "iff":
        both = _joined("and", (_pushed(args[0], True), _pushed(args[1], positive)))
        neither = _joined("and", (_pushed(args[0], False), _pushed(args[1], not positive)))
        return _joined("or", (both, neither))
    if positive:
        return formula
    if head in ("le", "lt") and numeric(args[0].sort):
        return canon(op("le" if head == "lt" else "lt", args[1], args[0]))
    if head == "eq" and numeric(args[0].sort):
        return op("or", canon(op("lt", args[1], args[0])), canon(op("lt", args[0], args[1])))
    return op("not", formula)


def flatten(formula: Term) -> Facts:
    """The facts that a formula amounts to: its conjuncts in normal form, negations pushed inwards.

    >>> from symrelu.terms.term import var
    >>> x, y = var("x", "R"), var("y", "R")
    >>> flatten(op("not", op("imp", x <= y, x <= y + 1)))
    (0 <= -x + y, 0 < x - y - 1)
    """
    flat = _pushed(canon(formula), True)
    return flat.args if flat.head == "and" else (flat,)


def negate(formula: Term) -> Term:
    """The negation, normal and pushed inwards.

    >>> from symrelu.terms.term import var
    >>> negate(op("eq", var("x", "R"), num(0)))
    0 < -x or 0 < x
    """
    return _pushed(canon(formula), False)


def root_facts(hyps: Iterable[Term], premises: Iterable[Term], claim: Term) -> Facts:
    """What is to be refuted: hypotheses in the order of their keys, claims of premises, the negated claim."""
    given = sorted((_closed(h, "a formula", "B") for h in hyps), key=lambda h: h.key)
    formulas = [*given, *(_closed(p, "a formula", "B") for p in premises)]
    facts = [part for formula in formulas for part in flatten(formula)]
    return (*facts, *flatten(op("not", _closed(claim, "a formula", "B"))))


# ---- reading of evidence -------------------------------------------------------------------------


def _closed(term: object, wanted: str, *sorts: str) -> Term:
    if type(term) is not Term or term.loose or (sorts and term.sort not in sorts):
        raise Refused(f"tree: expected {wanted} without loose indices")
    return term


def _number(term: object) -> Term:
    return _closed(term, "a number", "R", "N")


def _at(facts: Facts, index: object) -> Term:
    if type(index) is not int or not 0 <= index < len(facts):
        raise Refused(f"tree: a number of a fact is an integer from 0 to {len(facts) - 1}")
    return facts[index]


def _tuple(value: object, wanted: str) -> tuple[Any, ...]:
    if type(value) is not tuple:
        raise Refused(f"tree: expected {wanted}")
    return value


# ---- leaves --------------------------------------------------------------------------------------


def _coefficient(value: object) -> Polynomial:
    if type(value) is int or type(value) is Fraction:
        return rational(value)
    return poly(_number(value))


def _factor(facts: Facts, index: object) -> tuple[Polynomial, bool | None]:
    if type(index) is Term:
        root = poly(_number(index))
        return root * root, False
    found = inequality(_at(facts, index))
    if found is None:
        raise Refused("close: a fact that is no inequality and no equation between numbers")
    return found


def close(facts: Facts, rows: object) -> int:
    """Check that a combination of facts is a contradiction in numbers; return the monomials that it took.

    A row (c, (i1, .., ik)) is c times the product of the facts i1, .., ik, each `e >= 0`, `e > 0` or `e = 0`;
    a term q among them stands for `q^2 >= 0`. The multiplier c is a rational >= 0, or any polynomial if an
    equation takes part. Under the facts each row is >= 0, and > 0 if c > 0 and all factors are strict; so the
    sum of the rows cannot be a negative constant, nor 0 with such a row.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> close(flatten(x < 0) + flatten(0 <= x), ((1, (0,)), (1, (1,)))) > 0
    True
    >>> close(flatten(x <= 0) + flatten(0 <= x), ((1, (0,)), (1, (1,))))
    Traceback (most recent call last):
    symrelu.errors.Refused: close: the rows sum up to 0, no contradiction
    """
    products: list[Polynomial] = []
    work, strict = 0, False
    for row in _tuple(rows, "rows"):
        if len(_tuple(row, "a row")) != 2:
            raise Refused("close: a row is a multiplier and a tuple of facts")
        product, row_strict, size = _row(facts, _coefficient(row[0]), _tuple(row[1], "numbers of facts"))
        products.append(product)
        strict |= row_strict
        work += size
        if work > MAX_MONOMIALS:
            raise Refused(f"close: more than {MAX_MONOMIALS} monomials")
    value = total(products).constant()
    if value is None:
        raise Refused("close: the rows do not sum up to a constant")
    if value > 0 or (value == 0 and not strict):
        raise Refused(f"close: the rows sum up to {'a positive number' if value else 0}, no contradiction")
    return work


def _row(facts: Facts, multiplier: Polynomial, indices: tuple[Any, ...]) -> tuple[Polynomial, bool, int]:
    """Value, whether it is strict, and the monomials met on the way, those that a multiplier 0 drops too."""
    product, all_strict, equation, work = ONE, bool(indices), False, 1
    for index in indices:
        factor, strict = _factor(facts, index)
        product = product * factor
        work += 1 + len(product.coefficients)
        all_strict &= strict is True
        equation |= strict is None
    if equation:
        out = multiplier * product
        return out, False, work + len(out.coefficients)
    value = multiplier.constant()
    if value is None or value < 0:
        raise Refused("close: without an equation a multiplier is a rational >= 0")
    return multiplier * product, all_strict and value > 0, work


def _close(facts: Facts, rows: object) -> tuple[Facts, ...]:
    close(facts, rows)
    return ()


def _bool(facts: Facts, i: object, j: object) -> tuple[Facts, ...]:
    negated = _at(facts, j)
    if negated.head != "not" or negated.args[0] != _at(facts, i):
        raise Refused("bool: the second fact is not the negation of the first")
    return ()


def _absurd(facts: Facts, i: object) -> tuple[Facts, ...]:
    found = _at(facts, i)
    sides = found.args[0].args if found.head == "not" and found.args[0].head == "eq" else ()
    if found != op("or") and not (sides and sides[0] == sides[1]):
        raise Refused("absurd: the fact is neither false nor `not a = a`")
    return ()


# ---- nodes with branches -------------------------------------------------------------------------


def _split(facts: Facts, e: object) -> tuple[Facts, ...]:
    number = _number(e)
    cases = (op("lt", number, _ZERO), op("eq", number, _ZERO), op("lt", _ZERO, number))
    return tuple(facts + flatten(case) for case in cases)


def _cut(facts: Facts, formula: object) -> tuple[Facts, ...]:
    closed = _closed(formula, "a formula", "B")
    return facts + flatten(closed), facts + flatten(op("not", closed))


def cases(atom: Term) -> tuple[tuple[Term, Term], ...]:
    """Condition and value on each branch of the graph of relu, abs, max, min or ite; the conditions exhaust.

    >>> from symrelu.terms.term import var
    >>> cases(op("relu", var("x", "R")))
    ((0 <= x, x), (x < 0, 0))
    """
    head, args = atom.head, atom.args
    if head == "relu":
        return (args[0] >= 0, args[0]), (args[0] < 0, _ZERO)
    if head == "abs":
        return (args[0] >= 0, args[0]), (args[0] < 0, -args[0])
    if head == "max":
        return (args[1] <= args[0], args[0]), (args[0] < args[1], args[1])
    if head == "min":
        return (args[0] <= args[1], args[0]), (args[1] < args[0], args[1])
    if head == "ite":
        return (args[0], args[1]), (op("not", args[0]), args[2])
    raise Refused(f"graph: relu, abs, max, min or ite, not {head}")


def _graph(facts: Facts, atom: object) -> tuple[Facts, ...]:
    closed = _number(atom)
    graph, normal = cases(closed), canon(closed)
    if normal.head != closed.head:
        raise Refused(f"graph: the normal form of the atom is no {closed.head}")
    return tuple(_replaced(facts, normal, canon(value)) + flatten(condition) for condition, value in graph)


@lru_cache(maxsize=1 << 12)
def _parts(fact_: Term) -> frozenset[Term]:
    """All locally closed subterms."""
    seen: set[Term] = set()
    stack = [fact_]
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            stack.extend(term.args)
    return frozenset(term for term in seen if not term.loose)


def _replaced(facts: Facts, old: Term, new: Term) -> Facts:
    """The facts with a normal term replaced by an equal one, each in its place."""
    out: list[Term] = []
    added: list[Term] = []
    for fact_ in facts:
        if old in _parts(fact_):
            first, *others = _with(fact_, old, new)
            out.append(first)
            added.extend(others)
        else:
            out.append(fact_)
    return (*out, *added)


@lru_cache(maxsize=1 << 14)
def _with(fact_: Term, old: Term, new: Term) -> Facts:
    return flatten(replace(fact_, old, new)) or (op("and"),)


def _or(facts: Facts, i: object) -> tuple[Facts, ...]:
    found = _at(facts, i)
    if found.head != "or" or type(i) is not int:
        raise Refused("or: the fact is no disjunction")
    rest = (*facts[:i], op("and"), *facts[i + 1 :])
    return tuple(rest + flatten(part) for part in found.args)


def _rewrite(facts: Facts, i: object, s: object, t: object) -> tuple[Facts, ...]:
    left, right = _closed(s, "a side"), _closed(t, "a side")
    if _at(facts, i) not in (canon(op("eq", left, right)), canon(op("eq", right, left))):
        raise Refused("rewrite: the fact is not the equation of the two sides")
    return (_replaced(facts, canon(left), canon(right)),)


def _spec(facts: Facts, i: object, a: object) -> tuple[Facts, ...]:
    found, value = _at(facts, i), _closed(a, "a term")
    never = found.head == "not" and found.args[0].head == "exists"
    quantified = found.args[0] if never else found
    if not never and quantified.head != "forall":
        raise Refused("spec: the fact is not universal")
    function = quantified.args[0]
    if not fits(value, function.data):
        raise Refused(f"spec: {show_sort(value.sort)} does not fit {show_sort(function.data)}")
    instance = instantiate(function.args[0], value)
    return (facts + flatten(op("not", instance) if never else instance),)


def _fact(facts: Facts, name: object, args: object) -> tuple[Facts, ...]:
    return (facts + flatten(fact(name, _tuple(args, "arguments of a fact"))),)


# ---- the table of nodes --------------------------------------------------------------------------

_Node: TypeAlias = tuple[Callable[..., tuple[Facts, ...]], int, bool]
# name: what it means, how many fields stand before the subtrees, whether these stand in a tuple of their own
NODES: MappingProxyType[str, _Node] = MappingProxyType(
    {
        "close": (_close, 1, False),
        "bool": (_bool, 2, False),
        "absurd": (_absurd, 1, False),
        "split": (_split, 1, False),
        "cut": (_cut, 1, False),
        "graph": (_graph, 1, True),
        "or": (_or, 1, True),
        "rewrite": (_rewrite, 3, False),
        "spec": (_spec, 2, False),
        "fact": (_fact, 2, False),
    }
)


def _node(tree: object) -> tuple[_Node, tuple[Any, ...]]:
    fields = _tuple(tree, "a node")
    entry = NODES.get(fields[0]) if fields and type(fields[0]) is str else None
    if entry is None:
        raise Refused(f"tree: unknown node; one of {', '.join(NODES)}")
    return entry, fields[1:]


def branches(facts: Facts, node: object) -> tuple[Facts, ...]:
    """The fact lists of the subtrees of a node that is given without them; none for a leaf that closes.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> branches(flatten(op("relu", x) < 0), ("graph", op("relu", x)))
    ((0 < -x, 0 <= x), (0 < 0, 0 < -x))
    """
    (meaning, count, _), fields = _node(node)
    if len(fields) != count:
        raise Refused(f"tree: a node with {len(fields)} fields, expected {count}")
    return meaning(facts, *fields)


def check(facts: Facts, tree: object) -> None:
    """Return if the tree refutes the facts.

    Raises: Refused if it does not, is malformed, or is beyond the budgets.

    >>> from symrelu.terms.term import var
    >>> r = op("relu", var("x", "R"))
    >>> leaf = ("close", ((1, (0,)), (1, (1,))))
    >>> check(flatten(r < 0), ("graph", r, (leaf, ("close", ((1, (0,)),)))))
    >>> check(flatten(r < 0), ("graph", r, (leaf,)))
    Traceback (most recent call last):
    symrelu.errors.Refused: tree: 1 subtrees, expected 2
    """
    stack: list[tuple[Facts, object]] = [(facts, tree)]
    nodes = work = held = 0
    while stack:
        here, below = stack.pop()
        nodes += 1
        (meaning, count, listed), fields = _node(below)
        if nodes > MAX_NODES:
            raise Refused(f"tree: more than {MAX_NODES} nodes")
        if len(fields) < count or (listed and len(fields) != count + 1):
            raise Refused("tree: a node lacks fields or has too many")
        if meaning is _close:
            work += close(here, fields[0])
            if work > MAX_MONOMIALS:
                raise Refused(f"tree: more than {MAX_MONOMIALS} monomials")
            children: tuple[Facts, ...] = ()
        else:
            children = meaning(here, *fields[:count])
            held += len(children) * len(here)
            if held > MAX_ENTRIES:
                raise Refused(f"tree: more than {MAX_ENTRIES} facts over all nodes")
        subtrees = _tuple(fields[count], "subtrees") if listed else fields[count:]
        if len(subtrees) != len(children):
            raise Refused(f"tree: {len(subtrees)} subtrees, expected {len(children)}")
        stack.extend(zip(children, subtrees, strict=True))
