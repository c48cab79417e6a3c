"""The logical rules: each near miss is refused, and the honest case beside it is accepted."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel.closing import close
from symrelu.kernel.facts import fact
from symrelu.kernel.flattening import flatten
from symrelu.kernel.normal import canon, poly
from symrelu.kernel.rules import (
    apply,
    argue,
    choose,
    cite,
    discharge,
    exists,
    extend,
    generalise,
    induct,
    prove,
    schema,
    specialise,
)
from symrelu.kernel.theorem import Theorem
from symrelu.kernel.tree import check
from symrelu.terms.sorts import SEQ, borel, fun
from symrelu.terms.term import Term, binder, bound, lam, num, op, private, var

x, y = var("x", "R"), var("y", "R")
n, k, m = var("n", "N"), var("k", "N"), var("m", "N")
p, q = var("p", fun("N", "B")), var("q", fun("R", "B"))
f, g = var("f", fun("R", "R")), var("g", SEQ)
TRUE, FALSE = op("and"), op("or")


def eq(s: Term, t: Term) -> Term:
    return op("eq", s, t)


def every(variable: Term, body: Term) -> Term:
    return op("forall", lam(variable, body))


def some(variable: Term, body: Term) -> Term:
    return op("exists", lam(variable, body))


def assumed(formula: Term) -> Theorem:
    """A |- A, for a formula that is one fact."""
    (one,) = flatten(formula)
    if one.head in ("le", "lt"):
        return prove(formula, ("close", ((1, (0,)), (1, (1,)))), given=(formula,))
    if one.head == "eq":
        leaf = ("close", ((1, (0,)), (1, (2,))))
        other = ("close", ((-1, (0,)), (1, (2,))))
        for left, right in ((leaf, other), (other, leaf)):
            try:
                return prove(formula, ("or", 1, (left, right)), given=(formula,))
            except Refused:
                continue
    return prove(formula, ("bool", 0, 1), given=(formula,))


def trivial(*given: Term) -> Theorem:
    return prove(TRUE, ("absurd", sum(len(flatten(h)) for h in given)), given=given)


ALL = every(n, p(n))


def instance(at: Term, *more: Term) -> Theorem:
    """forall n. p(n), more |- p(at)."""
    first = sorted((ALL, *more), key=lambda h: h.key).index(ALL)
    size = 1 + len(more)
    return prove(p(at), ("spec", first, at, ("bool", size + 1, size)), given=(ALL, *more))


def test_induction_is_accepted() -> None:
    assert induct(instance(num(0)), instance(k + 1), k, ALL).claim == ALL


@pytest.mark.parametrize(
    ("base", "step", "variable", "claim"),
    [
        (instance(num(1)), instance(k + 1), k, ALL),  # 35
        (instance(num(0)), instance(k + 1, k <= 3), k, ALL),  # 36
        (instance(num(0), k <= 3), instance(k + 1), k, ALL),  # 36
        (instance(num(0)), instance(k + 1), var("k", "R"), ALL),  # 37
        (instance(num(0)), instance(k + 1), k, every(x, q(x))),  # 37
        (instance(num(0)), assumed(p(k + 1)), k, ALL),  # 38
        (instance(num(0)), instance(k + 1), m, ALL),  # 147
        (instance(num(0)), instance(k), k, ALL),
        (instance(num(0)), instance(k + 1), num(0), ALL),
        (instance(num(0)), instance(k + 1), k, some(n, p(n))),
        (instance(num(0)), instance(k + 1), k, bound(0, "B")),
    ],
)
def test_induction_near_misses(base: Theorem, step: Theorem, variable: Any, claim: Any) -> None:
    with pytest.raises(Refused):
        induct(base, step, variable, claim)


def test_the_hypothesis_of_induction_is_discharged_alone() -> None:
    even = assumed(p(k + 1))
    with pytest.raises(Refused):
        induct(assumed(p(num(0))), even, k, ALL)


def test_exists_wants_the_instance_of_its_witness() -> None:  # 39
    claim = some(n, p(n))
    assert exists(assumed(p(num(0))), claim, num(0)).claim == claim
    for witness in (num(1), num(-1), num(Fraction(1, 2)), x, lam(x, x), bound(0, "N"), 0, True, None):
        with pytest.raises(Refused):
            exists(assumed(p(num(0))), claim, witness)  # type: ignore[arg-type]


def test_choose_wants_a_fresh_variable() -> None:  # 40, 146
    there = assumed(some(n, p(n)))
    assert choose(there, trivial(p(k)), k).hyps == there.hyps
    with pytest.raises(Refused):
        choose(there, assumed(p(k)), k)  # in the conclusion
    with pytest.raises(Refused):
        choose(there, trivial(p(k), k <= 3), k)  # in another hypothesis
    with pytest.raises(Refused):
        choose(assumed(some(n, n < k)), trivial(k < k), k)  # in the existence claim
    with pytest.raises(Refused):
        choose(there, trivial(p(num(0))), num(0))
    with pytest.raises(Refused):
        choose(there, trivial(p(k)), var("k", "R"))
    # a name that is not the chosen one leaves the hypothesis where it was
    assert p(m) in choose(there, trivial(p(m)), k).hyps


def test_generalise_and_extend_want_a_fresh_variable() -> None:  # 7, 41, 146
    zero = assumed(eq(x, num(0)))
    for rule in ("generalise", "extend"):
        for variable in (x, num(0), bound(0, "R"), None, "x"):
            with pytest.raises(Refused):
                apply(rule, (zero,), (variable,))
    assert extend(discharged_equation(), x).claim.head == "eq"


def discharged_equation() -> Theorem:
    return prove(eq(x + x, 2 * x), ("or", 0, (("close", ((1, (1,)),)), ("close", ((1, (1,)),)))))


def test_one_name_with_two_sorts() -> None:  # 13
    with pytest.raises(Refused):
        trivial(var("x", "N") < 1, x < 1)
    with pytest.raises(Refused):
        discharge(assumed(x < 1), var("x", "N") < 1)
    # binding one of the two does not let the other go
    with pytest.raises(Refused):
        generalise(trivial(x < 1), var("x", "N"), x)


def test_specialise_wants_a_fitting_value() -> None:  # 14, 37, 93, 64, 114
    naturals = generalise(prove(n >= 0, ("fact", "nat", (n,), ("close", ((1, (0,)), (1, (1,)))))), n)
    assert specialise(naturals, num(3)).claim == (num(3) >= 0)
    for value in (
        num(-1),
        num(Fraction(1, 2)),
        x,
        lam(x, x),
        op("relu", n),
        n + num(-1),
        bound(0, "N"),
        3,
        None,
    ):
        with pytest.raises(Refused):
            specialise(naturals, value)  # type: ignore[arg-type]
    F = var("F", borel("R", "R"))
    maps = generalise(trivial(), F)
    assert specialise(maps, lam(x, x * x)).claim == TRUE  # 114
    for value in (f, lam(x, f(x)), lam(n, n), g, lam(x, lam(y, x))):
        with pytest.raises(Refused):
            specialise(maps, value)


def test_a_real_function_is_no_sequence() -> None:  # 91, 92
    eta = generalise(schema("eta", g), g)
    for value in (
        lam(x, op("abs", x)),
        lam(x, op("relu", x)),
        f,
        lam(x, op("ite", op("or", x <= 0, 1 <= x), x, num(0))),
    ):
        with pytest.raises(Refused):
            specialise(eta, value)
    assert specialise(eta, lam(n, f(n))).claim.head == "eq"


def test_no_half_borel_chain_exists() -> None:  # 111
    chain = borel("R", borel("R", "R"))
    b = var("b", chain)
    claim = some(b, every(x, every(y, eq(b(x, y), f(y)))))
    same = prove(eq(f(y), f(y)), ("or", 0, (("close", ((1, (1,)),)), ("close", ((1, (1,)),)))))
    with pytest.raises(Refused):
        exists(generalise(same, x, y), claim, lam(x, f))
    with pytest.raises(Refused):
        exists(generalise(same, x, y), claim, lam(x, lam(y, f(y))))


def test_axioms_are_closed_and_named_once() -> None:  # 156, 157
    for rule in (lambda c: cite(c, "a", "b"), lambda c: argue(c, "a")):
        with pytest.raises(Refused):
            rule(x <= y)
        with pytest.raises(Refused):
            rule(bound(0, "B"))
        with pytest.raises(Refused):
            rule(num(1))
    one, two = cite(ALL_REALS, "name", "book"), cite(FALSE, "name", "book")
    for other in (two, argue(ALL_REALS, "name"), cite(ALL_REALS, "name", "another book")):
        with pytest.raises(Refused):
            prove(TRUE, ("absurd", 2), premises=(one, other))
    for text in ("", "a" * 2001, "two\nlines", "\x1b[2K", "\ud800", None, 3):
        with pytest.raises(Refused):
            argue(FALSE, text)  # type: ignore[arg-type]


ALL_REALS = every(x, num(0) <= x * x)


def test_axioms_stay() -> None:
    false = argue(FALSE, "a draft")
    for made in (
        discharge(false, x < 0),
        generalise(false, x),
        specialise(generalise(false, x), num(0)),
        prove(TRUE, ("absurd", 0), premises=(false,)),
        exists(false, some(x, FALSE), num(0)),
        choose(exists(false, some(x, FALSE), num(0)), trivial(FALSE), x),
        induct(false, trivial_false(false), k, every(n, FALSE)),
    ):
        assert made.axioms == false.axioms


def trivial_false(false: Theorem) -> Theorem:
    return prove(FALSE, ("absurd", 0), premises=(false,))


def test_private_variables_stay_inside() -> None:  # 161
    inner = private(0, "R")
    with pytest.raises(Refused):
        schema("E_range", var("mu", ("law", "R")), lam(x, TRUE), lam(x, x), inner, inner)
    with pytest.raises(Refused):
        fact("inverse", (inner,))
    with pytest.raises(Refused):
        trivial(inner < 1)
    with pytest.raises(Refused):
        schema("recursion", "R", inner, lam(n, lam(x, x)))  # type: ignore[arg-type]


def test_recursion_and_choice_keep_their_sorts() -> None:  # 131, 132
    half = lam(n, lam(x, num(Fraction(1, 2))))
    with pytest.raises(Refused):
        schema("recursion", "N", num(0), half)  # type: ignore[arg-type]
    arbitrary = lam(x, f(x))
    keep = lam(n, lam(var("h", borel("R", "R")), var("h", borel("R", "R"))))
    with pytest.raises(Refused):
        schema("recursion", borel("R", "R"), arbitrary, keep)  # type: ignore[arg-type]
    for sort in (
        "Q",
        ("fun", "R"),
        ("law", "N"),
        (),
        None,
        True,
        3,
        ("borel", "B", "R"),
        ("law", ("law", "R")),
        ["fun"],
    ):
        with pytest.raises(Refused):
            schema("recursion", sort, num(0), half)  # type: ignore[arg-type]
    relation = lam(x, lam(y, eq(x, y)))
    assert schema("choice", relation).claim.args[1].args[0].data == fun("R", "R")


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        ((), eq(x * op("inv", x), num(1))),  # 9
        ((), eq(op("inv", num(0)), num(0))),  # 10
        ((), eq(op("sqrt", x**2), x)),  # 11
        ((), eq(op("exp", op("log", x)), x)),  # 12
        ((), eq(op("relu", y * x), y * op("relu", x))),  # 8
        ((), op("or", n <= m, m + 1 <= n)),
    ],
)
def test_normal_forms_decide_nothing_that_needs_a_domain(given: tuple[Term, ...], claim: Term) -> None:
    rows = ((1, (0,)), (1, (1,)), (-1, (0,)), (1, (0, 0)), (0, (0,)))
    trees: list[Any] = [("close", (row,)) for row in rows] + [("absurd", 0), ("bool", 0, 0)]
    trees += [("or", 0, (leaf, leaf)) for leaf in trees]
    for tree in trees:
        with pytest.raises(Refused):
            prove(claim, tree, given=given)


@pytest.mark.parametrize(
    "leaf",
    [
        ("close", ()),
        ("close", ((0, (0,)),)),
        ("close", ((True, (0,)),)),
        ("close", ((0.5, (0,)),)),
        ("close", ((1, (True,)),)),
        ("close", ((1, (-1,)),)),
        ("close", ((1, (bound(0, "R"),)),)),
        ("close", ((1, (FALSE,)),)),
        ("split", bound(0, "R"), (), (), ()),
        ("split", FALSE, (), (), ()),
        ("cut", bound(0, "B"), (), ()),
        ("rewrite", 0, bound(0, "R"), x, ()),
        ("spec", 0, bound(0, "R"), ()),
        ("fact", ["nat"], (), ()),
        ((),),
        None,
        [],
        "close",
        ("close", 1),
        ("close", ((1,),)),
        (b"close", ()),
        ("fact", "nat", [n], ("close", ())),
    ],
)
def test_hostile_leaves(leaf: Any) -> None:  # 142, 143
    with pytest.raises(Refused):
        check(flatten(x < 0), leaf)


def test_a_multiplier_zero_hides_no_work() -> None:
    wide = flatten(op("+", *(var(f"v{i}", "R") for i in range(12))) ** 3 <= 0)
    with pytest.raises(Refused, match="monomials"):
        close(wide, ((0, (0, 0)),) * 1_000)


def test_cached_polynomials_are_read_only() -> None:
    made = poly(x + 1)
    for table in (made.coefficients, made.atoms):
        with pytest.raises((TypeError, AttributeError)):
            table.clear()  # type: ignore[attr-defined]
    assert canon(x + 1) != canon(num(0))


def test_indices_have_the_sorts_of_their_binders() -> None:  # 87, 95, 96
    for body in (eq(bound(0, "R"), num(0)), eq(op("+", bound(0, "N"), bound(0, "R")), num(0))):
        with pytest.raises(Refused):
            op("forall", binder("N", body))
    with pytest.raises(Refused):
        prove(bound(0, "B"), ("absurd", 0))
