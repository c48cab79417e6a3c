"""Outlines of refutation trees, in which facts have names that do not move.

The search works with facts as they stand at its root: a branch on relu(t) adds the equation relu(t) = value instead of
replacing the atom. The kernel replaces. Replacing is a homomorphism of polynomials, so the multipliers of a
contradiction stay valid; `emit` walks the outline with the kernel's own `branches`, finds each fact at its place
and writes the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from fractions import Fraction
from typing import Any

from symrelu.errors import Refused
from symrelu.kernel.normal import canon, inequality, poly
from symrelu.kernel.tree import NODES, branches, cases, check, flatten
from symrelu.methods.arithmetic import Monomial
from symrelu.methods.simplex import Number
from symrelu.terms.term import Term, num, op, replace

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Outline:
    """A node: the kernel's node with fact names for positions, the facts that each branch adds, what it rests on.

    kind "close": data is a tuple of (multiplier, (ids, monomial)); "bool": (i, j); "absurd": (i,);
    "graph": (atom,); "or": (id,); "cut": (formula,); "split": (term,).
    """

    kind: str
    data: tuple[Any, ...]
    children: tuple[Outline, ...] = ()
    added: tuple[Ids, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)


def node(kind: str, data: tuple[Any, ...], children: tuple[Outline, ...], added: tuple[Ids, ...],
         own: Ids = ()) -> Outline:
    """An inner node; what it rests on is what its branches rest on, without what they add themselves."""
    used = frozenset(own).union(*(c.used.difference(a) for c, a in zip(children, added, strict=True)))
    return Outline(kind, data, children, added, used)


def size(outline: Outline) -> int:
    """The number of nodes."""
    return 1 + sum(map(size, outline.children))


@dataclass(frozen=True)
class Scene:
    """What emission needs to know of the search: atoms by number, facts by name, names of mere replacements."""

    atoms: tuple[Term, ...]
    formulas: dict[int, Term]
    silent: frozenset[int]


@dataclass(frozen=True)
class Place:
    """The facts of the kernel at a node, the name of each, and the replacements made on the way."""

    facts: tuple[Term, ...]
    ids: tuple[int, ...]
    replacements: tuple[tuple[Term, Term], ...] = ()

    def current(self, term: Term) -> Term:
        """The term as it stands after the replacements."""
        out = canon(term)
        for old, new in self.replacements:
            out = canon(replace(out, old, new))
        return out


def emit(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    """The tree of the kernel for an outline. Raises Refused if a leaf does not close after all."""
    match outline.kind:
        case "close":
            return _close(outline, place, scene)
        case "bool" | "absurd":
            tree = (outline.kind, *(place.ids.index(i) for i in outline.data))
            check(place.facts, tree)
            return tree
        case "graph":
            return _graph(outline, place, scene)
        case "or":
            return _disjunction(outline, place, scene)
        case kind:
            return _inner(outline, place, scene, (kind, place.current(outline.data[0])))


def _inner(outline: Outline, place: Place, scene: Scene, shape: tuple[Any, ...],
           values: tuple[tuple[Term, Term], ...] = ()) -> tuple[Any, ...]:
    children: list[Any] = []
    steps = branches(place.facts, shape)
    for index, (child, added, facts) in enumerate(zip(outline.children, outline.added, steps, strict=True)):
        real = tuple(i for i in added if i not in scene.silent)
        if len(facts) != len(place.ids) + len(real):
            raise Refused(f"{outline.kind}: a branch adds {len(facts) - len(place.ids)} facts, not {len(real)}")
        replacements = (*place.replacements, values[index]) if values else place.replacements
        children.append(emit(child, Place(facts, place.ids + real, replacements), scene))
    listed = NODES[shape[0]][2]
    return (*shape, tuple(children)) if listed else (*shape, *children)


def _graph(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    atom: Term = outline.data[0]
    current = place.current(atom)
    if current.head != atom.head:
        raise Refused(f"graph: {atom} has become {current}")
    values = tuple((current, canon(value)) for _, value in cases(current))
    return _inner(outline, place, scene, ("graph", current), values)


def _disjunction(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    """Replacements may have changed, merged or reordered the disjuncts: match them by what they say now."""
    position = place.ids.index(outline.data[0])
    fact = place.facts[position]
    wanted = {
        flatten(place.current(part)): k for k, part in enumerate(scene.formulas[outline.data[0]].args)
    }
    parts = fact.args if fact.head == "or" else (fact,)
    order = [wanted[flatten(part)] for part in parts if flatten(part) in wanted]
    if fact.head != "or" or len(order) != len(parts):
        raise Refused("or: the disjuncts have changed")
    chosen = replace_fields(
        outline, children=tuple(outline.children[k] for k in order), added=tuple(outline.added[k] for k in order)
    )
    return _inner(chosen, place, scene, ("or", position))


def _close(outline: Outline, place: Place, scene: Scene) -> tuple[Any, ...]:
    spots = {name: position for position, name in enumerate(place.ids)}
    rows: list[tuple[Any, tuple[Any, ...]]] = []
    for multiplier, (names, monomial) in outline.data:
        if any(name in scene.silent for name in names if isinstance(name, int)):
            continue
        sign = 1
        positions: list[Any] = []
        for name in names:
            if not isinstance(name, int):
                positions.append(place.current(name))
                continue
            positions.append(spots[name])
            sign *= _turned(scene.formulas[name], place, spots[name])
        rows.append((_factor(multiplier * sign, monomial, place, scene), tuple(positions)))
    tree = ("close", tuple(rows))
    check(place.facts, tree)
    return tree


def _factor(multiplier: Number, monomial: Monomial, place: Place, scene: Scene) -> Fraction | Term:
    value = Fraction(int(multiplier.p), int(multiplier.q))
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
