"""Search for refutation trees: hints, equations, linear arithmetic with cases, instances, disjunctions.

Nothing here is trusted: `refute` returns a tree, and the kernel's `check` decides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from symrelu.errors import OutOfTime
from symrelu.kernel.flattening import flatten
from symrelu.kernel.tree import NODES, branches
from symrelu.methods.equations import rewriting
from symrelu.methods.instances import ground_terms, instances, universal
from symrelu.methods.kinks import shared
from symrelu.methods.leaves import Facts, Open, Tree, arithmetic_tree, side_tree
from symrelu.methods.piecewise import Wanted
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, op

Pair: TypeAlias = "tuple[Term, Term]"


@dataclass(frozen=True)
class Hints:
    """What a user knows about the proof; none of it is trusted.

    signs: numbers to split by sign; cases: formulas to cut on; facts: rows of the table of elementary facts;
    products: facts to multiply (one alone: with every other); squares: numbers whose square is at least 0;
    rewrites: equations to use from left to right; instances: universal facts with a value each;
    rounds: how often universal facts are instantiated by matching; depth: how many disjunctions are nested.
    """

    signs: tuple[Term, ...] = ()
    cases: tuple[Term, ...] = ()
    facts: tuple[tuple[str, tuple[Term, ...]], ...] = ()
    products: tuple[tuple[Term, ...], ...] = ()
    squares: tuple[Term, ...] = ()
    rewrites: tuple[Pair, ...] = ()
    instances: tuple[Pair, ...] = ()
    rounds: int = 2
    depth: int = 6


@dataclass(frozen=True)
class Task:
    """What is still to be tried at a node."""

    hints: Hints
    deadline: float
    rounds: int
    depth: int
    done: frozenset[Any] = field(default_factory=frozenset)

    @property
    def wanted(self) -> Wanted:
        """The products that the hints ask for."""
        return Wanted(self.hints.signs, self.hints.products, self.hints.squares)


def refute(facts: Facts, hints: Hints, deadline: float) -> Tree:
    """A tree of the kernel that refutes the facts.

    Raises: Open with the facts of the first leaf left open; OutOfTime at the deadline (time.monotonic()).

    >>> from symrelu.kernel.flattening import root_facts
    >>> from symrelu.kernel.tree import check
    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> facts = root_facts((), (), op("eq", op("relu", x) - op("relu", -x), x))
    >>> check(facts, refute(facts, Hints(), time.monotonic() + 5))
    """
    started = time.monotonic()
    try:
        return _rows(facts, hints, Task(hints, deadline, hints.rounds, hints.depth))
    except OutOfTime:
        raise OutOfTime("the search for a refutation tree", round(max(deadline - started, 0), 2)) from None


# ---- hints ---------------------------------------------------------------------------------------


def _wrap(facts: Facts, shape: Tree, search: Callable[[Facts], Tree]) -> Tree:
    """The node with a tree below each of its branches."""
    found = [search(below) for below in branches(facts, shape)]
    return (*shape, tuple(found)) if NODES[shape[0]][2] else (*shape, *found)


def _rows(facts: Facts, hints: Hints, task: Task) -> Tree:
    """Rows of the table of facts, then the instances that were asked for, then cases and signs."""
    shapes: list[Tree] = [("fact", name, args) for name, args in hints.facts]
    return _chain(facts, shapes, lambda below: _instances(below, hints.instances, task))


def _chain(facts: Facts, shapes: list[Tree], search: Callable[[Facts], Tree]) -> Tree:
    if not shapes:
        return search(facts)
    return _wrap(facts, shapes[0], lambda below: _chain(below, shapes[1:], search))


def _instances(facts: Facts, wanted: tuple[Pair, ...], task: Task) -> Tree:
    if not wanted:
        cuts: list[Tree] = [("cut", formula) for formula in task.hints.cases]
        splits: list[Tree] = [("split", number) for number in task.hints.signs]
        return _chain(facts, cuts + splits, lambda below: _node(below, task))
    (fact, value), *rest = wanted
    position = _position(facts, fact)
    if position is None:
        return _instances(facts, tuple(rest), task)
    return _wrap(facts, ("spec", position, value), lambda below: _instances(below, tuple(rest), task))


def _position(facts: Facts, formula: Term) -> int | None:
    for wanted in (formula, *flatten(formula)):
        if wanted in facts:
            return facts.index(wanted)
    return None


# ---- a node --------------------------------------------------------------------------------------


def _node(facts: Facts, task: Task) -> Tree:
    """Equations, facts that come by themselves, arithmetic with cases; then instances; then disjunctions."""
    _check_time(task)
    for left, right in task.hints.rewrites:
        position = _position(facts, op("eq", left, right))
        if position is not None and ("rewrite", left, right) not in task.done:
            return _go_on(facts, [("rewrite", position, left, right)], _after(task, ("rewrite", left, right)))
    step = rewriting(facts)
    if step is not None and step[0] == "cut":
        true, false = branches(facts, step)
        return (*step, _node(true, task), arithmetic_tree(false, task.wanted, task.deadline, thorough=False))
    if step is not None:
        return _go_on(facts, [step], task)
    automatic = list(_automatic(facts, task))
    if automatic:
        return _go_on(facts, automatic, _after(task, *automatic))
    pair = shared(facts)
    if pair is not None and ("shared", *pair) not in task.done:
        return _shared(facts, pair, _after(task, ("shared", *pair)))
    return _arithmetic_or_more(facts, task)


def _shared(facts: Facts, pair: Pair, task: Task) -> Tree:
    """Cut on the equation of two piecewise heads with the same kink, then rewrite by it."""
    cut: Tree = ("cut", op("eq", *pair))
    true, false = branches(facts, cut)
    if len(true) != len(facts) + 1:
        return _node(facts, task)
    side = side_tree(false, len(facts), task.deadline)
    return (*cut, _go_on(true, [("rewrite", len(facts), *pair)], task), side)


def _go_on(facts: Facts, shapes: list[Tree], task: Task) -> Tree:
    return _chain(facts, shapes, lambda below: _node(below, task))


def _after(task: Task, *done: Any, rounds: int = 0, depth: int = 0) -> Task:
    return Task(task.hints, task.deadline, task.rounds - rounds, task.depth - depth, task.done | set(done))


def _check_time(task: Task) -> None:
    if time.monotonic() > task.deadline:
        raise OutOfTime("the search for a refutation tree", 0)


def _automatic(facts: Facts, task: Task) -> Iterator[Tree]:
    """inverse(t) for each 1/t, nat(n) for each number of sort N, at the numbers that facts speak of."""
    for atom in _numbers(facts):
        if atom.head == "inv" and not atom.loose:
            shape: Tree = ("fact", "inverse", atom.args)
        elif atom.sort == "N" and atom.head != "num":
            shape = ("fact", "nat", (atom,))
        else:
            continue
        if shape not in task.done:
            yield shape


def _numbers(facts: Facts) -> tuple[Term, ...]:
    """The atoms of the facts, those inside others included, quantified formulas left alone."""
    seen: dict[Term, None] = {}
    stack = list(reversed(facts))
    while stack:
        term = stack.pop()
        if term in seen or term.loose or term.head in ("forall", "exists", "lam"):
            continue
        seen[term] = None
        stack.extend(reversed(term.args))
    return tuple(t for t in seen if numeric(t.sort) and t.head not in ("+", "*", "pow", "num"))


def _arithmetic_or_more(facts: Facts, task: Task) -> Tree:
    try:
        return arithmetic_tree(facts, task.wanted, task.deadline, thorough=False)
    except Open as leaf:
        if leaf.linear:
            raise
        open_leaf = leaf
    for more in (_with_instances, _with_cases, _thorough):
        try:
            tree = more(facts, task)
        except Open as leaf:
            open_leaf = leaf
            continue
        if tree is not None:
            return tree
    raise open_leaf


def _thorough(facts: Facts, task: Task) -> Tree | None:
    return arithmetic_tree(facts, task.wanted, task.deadline, thorough=True)


def _with_instances(facts: Facts, task: Task) -> Tree | None:
    """Universal facts at the terms that the other facts speak of."""
    if task.rounds <= 0:
        return None
    found = [u for i, fact in enumerate(facts) if (u := universal(fact, i)) is not None]
    if not found:
        return None
    ground = ground_terms(facts)
    wanted = [
        (u.position, values)
        for u in found
        for values in instances(u, ground)
        if ("spec", facts[u.position], values) not in task.done
    ]
    if not wanted:
        return None
    below = _after(task, *(("spec", facts[p], values) for p, values in wanted), rounds=1)
    return _specialised(facts, wanted, lambda f: _node(f, below))


def _specialised(
    facts: Facts, wanted: list[tuple[int, tuple[Term, ...]]], search: Callable[[Facts], Tree]
) -> Tree:
    if not wanted:
        return search(facts)
    (position, values), *rest = wanted
    return _spec_chain(facts, position, values, lambda below: _specialised(below, rest, search))


def _spec_chain(
    facts: Facts, position: int, values: tuple[Term, ...], search: Callable[[Facts], Tree]
) -> Tree:
    shape: Tree = ("spec", position, values[0])
    if len(values) == 1:
        return _wrap(facts, shape, search)
    (below,) = branches(facts, shape)
    return (*shape, _spec_chain(below, len(facts), values[1:], search))


def _with_cases(facts: Facts, task: Task) -> Tree | None:
    """Disjunctions with parts that arithmetic cannot use by itself: equations of laws, universal facts."""
    if task.depth <= 0:
        return None
    below = _after(task, depth=1)
    for position, fact in enumerate(facts):
        if fact.head == "or" and any(_beyond_arithmetic(part) for part in fact.args):
            return _wrap(facts, ("or", position), lambda f: _node(f, below))
    return None


def _beyond_arithmetic(formula: Term) -> bool:
    if formula.head in ("and", "or"):
        return any(map(_beyond_arithmetic, formula.args))
    return formula.head in ("eq", "forall")
