"""Refutation trees: honest ones are accepted, near misses refused, and branches exhaust at random points."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel import tree
from symrelu.kernel.closing import close
from symrelu.kernel.flattening import flatten, root_facts
from symrelu.kernel.normal import canon, inequality
from symrelu.kernel.tree import NODES, branches, check
from symrelu.terms.sorts import SEQ
from symrelu.terms.substitution import occurs
from symrelu.terms.term import Term, binder, bound, lam, num, op, var

x, y, z, u, w, a, b, lo, hi = (var(name, "R") for name in ("x", "y", "z", "u", "w", "a", "b", "lo", "hi"))
k, n = var("k", "N"), var("n", "N")
f, s, p = var("f", ("fun", "R", "R")), var("s", SEQ), var("p", ("fun", "R", "B"))
TRUE, FALSE = op("and"), op("or")
Tree = tuple[Any, ...]


def relu(t: Term) -> Term:
    return op("relu", t)


def max_(s_: Term, t: Term) -> Term:
    return op("max", s_, t)


def min_(s_: Term, t: Term) -> Term:
    return op("min", s_, t)


def clip(t: Term, low: Term, high: Term) -> Term:
    return op("clip", t, low, high)


def eq(s_: Term, t: Term) -> Term:
    return op("eq", s_, t)


def imp(*formulas: Term) -> Term:
    *given, claim = formulas
    return op("imp", op("and", *given), claim)


def facts_of(*formulas: Term) -> tuple[Term, ...]:
    return tuple(part for formula in formulas for part in flatten(formula))


# ---- a small complete search for linear facts: graphs, disjunctions, Fourier-Motzkin ------------------


def combination(facts: tuple[Term, ...], products: tuple[tuple[int, int], ...] = ()) -> Tree | None:
    """Multipliers for `close`, by elimination of one monomial after the other."""
    rows: list[tuple[dict[Any, Fraction], bool, dict[tuple[int, ...], Fraction]]] = []
    for ids in [*((i,) for i in range(len(facts))), *products]:
        sides = [inequality(facts[i]) for i in ids]
        if any(side is None for side in sides):
            continue
        value, strict = sides[0]  # type: ignore[misc]
        for other in sides[1:]:
            value = value * other[0]  # type: ignore[index]
        vector = {m: Fraction(int(c.p), int(c.q)) for m, c in value.coefficients.items()}
        for sign in (1, -1) if strict is None else (1,):
            scaled = {m: sign * c for m, c in vector.items()}
            rows.append((scaled, all(side[1] is True for side in sides), {ids: Fraction(sign)}))  # type: ignore[index]
    while True:
        for vector, strict, multipliers in rows:
            constant = vector.get((), Fraction(0))
            if not any(m for m in vector if m) and (constant < 0 or (constant == 0 and strict)):
                return ("close", tuple((c, ids) for ids, c in multipliers.items()))
        counts: dict[Any, list[int]] = {}
        for vector, _, _ in rows:
            for m, c in vector.items():
                if m:
                    counts.setdefault(m, [0, 0])[c > 0] += 1
        if not counts or len(rows) > 4000:
            return None
        pivot = min(counts, key=lambda m: (counts[m][0] * counts[m][1], m))
        rows = _eliminated(rows, pivot)


def _eliminated(rows: list[Any], pivot: Any) -> list[Any]:
    kept = [row for row in rows if pivot not in row[0]]
    up = [row for row in rows if row[0].get(pivot, 0) > 0]
    down = [row for row in rows if row[0].get(pivot, 0) < 0]
    for one, other in itertools.product(up, down):
        c, d = -other[0][pivot], one[0][pivot]
        vector = {m: c * one[0].get(m, 0) + d * other[0].get(m, 0) for m in {*one[0], *other[0]}}
        multipliers = {i: c * one[2].get(i, 0) + d * other[2].get(i, 0) for i in {*one[2], *other[2]}}
        kept.append(
            (
                {m: v for m, v in vector.items() if v},
                one[1] or other[1],
                {i: v for i, v in multipliers.items() if v},
            )
        )
    return kept


def found(facts: tuple[Term, ...], by: tuple[Term, ...] = ()) -> Tree | None:
    """A tree; `by` are facts whose products with all others may be used."""
    if FALSE in facts:
        return ("absurd", facts.index(FALSE))
    signs = [i for i, fact in enumerate(facts) if fact in by]
    products = tuple((i, j) for i in signs for j in range(len(facts)) if j != i)
    closed = combination(facts, products if signs else ())
    if closed is not None:
        return closed
    atoms = {t for fact in facts for t in tree._parts(fact) if t.head in ("relu", "max", "min", "abs")}
    for atom in sorted(atoms, key=lambda t: (t.size, t.key)):
        return _node(facts, ("graph", atom), by)
    for i, fact in enumerate(facts):
        if fact.head == "or":
            return _node(facts, ("or", i), by)
    return None


def _node(facts: tuple[Term, ...], node: Tree, by: tuple[Term, ...]) -> Tree | None:
    subtrees = [found(child, by) for child in branches(facts, node)]
    return None if None in subtrees else (*node, tuple(subtrees))


def proved(claim: Term, *by: Term) -> bool:
    facts = root_facts((), (), claim)
    evidence = found(facts, tuple(part for sign in by for part in flatten(sign)))
    if evidence is not None:
        check(facts, evidence)
    return evidence is not None


# ---- values: near misses are false at a point, and every node keeps the facts of a point -------------


def value(t: Term, env: dict[str, Any], points: tuple[Any, ...] = ()) -> Any:
    if t.head == "num":
        return t.data
    if t.head in ("var", "bound"):
        return env[t.data] if t.head == "var" else points[-1 - t.data]
    if t.head == "lam":
        return lambda v: value(t.args[0], env, (*points, v))
    args = [value(arg, env, points) for arg in t.args]
    table: dict[str, Callable[..., Any]] = {
        "+": lambda *v: sum(v, Fraction(0)),
        "*": _times,
        "pow": lambda v, e: v ** int(e),
        "relu": lambda v: max(v, 0),
        "abs": abs,
        "max": max,
        "min": min,
        "clip": lambda v, lo, hi: min(hi, max(lo, v)),
        "ite": lambda c, v, v2: v if c else v2,
        "le": lambda v, v2: v <= v2,
        "lt": lambda v, v2: v < v2,
        "eq": lambda v, v2: v == v2,
        "not": lambda v: not v,
        "and": lambda *v: all(v),
        "or": lambda *v: any(v),
        "imp": lambda v, v2: not v or v2,
        "iff": lambda v, v2: v == v2,
        "app": lambda g, v: g(v),
        "inv": lambda v: 1 / v if v else Fraction(5),
        "forall": lambda g: all(g(Fraction(v)) for v in range(-3, 4)),
        "exists": lambda g: any(g(Fraction(v)) for v in range(-3, 4)),
    }
    return table[t.head](*args)


def _times(*factors: Any) -> Any:
    out: Any = Fraction(1)
    for factor in factors:
        out = out * factor
    return out


def point(rng: random.Random) -> dict[str, Any]:
    env: dict[str, Any] = {
        name: Fraction(rng.randint(-3, 3)) for name in ("x", "y", "z", "u", "w", "a", "b", "lo", "hi")
    }
    return {
        **env,
        "f": lambda v: 2 * v * v - v,
        "p": lambda v: v > 0,
        "n": rng.randint(0, 3),
        "k": rng.randint(0, 3),
    }


def false_somewhere(claim: Term) -> bool:
    rng = random.Random(0)
    return any(not value(claim, point(rng)) for _ in range(4000))


C5 = eq(relu(-clip(z, lo, hi) + b), clip(relu(-z + b), relu(-hi + b), relu(-lo + b)))

HONEST = [
    imp(w > 0, eq(relu(w * x), w * relu(x))),
    imp(lo <= hi, C5),
    imp(x <= y, relu(x) <= relu(y)),
    imp(u >= 0, eq(relu(relu(x) - u), relu(x - u))),
    imp(lo <= hi, clip(clip(z, lo, hi), lo, hi) <= hi),
    imp(x <= num(1), x >= 0, eq(max_(y, x * y), y * (1 - x) + x * y + max_(num(0), x * y - y))),
    eq(relu(x) - relu(-x), x),
    op("iff", max_(x, y) <= z, op("and", x <= z, y <= z)),
    op("abs", clip(z, lo, hi) - clip(u, lo, hi)) <= op("abs", z - u),
]
MISSES = {  # each the honest claim with something left out, or a folk error
    "6 homogeneity at -1": eq(relu(-x), -relu(x)),
    "8 homogeneity without a sign": eq(relu(w * x), w * relu(x)),
    "16 C5 without lo <= hi": C5,
    "17 bounds not swapped": imp(
        lo <= hi, eq(relu(-clip(z, lo, hi) + b), clip(relu(-z + b), relu(-lo + b), relu(-hi + b)))
    ),
    "18 relu strictly monotone": imp(x < y, relu(x) < relu(y)),
    "19 shift of any sign": eq(relu(relu(x) - u), relu(x - u)),
    "20 hinge with decreasing bounds": imp(hi <= lo, eq(clip(clip(z, lo, hi), hi, lo), clip(z, hi, lo))),
    "21 max(t, a t) as leaky relu": imp(a > 1, eq(max_(x, a * x), relu(x) - a * relu(-x))),
    "11 sqrt(x^2) = x as abs": eq(op("abs", x), x),
    "or for and": op("iff", max_(x, y) <= z, op("or", x <= z, y <= z)),
}


@pytest.mark.parametrize("claim", HONEST, ids=str)
def test_honest_claims_are_proved(claim: Term) -> None:
    assert not false_somewhere(claim)
    assert proved(claim, w > 0)


@pytest.mark.parametrize("name", MISSES)
def test_near_misses_have_no_tree(name: str) -> None:
    assert false_somewhere(MISSES[name])
    assert not proved(MISSES[name], a > 1)


@pytest.mark.parametrize("name", MISSES)
def test_facts_of_a_counterexample_survive_to_a_leaf(name: str) -> None:
    """At a point where the claim fails some branch of every node holds: so no tree can close them all."""
    rng, claim = random.Random(1), MISSES[name]
    env = next(e for e in iter(lambda: point(rng), None) if not value(claim, e))
    facts = root_facts((), (), claim)
    for _ in range(60):
        assert all(value(fact, env) for fact in facts)
        nodes = [
            ("graph", t)
            for fact in facts
            for t in tree._parts(fact)
            if t.head in ("relu", "max", "min", "abs")
        ]
        nodes += [("or", i) for i, fact in enumerate(facts) if fact.head == "or"]
        if not nodes:
            break
        alive = [kid for kid in branches(facts, rng.choice(nodes)) if all(value(fact, env) for fact in kid)]
        assert alive
        facts = rng.choice(alive)
    assert combination(facts) is None


@pytest.mark.parametrize("seed", range(16))
def test_branches_exhaust(seed: int) -> None:
    """Facts that hold at a point hold, with what was added, on some branch of every node."""
    rng = random.Random(seed)
    atoms = [
        relu(x - y),
        max_(x, relu(y)),
        min_(x, y + 1),
        op("abs", relu(x) - z),
        op("ite", x < max_(y, z), x, relu(z)),
    ]
    pool = [atom <= other for atom in atoms for other in (x, y, num(1))] + [
        op("iff", x < y, eq(relu(x), z)),
        op("imp", op("or", x < y, z < x), op("not", op("and", x <= z, y <= z))),
        op("not", op("iff", eq(x, y), p(z))),
        op("not", eq(x, z)),
        eq(x, y),
        eq(f(x), y),
        op("not", p(x)),
        op("forall", lam(u, u * u >= 0)),
        op("not", op("exists", lam(u, u * u + 1 <= 0))),
        eq(relu(x), max_(y, z)),
    ]
    for _ in range(30):
        env = point(rng)
        facts = tuple(
            part for formula in rng.sample(pool, 8) if value(formula, env) for part in flatten(formula)
        )
        for _ in range(4):
            assert all(value(fact, env) for fact in facts)
            node = rng.choice(_nodes(rng, facts, atoms))
            kids = [kid for kid in branches(facts, node) if all(value(fact, env) for fact in kid)]
            assert kids, node
            facts = rng.choice(kids)


def _nodes(rng: random.Random, facts: tuple[Term, ...], atoms: list[Term]) -> list[Tree]:
    nodes: list[Tree] = [
        ("graph", rng.choice(atoms)),
        ("split", rng.choice([x - y, relu(x), x * y])),
        ("cut", rng.choice([x < y, p(x), op("iff", x < y, p(z))])),
        ("fact", "inverse", (x - y,)),
    ]
    for i, fact in enumerate(facts):
        if fact.head == "or":
            nodes.append(("or", i))
        if fact.head == "forall" or (fact.head == "not" and fact.args[0].head == "exists"):
            nodes.append(("spec", i, rng.choice([x, y + 1, num(2)])))
        for left, right in ((x, y), (f(x), y), (y, f(x)), (relu(x), max_(y, z))):
            if fact == canon(eq(left, right)):
                nodes.append(("rewrite", i, left, right))
    return nodes


# ---- roots and facts ---------------------------------------------------------------------------------


def test_flatten() -> None:
    assert flatten(TRUE) == ()
    assert flatten(FALSE) == (FALSE,)
    assert flatten(op("and", x <= y, op("and", x <= y, p(x)))) == (canon(x <= y), p(x))
    assert flatten(op("imp", p(x), p(y))) == (op("or", op("not", p(x)), p(y)),)
    assert flatten(op("not", op("or", p(x), op("not", p(y))))) == (op("not", p(x)), p(y))
    assert flatten(op("not", eq(x, y))) == (op("or", canon(x < y), canon(y < x)),)
    assert flatten(op("not", eq(f, f))) == (op("not", eq(f, f)),)
    assert flatten(op("not", op("forall", lam(x, p(x))))) == (op("not", op("forall", lam(x, p(x)))),)
    assert flatten(op("not", op("not", p(x)))) == (p(x),)


def test_roots_are_ordered_by_key() -> None:
    """145: formulas that print alike have their order by key, the same in every process."""
    real, natural = op("forall", lam(x, eq(x, num(0)))), op("forall", lam(k, eq(k, num(0))))
    expected = tuple(canon(t) for t in sorted((real, natural), key=lambda t: t.key))
    assert root_facts(frozenset((real, natural)), (), FALSE)[:2] == expected
    assert root_facts((natural, real), (), FALSE)[:2] == expected
    assert root_facts((p(z),), (p(x), p(y)), p(u)) == (p(z), p(x), p(y), op("not", p(u)))


@pytest.mark.parametrize("wrong", [x, num(1), None, "p", op("eq", bound(0, "R"), num(0))], ids=repr)
def test_roots_are_formulas(wrong: Any) -> None:
    for hyps, premises, claim in (((wrong,), (), TRUE), ((), (wrong,), TRUE), ((), (), wrong)):
        with (
            pytest.raises((Refused, AttributeError))
            if not isinstance(wrong, Term)
            else pytest.raises(Refused)
        ):
            root_facts(hyps, premises, claim)


def test_nested_equivalences_stay_small() -> None:
    formula = p(x)
    for _ in range(40):
        formula = op("iff", formula, p(y))
    try:
        assert len(flatten(formula)) >= 1
    except Refused as refusal:
        assert "deep or too large" in str(refusal)


# ---- close -------------------------------------------------------------------------------------------


def test_close_accepts() -> None:
    close(facts_of(x < 0, x >= 0), ((1, (0,)), (1, (1,))))
    close(facts_of(eq(x, num(1)), x * y <= 0, y > 0), ((y, (0,)), (1, (1,)), (1, (2,)), (0, (2,))))
    close(facts_of(x * x < 0), ((1, (0,)), (1, (x,))))
    close(facts_of(x * y < 0, x > 0, y > 0), ((1, (0,)), (1, (1, 2))))
    close(facts_of(num(0) < num(0)), ((Fraction(1, 3), (0,)),))


CLOSE_REFUSED: list[tuple[str, tuple[Term, ...], Any]] = [
    ("26 negative multiplier", facts_of(x >= 1, x >= 0), ((1, (0,)), (-1, (1,)), (0, ()))),
    ("26 negative multiplier alone", facts_of(num(0) < num(1)), ((-1, (0,)),)),
    ("27 weak rows only", facts_of(x <= 0, x >= 0), ((1, (0,)), (1, (1,)))),
    ("27 zero times a strict row", facts_of(x < 0, x <= 0, x >= 0), ((0, (0,)), (1, (1,)), (1, (2,)))),
    ("27 strict times weak is weak", facts_of(x > 0, y >= 0, x * y <= 0), ((1, (0, 1)), (1, (2,)))),
    ("27 an equation makes no row strict", facts_of(x > 0, eq(y, num(0))), ((1, (0, 1)), (-y, (0,)))),
    ("28 what does not cancel", facts_of(x < 0, y > 0), ((1, (0,)), (1, (1,)))),
    ("29 polynomial multiplier on an inequality", facts_of(x >= 1, x * x < x), ((x, (0,)), (1, (1,)))),
    ("30 index -1", facts_of(x < 0, x >= 0), ((1, (0,)), (1, (-1,)))),
    ("30 index out of range", facts_of(x < 0, x >= 0), ((1, (0,)), (1, (2,)))),
    ("30 a bool is no index", facts_of(x < 0, x >= 0), ((1, (False,)), (1, (True,)))),
    ("32 square of a formula", facts_of(x < 0), ((1, (0,)), (1, (x < y,)))),
    ("32 square of a loose term", facts_of(x < 0), ((1, (0,)), (1, (bound(0, "R"),)))),
    ("32 square of a function", facts_of(x < 0), ((1, (0,)), (1, (f,)))),
    ("143 float", facts_of(num(0) < num(0)), ((1.0, (0,)),)),
    ("143 infinite float", facts_of(num(0) < num(0)), ((float("inf"), (0,)),)),
    ("143 a bool is no multiplier", facts_of(num(0) < num(0)), ((True, (0,)),)),
    ("143 loose multiplier", facts_of(eq(x, num(0))), ((bound(0, "R"), (0,)),)),
    ("143 formula as multiplier", facts_of(eq(x, num(0))), ((x < y, (0,)),)),
    ("text as multiplier", facts_of(num(0) < num(0)), (("1", (0,)),)),
    ("no rows", facts_of(x < 0), ()),
    ("a row without facts", facts_of(x < 0), ((1, ()),)),
    ("a row without facts is not strict", facts_of(num(0) <= num(-1)), ((1, ()), (1, (0,)))),
    ("a fact that is no comparison", facts_of(p(x)), ((1, (0,)),)),
    ("a disjunction is no fact", facts_of(op("or", x < 0, x < 1)), ((1, (0,)),)),
    ("a list is no tuple", facts_of(num(0) < num(0)), [(1, (0,))]),
    ("a row is a pair", facts_of(num(0) < num(0)), ((1, (0,), 2),)),
    ("rows are a tuple", facts_of(num(0) < num(0)), 3),
    ("33 degree", facts_of(x < 0), ((1, (0,) * 61),)),
    ("33 monomials", facts_of(op("+", *[var(f"v{i}", "R") for i in range(60)]) > 0), ((1, (0,) * 12),)),
]


@pytest.mark.parametrize(("facts", "rows"), [c[1:] for c in CLOSE_REFUSED], ids=[c[0] for c in CLOSE_REFUSED])
def test_close_refuses(facts: tuple[Term, ...], rows: Any) -> None:
    with pytest.raises(Refused):
        close(facts, rows)
    with pytest.raises(Refused):
        check(facts, ("close", rows))


def test_congruence_of_applications_is_not_order() -> None:
    """34: from x <= y nothing follows for f(x), f(y); from x = y the rewriting gives f(x) = f(y)."""
    monotone = root_facts((x <= y,), (), f(x) <= f(y))
    assert found(monotone) is None
    facts = root_facts((eq(x, y),), (), f(x) <= f(y))
    check(facts, ("rewrite", 0, x, y, ("close", ((1, (1,)),))))


# ---- nodes: branches forgotten, surplus or swapped -----------------------------------------------------

LEAF = ("close", ((1, (0,)), (1, (1,))))
POSITIVE = ("close", ((1, (0,)), (2, (1,))))


def test_split() -> None:
    facts = facts_of(x * x <= 0, op("or", x < 0, x > 0))
    leaf = ("close", ((1, (0,)), (1, (2, 2))))
    empty = ("or", 1, (("close", ((1, (2,)), (1, (3,)))),) * 2)
    both = ("split", x, leaf, empty, leaf)
    with pytest.raises(Refused):  # on the branch x = 0 an equation makes no strict row
        check(facts, both)
    zero = ("or", 1, (("close", ((1, (3,)), (1, (2,)))), ("close", ((1, (3,)), (-1, (2,))))))
    check(facts, ("split", x, leaf, zero, leaf))
    for broken in (
        ("split", x, leaf, leaf),
        ("split", x, leaf, zero),
        ("split", x, leaf, zero, leaf, leaf),
        ("split", x),
        ("split",),
        ("split", x < y, leaf, zero, leaf),
        ("split", f, leaf, zero, leaf),
        ("split", bound(0, "R"), leaf, zero, leaf),
        ("split", 3, leaf, zero, leaf),
    ):
        with pytest.raises(Refused):
            check(facts, broken)


def test_graph() -> None:
    r = relu(x)
    facts = facts_of(r < 0)
    below = ("close", ((1, (0,)),))
    check(facts, ("graph", r, (LEAF, below)))
    for broken in (
        ("graph", r, (LEAF,)),
        ("graph", r, (LEAF, below, below)),
        ("graph", r, LEAF, below),
        ("graph", r, [LEAF, below]),
        ("graph", r),
        ("graph", relu(bound(0, "R")), (LEAF, below)),
        ("graph", op("exp", x), (LEAF, below)),
        ("graph", x, (LEAF, below)),
        ("graph", 1, (LEAF, below)),
        ("graph", r < 0, (LEAF, below)),
        ("graph", clip(x, lo, hi), (LEAF, below)),
    ):
        with pytest.raises(Refused):
            check(facts, broken)


def test_graph_of_a_decided_ite_is_refused() -> None:
    """144: its normal form is a numeral, which would be replaced everywhere."""
    atom = op("ite", num(0) <= num(1), num(0), x)
    with pytest.raises(Refused):
        branches(facts_of(x >= 0), ("graph", atom))
    kept = op("ite", x < y, x, y)
    assert branches(facts_of(kept < 0), ("graph", kept)) == (
        facts_of(x < 0, x < y),
        facts_of(y < 0, op("not", x < y)),
    )


def test_graph_works_below_binders_on_closed_atoms() -> None:
    atom = relu(x)
    facts = facts_of(op("forall", lam(y, atom <= y * y + relu(y))))
    first, second = branches(facts, ("graph", atom))
    assert first[0] == canon(op("forall", lam(y, x <= y * y + relu(y))))
    assert not occurs(atom, second[0])


def test_or() -> None:
    facts = facts_of(op("or", p(x), p(y)), op("not", p(x)), op("not", p(y)))
    check(facts, ("or", 0, (("bool", 3, 1), ("bool", 3, 2))))
    for broken in (
        ("or", 0, (("bool", 3, 1),)),
        ("or", 0, (("bool", 3, 1), ("bool", 3, 1))),
        ("or", 1, (("bool", 3, 1),)),
        ("or", -3, (("bool", 3, 1), ("bool", 3, 2))),
        ("or", False, (("bool", 3, 1), ("bool", 3, 2))),
        ("or", 0, ()),
        ("or", 0),
    ):
        with pytest.raises(Refused):
            check(facts, broken)
    assert branches(facts, ("or", 0))[0] == (TRUE, *facts[1:], p(x))
    check((FALSE,), ("or", 0, ()))


def test_bool_and_absurd() -> None:
    facts = facts_of(p(x + x), op("not", p(2 * x)), p(y), op("not", eq(f, f)))
    check(facts, ("bool", 0, 1))
    check(facts, ("absurd", 3))
    check((FALSE,), ("absurd", 0))
    for broken in (
        ("bool", 1, 0),
        ("bool", 2, 1),
        ("bool", 0, True),
        ("bool", 0),
        ("bool", 0, 1, 1),
        ("absurd", 0),
        ("absurd", 1),
        ("absurd",),
        ("absurd", -1),
        ("absurd", None),
    ):
        with pytest.raises(Refused):
            check(facts, broken)


def test_cut() -> None:
    facts = facts_of(op("imp", p(x), p(y)), op("imp", op("not", p(x)), p(y)), op("not", p(y)))
    left = ("or", 0, (("bool", 3, 4), ("bool", 4, 2)))
    right = ("or", 1, (("bool", 4, 3), ("bool", 4, 2)))
    check(facts, ("cut", p(x), left, right))
    for broken in (
        ("cut", p(x), left),
        ("cut", p(x), right, left),
        ("cut", x, left, right),
        ("cut", p(bound(0, "R")), left, right),
        ("cut", "p", left, right),
    ):
        with pytest.raises(Refused):
            check(facts, broken)


def test_rewrite() -> None:
    facts = facts_of(eq(x, f(y)), p(f(x)), op("not", p(f(f(y)))), eq(y, z))
    check(facts, ("rewrite", 0, x, f(y), ("bool", 1, 2)))
    check(facts, ("rewrite", 0, f(y), x, ("bool", 1, 2)))
    for broken in (
        ("rewrite", 3, x, f(y), ("bool", 1, 2)),  # 31: by another equation
        ("rewrite", 0, x, y, ("bool", 1, 2)),
        ("rewrite", 1, x, f(y), ("bool", 1, 2)),
        ("rewrite", 0, x, f(y)),
        ("rewrite", 0, p(x), f(y), ("bool", 1, 2)),
        ("rewrite", 0, bound(0, "R"), f(y), ("bool", 1, 2)),
        ("rewrite", True, x, f(y), ("bool", 1, 2)),
        ("rewrite", 0, None, f(y), ("bool", 1, 2)),
    ):
        with pytest.raises(Refused):
            check(facts, broken)


def test_rewriting_keeps_sorts() -> None:
    """A real put in place of a natural index is refused; the other direction is accepted."""
    facts = facts_of(eq(k, x), s(k) < 0)
    with pytest.raises(Refused):
        branches(facts, ("rewrite", 0, k, x))
    assert branches(facts, ("rewrite", 0, x, k))[0][1] == facts[1]


def test_a_formula_rewritten_into_a_conjunction() -> None:
    facts = facts_of(eq(p(x), op("and", p(y), p(z))), p(x), op("not", p(z)))
    (after,) = branches(facts, ("rewrite", 0, p(x), op("and", p(y), p(z))))
    assert (after[1], after[2], after[3]) == (p(y), op("not", p(z)), p(z))


def test_spec() -> None:
    facts = facts_of(
        op("forall", lam(k, s(k) < 0)), s(n + 1) >= 0, op("not", op("exists", lam(x, p(x)))), p(y)
    )
    check(facts, ("spec", 0, n + 1, ("close", ((1, (1,)), (1, (4,))))))
    check(facts, ("spec", 2, y, ("bool", 3, 4)))
    for broken in (
        ("spec", 0, x, LEAF),
        ("spec", 0, n - 1, LEAF),
        ("spec", 0, num(Fraction(1, 2)), LEAF),
        ("spec", 1, n, LEAF),
        ("spec", 0, bound(0, "N"), LEAF),
        ("spec", 0, n),
        ("spec", 0, 1, LEAF),
        ("spec", 3, y, LEAF),
        ("spec", -4, n, LEAF),
    ):
        with pytest.raises(Refused):
            check(facts, broken)
    exists = facts_of(op("exists", lam(x, p(x))), op("not", op("forall", lam(x, p(x)))))
    for i in (0, 1):
        with pytest.raises(Refused):
            branches(exists, ("spec", i, y))


def test_spec_of_naturals_at_a_real() -> None:
    """14: no rebuilding notices it here, so the node itself must refuse."""
    facts = facts_of(op("forall", lam(k, k >= 0)), op("forall", lam(s, eq(s, s))))
    assert branches(facts, ("spec", 0, n))[0][2] == canon(n >= 0)
    for i, wrong in ((0, x), (0, num(-1)), (0, n - 1), (1, f), (1, x)):
        with pytest.raises(Refused):
            branches(facts, ("spec", i, wrong))


def test_spec_wants_borel_functions() -> None:
    g = var("g", ("borel", "R", "B"))
    mu = var("mu", ("law", "R"))
    facts = facts_of(op("forall", lam(g, op("P", mu, g) <= 1)))
    assert branches(facts, ("spec", 0, lam(x, x < y)))[0][1] == canon(op("P", mu, lam(x, x < y)) <= 1)
    for arbitrary in (p, lam(x, p(x)), lam(x, op("exists", lam(y, eq(y, x)))), lam(k, k <= 1)):
        with pytest.raises(Refused):
            branches(facts, ("spec", 0, arbitrary))


def test_facts_keep_their_antecedents() -> None:
    """9 to 12, 15: x/x = 1, 1/0, sqrt(x^2), exp(log x), a step of naturals on reals."""
    claims = [
        (eq(x * op("inv", x), num(1)), ("inverse", (x,)), op("not", eq(x, num(0)))),
        (eq(op("exp", op("log", x)), x), ("log", (x,)), x > 0),
        (eq(op("sqrt", x) ** 2, x), ("sqrt", (x,)), x >= 0),
    ]
    for claim, (name, args), domain in claims:
        assert not _proof(root_facts((), (), claim), name, args)
        assert _proof(root_facts((domain,), (), claim), name, args)
    with pytest.raises(Refused):
        branches((), ("fact", "nat_step", (x, y)))
    for zero in (
        root_facts((), (), eq(op("inv", num(0)), num(0))),
        root_facts((), (), eq(op("sqrt", x * x), x)),
    ):
        (grown,) = branches(zero, ("fact", "inverse", (num(0),)))
        (grown,) = branches(grown, ("fact", "sqrt", (x * x,)))
        assert found(grown) is None


def _proof(facts: tuple[Term, ...], name: str, args: tuple[Term, ...]) -> bool:
    (grown,) = branches(facts, ("fact", name, args))
    below = found(grown)
    if below is None:
        return False
    check(facts, ("fact", name, args, below))
    return True


def test_sums_keep_their_ranges() -> None:
    """43: an empty sum is 0, not f(1); 44: the last term needs a <= b + 1; 45: no sums over reals."""
    one, zero = num(1), num(0)
    empty = root_facts((), (), eq(op("sum", one, zero, s), s(one)))
    (grown,) = branches(empty, ("fact", "sum_empty", (one, zero, s)))
    (grown,) = branches(grown, ("fact", "sum_last", (one, zero, s)))
    assert found(grown) is None
    last = eq(op("sum", k, n + 1, s), op("sum", k, n, s) + s(n + 1))
    assert not _proof(root_facts((), (), last), "sum_last", (k, n, s))
    assert _proof(root_facts((k <= n + 1,), (), last), "sum_last", (k, n, s))
    for args in ((x, n, s), (k, n, f), (k, n - 1, s), (k, n, lam(x, x))):
        with pytest.raises(Refused):
            branches((), ("fact", "sum_last", args))


def test_one_name_with_two_sorts_is_two_variables() -> None:
    """13: a fact on x : N says nothing of x : R."""
    natural = var("x", "N")
    assert found(root_facts((natural <= 0,), (), x <= 0)) is None


# ---- hostile trees -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        0,
        True,
        1.5,
        "close",
        b"close",
        [],
        (),
        ("close",),
        ("sorry",),
        ("",),
        (None,),
        (("close", ()),),
        ("bool",),
        ("fact", "exp", (), LEAF),
        ("fact", ["exp"], (x,), LEAF),
        ("close", ((1, (0,)),), ("extra",)),
        ("fact", "exp", (x,)),
        ("fact", "no such fact", (x,), LEAF),
        ("fact", 3, (), LEAF),
        ("fact", "exp", [x], LEAF),
        ("fact", "exp", (3,), LEAF),
        (["close"], ()),
        ({}, ()),
        ("split", x, None, None, None),
        ("cut", TRUE, LEAF, "x"),
        ("assume", 0),
        ("close", {}),
    ],
    ids=repr,
)
def test_malformed_trees(wrong: Any) -> None:
    with pytest.raises(Refused):
        check(facts_of(x < 0), wrong)


def test_every_node_refuses_any_argument_of_a_wrong_type() -> None:
    rng = random.Random(3)
    junk = [
        None,
        True,
        -1,
        10**30,
        10**5000,
        0.5,
        "x",
        (),
        (1,),
        [],
        {},
        Fraction(1, 2),
        f,
        p(x),
        bound(0, "R"),
        bound(0, "B"),
        lam(x, x),
        x,
        op("or"),
        b"",
        float("nan"),
        object(),
        binder("R", bound(0, "R")),
    ]
    facts = facts_of(x < 1, op("or", p(x), p(y)), op("forall", lam(x, p(x))), eq(x, y))
    for name in NODES:
        for _ in range(400):
            node = (name, *[rng.choice(junk) for _ in range(rng.randint(0, 5))])
            try:
                check(facts, node)
            except Refused:
                continue
            pytest.fail(f"accepted {node}")


def test_budget_of_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 30)
    facts = facts_of(num(0) < num(0))
    evidence: Tree = ("close", ((1, (0,)),))
    for _ in range(29):
        evidence = ("fact", "exp_zero", (), evidence)
    check(facts, evidence)
    with pytest.raises(Refused):
        check(facts, ("fact", "exp_zero", (), evidence))


def test_budget_of_monomials_counts_over_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = facts_of(x < 0, x >= 0)
    spend = close(facts, LEAF[1])
    monkeypatch.setattr(tree, "MAX_MONOMIALS", 2 * spend + 1)
    three = ("split", y, LEAF, LEAF, LEAF)
    check(facts, LEAF)
    with pytest.raises(Refused):
        check(facts, three)


def test_deep_trees_and_deep_terms() -> None:
    """85: nesting beyond Python's own limit of recursion is no trouble; deep terms are refused or done."""
    facts = facts_of(num(0) < num(0))
    evidence: Tree = ("close", ((1, (0,)),))
    for _ in range(5000):
        evidence = ("spec", 1, x, evidence)
    check((*facts, *flatten(op("forall", lam(y, y >= 0)))), evidence)
    deep = p(x)
    while deep.depth < 230:
        deep = op("not", op("and", deep, p(y)))
    assert flatten(deep)
    term = x
    while term.depth < 236:
        term = relu(term)
    check(
        facts_of(relu(term) < 0),
        ("graph", canon(relu(term)), (("close", ((1, (0,)), (1, (1,)))), ("close", ((1, (0,)),)))),
    )


def test_refusals_can_be_written() -> None:
    """Numbers beyond what Python writes, and evidence nested without end, are refused like all else."""
    huge = facts_of(x * num(10**3900) < num(10**3900), x > 1)
    nested: Any = ()
    for _ in range(20_000):
        nested = (nested,)
    for evidence in (
        ("close", ((num(10**3900), (0,)),)),
        ("close", ((10**5000, (1,)),)),
        ("close", ((10**5000, ()), (Fraction(1, 10**5000), ()))),
        ("close", nested),
        nested,
        (10**5000, nested),
        ("or", 10**5000, ()),
        ("fact", 10**5000, ()),
        ("fact", "exp", nested),
        ("split", nested, nested, nested, nested),
    ):
        with pytest.raises(Refused):
            check(huge, evidence)


def test_conditions_that_share_parts_are_decided_once() -> None:
    condition = x < y
    for _ in range(19):
        condition = op("and", condition, condition)
    atom = op("ite", condition, x, y)
    assert canon(atom).head == "ite"
