"""Terms: substitution without capture, equality up to bound names, and the Borel discipline."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symrelu.errors import Refused
from symrelu.terms.sorts import SEQ, B, N, R, borel, fun, law
from symrelu.terms.substitution import occurs, replace, substitute
from symrelu.terms.term import (
    HEADS,
    MAX_DEPTH,
    Term,
    add,
    bound,
    fits,
    has_private,
    instantiate,
    lam,
    measurable,
    num,
    op,
    private,
    var,
)

x, y, z = var("x", R), var("y", R), var("z", R)
k, n = var("k", N), var("n", N)
U = op("uniform", num(0), num(1))


def forall(v: Term, body: Term) -> Term:
    return op("forall", lam(v, body))


def exists(v: Term, body: Term) -> Term:
    return op("exists", lam(v, body))


# ---- equality, substitution --------------------------------------------------------------------------


def test_bound_names_do_not_count() -> None:
    left, right = lam(x, lam(y, x - y)), lam(y, lam(x, y - x))
    assert left == right
    assert left.key == right.key
    assert hash(left) == hash(right)
    assert left != lam(x, lam(y, y - x))
    assert lam(x, x) != lam(k, k)


def test_substitution_does_not_capture() -> None:  # near miss 42
    statement = forall(y, x <= y)
    captured = substitute(statement, {x: y})
    assert captured.free == y.free
    assert captured == forall(z, y <= z)
    total = op("sum", num(1), n, lam(k, k * x))
    assert substitute(total, {x: k}) == op("sum", num(1), n, lam(var("j", N), var("j", N) * k))


def test_substitution_is_simultaneous() -> None:
    assert substitute(x - y, {x: y, y: x}) == y - x


def test_beta_reduces_on_the_way() -> None:
    f = var("f", fun(R, R))
    assert substitute(f(f(x)), {f: lam(y, y * y)}) == (x * x) * (x * x)
    assert lam(x, lam(y, x - y))(y)(x) == y - x


def test_sorts_are_checked_again_after_substitution() -> None:  # near misses 14, 95
    with pytest.raises(Refused):
        substitute(k + 1, {k: x})
    g = var("g", fun(R, N))
    statement = forall(x, num(0) <= g(x))
    with pytest.raises(Refused):
        substitute(statement, {g: lam(y, y)})


def test_a_real_function_is_no_sequence() -> None:  # near misses 91, 92, 94
    f, g = var("f", fun(R, R)), var("g", SEQ)
    with pytest.raises(Refused):
        substitute(op("eq", lam(k, g(k)), g), {g: lam(x, op("abs", x))})
    with pytest.raises(Refused):
        op("eq", f, g)
    with pytest.raises(Refused):
        op("dist", num(2), f, f)
    assert op("dist", num(2), lam(k, f(k)), g).sort == R


def test_the_sort_of_a_lam_follows_its_body() -> None:  # near misses 95, 97
    a = var("a", R)
    constant, moved = lam(x, num(1)), substitute(lam(x, a), {a: num(1)})
    assert moved.sort == constant.sort == fun(R, N)
    assert moved.key == constant.key
    assert op("push", moved, U).sort == law(R)
    assert op("push", moved, U) == op("push", constant, U)


def test_an_index_has_the_sort_of_its_binder() -> None:  # near miss 96
    from symrelu.terms.term import binder

    with pytest.raises(Refused):
        binder(R, bound(0, N))


def test_a_lam_over_a_loose_body_is_refused() -> None:
    with pytest.raises(Refused, match="loose"):
        lam(x, x + bound(0, R))
    with pytest.raises(Refused):
        substitute(x, {x: bound(0, R)})
    with pytest.raises(Refused):
        replace(x, x, bound(0, R))


def test_replace_reaches_under_binders() -> None:
    statement = forall(y, x * y <= x)
    assert replace(statement, x, num(2)) == forall(y, num(2) * y <= 2)
    assert occurs(x, statement)
    assert not occurs(z, statement)


terms = st.recursive(
    st.sampled_from([x, y, z, k, n, num(0), num(2), num(Fraction(-1, 3))]),
    lambda t: st.one_of(
        st.tuples(t, t).map(lambda p: add(*p)),
        st.tuples(t, t).map(lambda p: p[0] * p[1]),
        t.map(lambda a: op("relu", a)),
        st.tuples(t, t).map(lambda p: op("max", *p)),
        st.tuples(t, st.sampled_from([x, y])).map(lambda p: op("sum", num(1), n, lam(k, p[0] * k + p[1]))),
        st.tuples(t, st.sampled_from([x, y])).map(lambda p: op("E", U, lam(p[1], p[0]))),
        st.tuples(t, t).map(lambda p: op("ite", forall(k, p[0] <= k), p[0], p[1])),
    ),
    max_leaves=10,
)


def value(t: Term, at: dict[str, Fraction]) -> Fraction | None:
    """The value of a term without integrals and quantifiers, for comparison."""
    if t.head == "num":
        return t.data
    if t.head == "var":
        return at[t.data]
    if t.head in ("E", "ite"):
        return None
    if t.head == "sum":
        top = value(t.args[1], at)
        parts = [value(instantiate(t.args[2].args[0], num(i)), at) for i in range(1, int(top or 0) + 1)]
        return None if None in parts else sum(parts, Fraction(0))  # type: ignore[arg-type]
    parts = [value(a, at) for a in t.args]
    if None in parts:
        return None
    real: list[Any] = parts
    if t.head == "*":
        return real[0] * real[1]
    return {"+": sum, "relu": lambda v: max(Fraction(0), v[0]), "max": max}[t.head](real)


@given(terms, terms)
def test_substituting_is_evaluating_elsewhere(t: Term, s: Term) -> None:
    at = {"x": Fraction(2, 3), "y": Fraction(-5), "z": Fraction(1), "n": Fraction(2), "k": Fraction(1)}
    inner = value(s, at)
    if inner is not None:
        assert value(substitute(t, {x: s}), at) == value(t, at | {"x": inner})


@given(terms, terms, terms)
def test_substitutions_compose(t: Term, a: Term, b: Term) -> None:
    one_by_one = substitute(substitute(t, {x: a}), {y: b})
    assert one_by_one == substitute(t, {x: substitute(a, {y: b}), y: b})


@given(terms, terms)
def test_abstracting_and_instantiating_is_substituting(t: Term, a: Term) -> None:
    f = lam(x, t)
    assert f(a) == substitute(t, {x: a}) == instantiate(f.args[0], a)
    assert f(x) == t
    assert x.free.isdisjoint(f.free)
    assert substitute(f, {x: a}) == f


@given(terms, terms)
def test_free_variables_after_substitution(t: Term, a: Term) -> None:
    moved = substitute(t, {x: a})
    expected = (t.free - x.free) | (a.free if not x.free.isdisjoint(t.free) else frozenset())
    assert moved.free == expected
    assert not moved.loose


# ---- what cannot be formed ---------------------------------------------------------------------------


def test_terms_are_sealed_and_frozen() -> None:
    with pytest.raises(Refused):
        Term()
    with pytest.raises(Refused):
        x.sort = N  # type: ignore[misc]
    with pytest.raises(Refused):
        del x.sort
    with pytest.raises(Refused):
        pickle.dumps(x)
    with pytest.raises(Refused):
        copy.copy(x)


@pytest.mark.parametrize("wrong", [True, 0.5, 1j, "1", None, float("nan")])
def test_numerals_are_exact(wrong: object) -> None:
    with pytest.raises(Refused):
        num(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["", "1x", "x y", "y) or (0", "x\0", "\x011", "relu", "lam", "var", "P", "x" * 101, None, 3]
)
def test_names_are_names(name: object) -> None:  # near misses 88, 162
    with pytest.raises(Refused):
        var(name, R)  # type: ignore[arg-type]


def test_private_variables_are_seen() -> None:  # near miss 161
    assert has_private(private(0, R) + 1)
    assert not has_private(x + 1)
    assert "private" not in repr(lam(private(0, R), private(0, R)))


@pytest.mark.parametrize("head", sorted(HEADS))
def test_wrong_arguments_are_refused_by_every_head(head: str) -> None:
    for args in ((x,) * 6, (op("and"),) * 7, (num(1), "2"), (None,), (var("mu", law(R)),) * 5):
        if head in ("and", "or") and all(isinstance(a, Term) and a.sort == B for a in args):
            continue
        if head in ("+", "*") and args == (x,) * 6:
            continue
        with pytest.raises(Refused):
            op(head, *args)  # type: ignore[arg-type]


def test_unknown_heads_are_refused() -> None:
    for head in ("lam", "num", "var", "bound", "axiom", ""):
        with pytest.raises(Refused, match="unknown head"):
            op(head, x)


def test_exponents_are_natural() -> None:
    assert (x**2).sort == R
    assert (k**n).sort == N
    with pytest.raises(Refused):
        op("pow", x, y)
    with pytest.raises(Refused):
        op("pow", x, num(-1))


def test_natural_arithmetic_and_its_end() -> None:
    assert (k + 1).sort == N
    assert (k * n).sort == N
    assert (k - 1).sort == R
    with pytest.raises(Refused):  # near miss 45: no sums over reals
        op("sum", num(1), k - 1, lam(n, n))
    with pytest.raises(Refused):
        op("sum", num(1), k, lam(x, x))


def nested(depth: int) -> Term:
    t = x
    for _ in range(depth):
        t = op("relu", t)
    return t


def test_deep_terms_are_refused() -> None:
    assert nested(MAX_DEPTH - 1).depth == MAX_DEPTH
    with pytest.raises(Refused, match="deep"):
        nested(MAX_DEPTH)


# ---- the Borel discipline ------------------------------------------------------------------------------


def test_arbitrary_functions_do_not_enter_events() -> None:  # near misses 63, 108, 109
    A, F = var("A", fun(R, B)), var("F", fun(N, fun(R, B)))
    G = var("G", fun(N, fun(R, R)))
    with pytest.raises(Refused):
        op("P", U, lam(x, A(x)))
    with pytest.raises(Refused):
        op("P", U, A)
    with pytest.raises(Refused):
        op("P", U, lam(x, exists(k, op("and", op("eq", k, num(0)), F(k)(x)))))
    with pytest.raises(Refused):
        op("push", lam(x, op("sum", num(0), num(0), lam(k, G(k)(x)))), U)
    with pytest.raises(Refused):
        op("E", U, lam(x, op("sum", num(1), num(1), lam(k, G(k)(x)))))  # 112


def test_sequences_of_borel_functions_do() -> None:
    F = var("F", fun(N, borel(R, B)))
    assert op("P", U, lam(x, exists(k, F(k)(x)))).sort == R
    assert op("P", U, var("A", borel(R, B))).sort == R
    h = var("h", fun(R, R))
    assert op("P", U, lam(x, x <= h(y))).sort == R  # h is applied to what does not depend on the point


def test_events_quantify_over_naturals_alone() -> None:  # near miss 62
    with pytest.raises(Refused):
        op("P", U, lam(x, exists(y, x <= y)))
    assert op("P", U, lam(x, forall(k, x <= k))).sort == R


def test_no_diagonal_through_a_half_borel_chain() -> None:  # near misses 110, 111, 113
    with pytest.raises(Refused):
        var("bf", ("borel", R, fun(R, R)))
    half = var("h", fun(R, borel(R, R)))
    with pytest.raises(Refused):
        op("E", U, lam(x, half(x)(x)))
    joint = var("j", borel(R, borel(R, R)))
    assert op("E", U, lam(x, joint(x)(x))).sort == R
    A = var("A", fun(R, R))
    assert not fits(lam(x, A), borel(R, borel(R, R)))
    assert not fits(lam(x, lam(y, half(x)(y))), borel(R, borel(R, R)))


def test_a_measurable_lam_may_stand_for_a_borel_variable() -> None:  # near misses 64, 114
    f = var("f", borel(R, R))
    mean = op("E", U, lam(x, f(x)))
    assert substitute(mean, {f: lam(x, op("relu", x))}) == op("E", U, lam(x, op("relu", x)))
    with pytest.raises(Refused):
        substitute(mean, {f: var("g", fun(R, R))})
    g = var("g", fun(R, R))
    with pytest.raises(Refused):
        substitute(mean, {f: lam(x, g(x))})
    family = var("F", fun(N, borel(R, R)))
    assert substitute(family(1)(y), {family: lam(k, lam(x, x * k))}) == y * num(1)
    with pytest.raises(Refused):
        substitute(family(1)(y), {family: lam(k, lam(x, g(x)))})


def test_derivatives_laws_and_general_equations_do_not_depend_on_the_point() -> None:
    f, mus = var("f", fun(R, R)), var("m", fun(R, law(R)))
    with pytest.raises(Refused):
        op("P", U, lam(x, op("hasderiv", f, x, num(0))))
    with pytest.raises(Refused):
        op("E", U, lam(x, op("P", mus(x), lam(y, y <= 0))))
    with pytest.raises(Refused):
        op("P", U, lam(x, op("eq", mus(x), U)))
    with pytest.raises(Refused):
        op("P", U, lam(x, op("eq", lam(y, x * y), lam(y, y))))
    assert op("E", U, lam(x, op("P", U, lam(y, y <= x)))).sort == R


def test_integrals_of_borel_functions_only() -> None:
    g = var("g", fun(R, R))
    with pytest.raises(Refused):
        op("int", num(0), num(1), g)
    with pytest.raises(Refused):
        op("intR", lam(x, g(x)))
    assert op("int", num(0), x, lam(y, y * x)).sort == R


def test_measurable_counts_the_leading_points() -> None:
    half = var("h", fun(R, borel(R, R)))
    assert measurable(lam(y, half(x)(y)), 1)
    assert not measurable(lam(x, lam(y, half(x)(y))), 2)
    assert not measurable(x, 1)


def test_laws_live_on_two_spaces() -> None:  # near misses 97, 98
    nu = var("nu", law(SEQ))
    assert op("push", lam(var("p", SEQ), var("p", SEQ)(1)), nu).sort == law(R)
    assert op("push", lam(x, lam(k, x)), U).sort == law(SEQ)
    for wrong in (lam(x, lam(y, x * y)), lam(x, x <= 0), lam(x, U)):
        with pytest.raises(Refused):
            op("push", wrong, U)
    with pytest.raises(Refused):
        op("dP", nu, nu)
    with pytest.raises(Refused):
        op("eq", nu, U)
    with pytest.raises(Refused):
        op("delta", op("and"))
