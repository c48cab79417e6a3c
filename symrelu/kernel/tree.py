"""Refutation trees: the one computational leaf of the logic.

A tree proves that no valuation satisfies all facts of a list. Facts are normal formulas, numbered by their
place. Places are stable: what a branch adds stands at the end, a disjunction that was split becomes `and()`
in its place, and a fact that is rewritten stays where it was (if it becomes a conjunction, its first part
stays and the others go to the end). `branches` is what a node means; search and check share it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from symrelu.errors import Refused
from symrelu.kernel.closing import close
from symrelu.kernel.facts import fact
from symrelu.kernel.flattening import Facts, closed, entries, fact_at, flatten, number
from symrelu.kernel.normal import canon
from symrelu.kernel.polynomial import MAX_MONOMIALS
from symrelu.terms.sorts import show_sort
from symrelu.terms.substitution import replace, subterms
from symrelu.terms.term import Term, fits, instantiate, num, op

MAX_NODES = 200_000
MAX_ENTRIES = 50_000_000  # facts, counted for each node again
_ZERO = num(0)


# ---- leaves --------------------------------------------------------------------------------------


def _close(facts: Facts, rows: object) -> tuple[Facts, ...]:
    close(facts, rows)
    return ()


def _bool(facts: Facts, i: object, j: object) -> tuple[Facts, ...]:
    negated = fact_at(facts, j)
    if negated.head != "not" or negated.args[0] != fact_at(facts, i):
        raise Refused("bool: the second fact is not the negation of the first")
    return ()


def _absurd(facts: Facts, i: object) -> tuple[Facts, ...]:
    found = fact_at(facts, i)
    sides = found.args[0].args if found.head == "not" and found.args[0].head == "eq" else ()
    if found != op("or") and not (sides and sides[0] == sides[1]):
        raise Refused("absurd: the fact is neither false nor `not a = a`")
    return ()


# ---- nodes with branches -------------------------------------------------------------------------


def _split(facts: Facts, e: object) -> tuple[Facts, ...]:
    value = number(e)
    cases = (op("lt", value, _ZERO), op("eq", value, _ZERO), op("lt", _ZERO, value))
    return tuple(facts + flatten(case) for case in cases)


def _cut(facts: Facts, formula: object) -> tuple[Facts, ...]:
    case = closed(formula, "a formula", "B")
    return facts + flatten(case), facts + flatten(op("not", case))


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
    given = number(atom)
    graph, normal = cases(given), canon(given)
    if normal.head != given.head:
        raise Refused(f"graph: the normal form of the atom is no {given.head}")
    return tuple(_replaced(facts, normal, canon(value)) + flatten(condition) for condition, value in graph)


@lru_cache(maxsize=1 << 12)
def _parts(fact_: Term) -> frozenset[Term]:
    """All locally closed subterms."""
    return frozenset(term for term in subterms(fact_) if not term.loose)


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
    found = fact_at(facts, i)
    if found.head != "or" or type(i) is not int:
        raise Refused("or: the fact is no disjunction")
    rest = (*facts[:i], op("and"), *facts[i + 1 :])
    return tuple(rest + flatten(part) for part in found.args)


def _rewrite(facts: Facts, i: object, s: object, t: object) -> tuple[Facts, ...]:
    left, right = closed(s, "a side"), closed(t, "a side")
    if fact_at(facts, i) not in (canon(op("eq", left, right)), canon(op("eq", right, left))):
        raise Refused("rewrite: the fact is not the equation of the two sides")
    return (_replaced(facts, canon(left), canon(right)),)


def _spec(facts: Facts, i: object, a: object) -> tuple[Facts, ...]:
    found, value = fact_at(facts, i), closed(a, "a term")
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
    return (facts + flatten(fact(name, entries(args, "arguments of a fact"))),)


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
    fields = entries(tree, "a node")
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
        subtrees = entries(fields[count], "subtrees") if listed else fields[count:]
        if len(subtrees) != len(children):
            raise Refused(f"tree: {len(subtrees)} subtrees, expected {len(children)}")
        stack.extend(zip(children, subtrees, strict=True))
