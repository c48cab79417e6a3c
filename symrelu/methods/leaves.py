"""Trees by linear arithmetic, cases and products alone: an outline is found, then written for the kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from symrelu.errors import Refused, SymreluError
from symrelu.kernel.tree import branches
from symrelu.methods.outline import Place, Scene, emit
from symrelu.methods.piecewise import Engine, OpenLeaf, Wanted
from symrelu.terms.term import Term

Tree: TypeAlias = "tuple[Any, ...]"
Facts: TypeAlias = "tuple[Term, ...]"


@dataclass(eq=False)
class Open(SymreluError):
    """No tree was found; the facts of the first leaf without contradiction."""

    leaf: Facts
    reason: str
    linear: bool = False  # all facts of the leaf are linear: no tree exists

    def __str__(self) -> str:
        return f"{self.reason}: {len(self.leaf)} facts are not contradictory so far"


def arithmetic_tree(facts: Facts, wanted: Wanted, deadline: float, thorough: bool) -> Tree:
    """A tree by linear arithmetic, cases and products alone. Raises Open, OutOfTime."""
    try:
        return _emitted(facts, wanted, deadline, thorough, tries=4)
    except Refused as error:
        raise Open(facts, f"a contradiction was found but not written down ({error})") from None


def _emitted(facts: Facts, wanted: Wanted, deadline: float, thorough: bool, tries: int) -> Tree:
    engine = Engine(facts, deadline, thorough=thorough, wanted=wanted)
    try:
        outline = engine.refute()
    except OpenLeaf as leaf:
        raise Open(leaf.formulas, "left open", leaf.linear) from None
    again = None if tries == 0 else lambda f: _emitted(f, wanted, deadline, thorough, tries - 1)
    scene = Scene(tuple(engine.arithmetic.atoms), engine.formulas, frozenset(engine.silent), deadline, again)
    place, proofs = Place(facts, engine.root), list[tuple[Term, Tree]]()
    for name in sorted(outline.used & engine.lemmas.keys()):
        formula = engine.lemmas[name]
        true, false = branches(place.facts, ("cut", formula))
        if len(true) != len(place.facts) + 1:
            raise Refused("a valid bound is no single fact")
        proofs.append((formula, side_tree(false, len(place.facts), deadline)))
        place = Place(true, (*place.ids, name))
    tree = emit(outline, place, scene)
    for formula, side in reversed(proofs):
        tree = ("cut", formula, tree, side)
    return tree


def side_tree(facts: Facts, start: int, deadline: float, tries: int = 4) -> Tree:
    """A tree for the branch in which something valid about piecewise heads fails, from its facts alone."""
    engine = Engine(facts[start:], deadline, bounded=False)
    try:
        outline = engine.refute()
    except OpenLeaf:
        raise Refused("a bound of a piecewise head was not proved") from None
    again = None if tries == 0 else lambda f: side_tree(f, start, deadline, tries - 1)
    scene = Scene(tuple(engine.arithmetic.atoms), engine.formulas, frozenset(engine.silent), deadline, again)
    return emit(outline, Place(facts, (0,) * start + engine.root), scene)
