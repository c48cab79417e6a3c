"""Search for refutation trees."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from symrelu.errors import OutOfTime, Refused, SymreluError
from symrelu.kernel.tree import branches
from symrelu.methods.outline import Outline, Place, Scene, emit
from symrelu.methods.piecewise import Engine, OpenLeaf
from symrelu.terms.term import Term, op


@dataclass(frozen=True)
class Hints:
    signs: tuple[Term, ...] = ()


@dataclass(eq=False)
class Open(SymreluError):
    leaf: tuple[Term, ...]
    reason: str
    consistent: bool = False

    def __str__(self) -> str:
        return self.reason


def arithmetic_tree(facts, hints, thorough, deadline):
    engine = Engine(facts, (), frozenset(), thorough, deadline)
    try:
        outline = engine.refute()
    except OpenLeaf as leaf:
        raise Open(leaf.formulas, "left open", leaf.linear) from None
    scene = Scene(tuple(engine.arithmetic.atoms), engine.formulas, frozenset(engine.silent))
    used = sorted(outline.used & engine.lemmas.keys())
    return _with_lemmas(facts, engine, outline, scene, used, deadline)


def _with_lemmas(facts, engine, outline, scene, used, deadline):
    ids = engine.root
    heads = []
    for name in used:
        formula = engine.lemmas[name]
        true, false = branches(facts, ("cut", formula))
        if len(true) != len(facts) + 1:
            raise Refused("cut adds")
        side = Engine(false[len(facts):], (), frozenset(), False, deadline, bounded=False)
        proof = side.refute()
        side_scene = Scene(tuple(side.arithmetic.atoms), side.formulas, frozenset(side.silent))
        tree = emit(proof, Place(false, (0,) * len(facts) + side.root), side_scene)
        heads.append((formula, tree))
        facts, ids = true, (*ids, name)
    tree = emit(outline, Place(facts, ids), scene)
    for formula, side in reversed(heads):
        tree = ("cut", formula, tree, side)
    return tree
