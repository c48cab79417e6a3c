"""Outlines of refutation trees, in which facts have names that do not move.

The search works with facts as they stand at its root: a branch on relu(t) adds the equation relu(t) = value
instead of replacing the atom. The kernel replaces. Replacing is a homomorphism of polynomials, so the
multipliers of a contradiction stay valid; `emit` walks the outline with the kernel's own `branches`, finds
each fact at its place and writes the tree.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from fractions import Fraction
from typing import Any

from symrelu.errors import OutOfTime, Refused
from symrelu.kernel.flattening import flatten
from symrelu.kernel.normal import canon, inequality, poly
from symrelu.kernel.tree import NODES, branches, cases, check
from symrelu.methods.polynomials import Monomial
from symrelu.terms.substitution import replace
from symrelu.terms.term import Term, num, op

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Outline:
    """A node: the kernel's node with names for positions, the facts that its branches add, what it rests on.

    kind "close": data is a tuple of (multiplier, (names, monomial, definitions)); "bool": (i, j);
    "absurd": (i,); "graph": (atom,); "or": (name,); "split": (term,).
    """

    kind: str
    data: tuple[Any, ...]
    children: tuple[Outline, ...] = ()
    added: tuple[Ids, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)


def node(
    kind: str, data: tuple[Any, ...], children: tuple[Outline, ...], added: tuple[Ids, ...], own: Ids = ()
) -> Outline:
    """An inner node; what it rests on is what its branches rest on, without what they add themselves."""
    used = frozenset(own).union(*(c.used.difference(a) for c, a in zip(children, added, strict=True)))
    return Outline(kind, data, children, added, used)


def size(outline: Outline) -> int:
    """The number of nodes."""
    return 1 + sum(map(size, outline.children))


@dataclass(frozen=True)
class Scene:
    """What emission needs of the search: atoms by number, facts by name, names of mere replacements."""

    atoms: tuple[Term, ...]
    formulas: dict[int, Term]
    silent: frozenset[int]
    deadline: float
    again: Callable[[tuple[Term, ...]], tuple[Any, ...]] | None = None  # searches anew


@dataclass(frozen=True)
class Place:
    """The facts of the kernel at a node, the name of each, and the replacements made on the way."""

    facts: tuple[Term, ...]
    ids: tuple[int, ...]
    replacements: tuple[tuple[Term, Term], ...] = ()
    aliases: tuple[tuple[int, int | Fraction], ...] = ()  # a position met before, or a constant

    def spot(self, name: int) -> int | Fraction:
        """Where the fact of this name stands; a number if it says that the number is at least 0."""
        return self.ids.index(name) if name in self.ids else dict(self.aliases)[name]

    def current(self, term: Term) -> Term:
        """The term as it stands after the replacements."""
        out = canon(term)
        for old, new in self.replacements:
            out = canon(replace(out, old, new))
        return out


def emit(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    """The tree of the kernel for an outline. Raises Refused if it does not close after all."""
    if time.monotonic() > scene.deadline:
        raise OutOfTime("writing the refutation tree", 0)
    try:
        return _emit(outline, place, scene)
    except (Refused, KeyError):
        if scene.again is None:
            raise Refused(f"{outline.kind}: the outline does not fit the facts") from None
        return scene.again(place.facts)


def _emit(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    match outline.kind:
        case "close":
            return _close(outline, place, scene)
        case "bool" | "absurd":
            tree = (outline.kind, *(place.spot(i) for i in outline.data))
            check(place.facts, tree)
            return tree
        case "graph":
            return _graph(outline, place, scene)
        case "or":
            return _disjunction(outline, place, scene)
        case kind:
            return _inner(outline, place, scene, (kind, place.current(outline.data[0])))


def _inner(
    outline: Outline,
    place: Place,
    scene: Scene,
    shape: tuple[Any, ...],
    values: tuple[tuple[Term, Term], ...] = (),
) -> tuple[Any, ...]:
    children: list[Any] = []
    steps = branches(place.facts, shape)
    for index, (child, added, facts) in enumerate(zip(outline.children, outline.added, steps, strict=True)):
        real = tuple(i for i in added if i not in scene.silent)
        if len(facts) != len(place.ids) + len(real):
            raise Refused(
                f"{outline.kind}: a branch adds {len(facts) - len(place.ids)} facts, not {len(real)}"
            )
        replacements = (*place.replacements, values[index]) if values else place.replacements
        children.append(emit(child, Place(facts, place.ids + real, replacements, place.aliases), scene))
    listed = NODES[shape[0]][2]
    return (*shape, tuple(children)) if listed else (*shape, *children)


def _graph(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    atom: Term = outline.data[0]
    current = place.current(atom)
    if current.head != atom.head:
        return _merged(outline, place, scene, current)
    values = tuple((current, canon(value)) for _, value in cases(current))
    return _inner(outline, place, scene, ("graph", current), values)


def _collapsed(
    outline: Outline, place: Place, scene: Scene, branch: int | None, position: int
) -> tuple[Any, ...]:
    """All disjuncts have become one fact: go on in the branch of that one."""
    if branch is None:
        raise Refused("or: the disjunction has become another fact")
    names = [name for name in outline.added[branch] if name not in scene.silent]
    if len(names) != 1:
        raise Refused("or: the disjunction has become several facts")
    aliased = replace_fields(place, aliases=(*place.aliases, (names[0], position)))
    return emit(outline.children[branch], aliased, scene)


def _merged(outline: Outline, place: Place, scene: Scene, current: Term) -> tuple[Any, ...]:
    """The atom coincides with one that was replaced before: go on in the branch that was taken there."""
    for (_, value), child, added in zip(cases(outline.data[0]), outline.children, outline.added, strict=True):
        real = [name for name in added if name not in scene.silent]
        spots = [_said(place, scene.formulas[name]) for name in real]
        if place.current(value) == current and None not in spots:
            found = tuple((n, s) for n, s in zip(real, spots, strict=True) if s is not None)
            return emit(child, replace_fields(place, aliases=place.aliases + found), scene)
    raise Refused(f"graph: {outline.data[0]} has become {current}")


def _said(place: Place, formula: Term) -> int | Fraction | None:
    """Where a formula stands among the facts, or its constant if it is a true comparison of numerals."""
    now = flatten(place.current(formula))
    sides = inequality(now[0]) if len(now) == 1 else None
    constant = sides[0].constant() if sides else None
    if sides is not None and constant is not None:
        return constant if constant > 0 or (constant == 0 and sides[1] is not True) else None
    return place.facts.index(now[0]) if len(now) == 1 and now[0] in place.facts else None


def _disjunction(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    """Replacements may have changed, merged or reordered the disjuncts: match them by what they say now."""
    position = place.spot(outline.data[0])
    if not isinstance(position, int):
        raise Refused("or: a disjunction between numerals")
    fact = place.facts[position]
    wanted = {flatten(place.current(part)): k for k, part in enumerate(scene.formulas[outline.data[0]].args)}
    if fact.head != "or":
        return _collapsed(outline, place, scene, wanted.get((fact,)), position)
    parts = fact.args
    order = [wanted[flatten(part)] for part in parts if flatten(part) in wanted]
    if len(order) != len(parts):
        raise Refused("or: the disjuncts have changed")
    chosen = replace_fields(
        outline,
        children=tuple(outline.children[k] for k in order),
        added=tuple(outline.added[k] for k in order),
    )
    return _inner(chosen, place, scene, ("or", position))


def _close(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    rows: list[tuple[Any, tuple[Any, ...]]] = []
    for multiplier, (names, monomial, _) in outline.data:
        if any(name in scene.silent for name in names if isinstance(name, int)):
            continue  # the equation of a replaced atom has become 0 = 0
        positions: list[Any] = []
        factor = Fraction(int(multiplier.p), int(multiplier.q))
        for name in names:
            spot = place.current(name) if not isinstance(name, int) else place.spot(name)
            if isinstance(spot, Fraction):
                factor *= spot
                continue
            positions.append(spot)
            if isinstance(spot, int):
                factor *= _turned(scene.formulas[name], place, spot)
        if factor and positions:
            rows.append((_factor(factor, monomial, place, scene), tuple(positions)))
    tree = ("close", tuple(rows))
    check(place.facts, tree)
    return tree


def _factor(value: Fraction, monomial: Monomial, place: Place, scene: Scene) -> Fraction | Term:
    if not monomial:
        return value
    atoms = [place.current(scene.atoms[a]) for a in monomial]
    return canon(op("*", num(value), *atoms))


def _turned(formula: Term, place: Place, position: int) -> int:
    """-1 if the normal form of an equation has changed its sign on the way."""
    if formula.head != "eq":
        return 1
    was = poly(place.current(formula.args[1] - formula.args[0]))
    now = inequality(place.facts[position])
    return 1 if now is None or (was - now[0]).is_zero() else -1
