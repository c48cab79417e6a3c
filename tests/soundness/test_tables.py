"""Attacks on the tables of facts and schemas: arguments that must be refused, antecedents that must stay."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from symrelu.errors import Refused
from symrelu.kernel import digest, facts, schemas
from symrelu.kernel.facts import FACTS, fact
from symrelu.kernel.rules import apply, prove
from symrelu.kernel.schemas import SCHEMAS, sample
from symrelu.terms.sorts import SEQ, B, N, R, Sort, borel, fun, law
from symrelu.terms.term import Term, lam, num, op, var

x, y, a, b, c = (var(name, R) for name in "xyabc")
i, k, n, d = (var(name, N) for name in "iknd")
z, w = var("z", SEQ), var("w", SEQ)
mu, nu = var("mu", law(R)), var("nu", law(R))
path = var("path", law(SEQ))
f, g = var("f", borel(R, R)), var("g", borel(R, R))
A, C = var("A", borel(R, B)), var("C", borel(R, B))
wild, wild_event = var("wild", fun(R, R)), var("wild_event", fun(R, B))
wilds = var("wilds", fun(N, fun(R, R)))
many = var("many", fun(N, fun(R, B)))
ZERO, ONE, TWO = num(0), num(1), num(2)


def schema(name: str, *args: Any) -> Term:
    return apply("schema", (), (name, *args)).claim


def refused(name: str, *args: Any) -> None:
    with pytest.raises(Refused):
        apply("schema", (), (name, *args))


def antecedents(formula: Term) -> set[Term]:
    assert formula.head == "imp"
    first = formula.args[0]
    return set(first.args) if first.head == "and" else {first}


def weighed(count: Term, values: Term) -> Term:
    """W(n, w)."""
    nonnegative = op("forall", lam(i, op("imp", op("and", ONE <= i, i <= count), values(i) >= ZERO)))
    return op("and", nonnegative, op("eq", op("sum", ONE, count, values), ONE))


# ---- which functions may stand under a law or an integral -----------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("prob_sure", (mu, wild_event)),  # 63
        ("prob_sure", (mu, lam(x, op("forall", lam(y, A(x + y)))))),  # 62
        ("prob_sure", (mu, lam(x, op("exists", lam(y, op("eq", y, wild(x))))))),
        ("prob_sure", (mu, lam(x, op("exists", lam(k, op("and", op("eq", k, ZERO), many(k)(x))))))),  # 108
        ("push_id", (wild,)),
        ("E_event", (mu, lam(x, wild(x) <= ONE))),  # 64
        ("E_range", (mu, A, lam(x, op("sum", ONE, ONE, lam(k, wilds(k)(x)))), ZERO, ONE)),  # 109, 112
        ("prob_sure", (mu, lam(x, var("bf", fun(R, borel(R, B)))(x)(x)))),  # 110, 113
        ("prob_countable", (mu, many)),
        ("prob_same", (mu, A, lam(k, k <= ONE))),  # an event of naturals for a law on R
        ("push_prob", (lam(z, z(1)), mu, A)),
        ("push_comp", (f, lam(x, lam(k, x)), path)),
        ("law_ext", (path, path)),
        ("law_ext_seq", (mu, nu)),
        ("dP_nonneg", (path, path)),  # 98
        ("dPd_nonneg", (ONE, mu, nu)),
        ("dPd_nonneg", (a, path, path)),
        ("int_same", (a, b, wild, f, n, z)),
        ("Int_cont", (a, b, lam(x, op("ite", x <= ZERO, ZERO, ONE)))),
        ("Int_cont", (a, b, lam(x, op("sum", ZERO, n, lam(k, x))))),
        ("Int_cont", (a, b, f)),
        ("Int_cont", (a, b, lam(x, op("lowergamma", x, ONE)))),
        ("sum_same", (a, n, z, w)),  # 45
        ("dist_le", (d, lam(x, x), z, c)),  # 94
        ("archimedes", (mu,)),
        ("completeness", (lam(x, x),)),
        ("poly_null", (d, var("laws", fun(N, law(R))), lam(z, op("abs", z(1))))),
        ("poly_null", (d, var("laws", fun(N, law(R))), lam(z, z(1) * op("inv", z(2))))),
        ("poly_null", (d, var("laws", fun(N, law(R))), lam(z, op("prod", ONE, n, lam(k, op("sin", z(k))))))),
        ("recursion", (N, ZERO, lam(n, lam(x, op("*", num(1), x))))),  # 131
        ("recursion", (N, op("inv", TWO), lam(n, lam(k, k)))),
        ("recursion", (("law", "N"), ZERO, ZERO)),
        ("recursion", ("R", ZERO)),
        ("recursion", (None, ZERO, z)),
        ("choice", (lam(x, x),)),
    ],
)
def test_arguments_that_do_not_fit(name: str, args: tuple[Any, ...]) -> None:
    refused(name, *args)


def test_a_borel_lam_is_accepted_where_a_borel_function_is_wanted() -> None:  # 114
    assert schema("prob_range", mu, lam(x, op("exists", lam(k, x <= k)))).sort == B
    assert schema("prob_countable", mu, lam(k, lam(x, x <= k))).head == "imp"


def test_choice_and_recursion_give_no_borel_functions() -> None:  # 132
    chosen = schema("choice", lam(x, lam(y, wild_event(x + y))))
    assert chosen.args[1].args[0].data == fun(R, R)
    made = schema("recursion", "R", ZERO, var("step", fun(N, fun(R, R))))
    assert made.args[0].data == fun(N, R)


# ---- antecedents that keep a row true -------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args", "wanted"),
    [
        ("atoms_prob", (n, w, z, A), weighed(n, w)),  # 60, 122
        ("atoms_push", (f, n, w, z), weighed(n, w)),
        ("mix_prob", (n, w, var("laws", fun(N, law(R))), A), weighed(n, w)),
        ("uniform_cdf", (a, b, y), a < b),  # 59, 127
        ("uniform_cdf_left", (a, b, y), a < b),
        ("normal_cdf", (a, b, y), b > ZERO),
        ("exponential_cdf", (a, y), a > ZERO),
        ("student_t_cdf", (a, y), a > ZERO),
        ("gamma_law_cdf", (a, b, y), a > ZERO),
        ("beta_law_cdf", (a, b, y), b > ZERO),
        ("uniform_density", (a, b, c, y), c >= a),
        ("exponential_density", (a, b, y), b >= ZERO),
        ("dP_event", (mu, nu, c, A, C), op("dP", mu, nu) < c),  # 124
        ("dP_dirac_bound", (a, mu, c), c >= ZERO),
        ("dP_functional", (f, a, b, mu, nu), b >= ZERO),  # 69
        ("push_contract", (f, c, mu, nu), c >= ZERO),  # 123
        ("push_same", (mu, A, f, g), op("eq", op("P", mu, A), ONE)),  # 56
        ("E_density", (mu, f, a, b, g), op("eq", op("P", mu, lam(x, op("and", a < x, x < b))), ONE)),  # 119
        ("dist_le", (d, z, w, c), c >= ZERO),  # 135
        ("int_split", (a, b, c, f), a <= b),
        ("int_mono", (a, b, f, g), a <= b),
        ("E_markov", (mu, f, c), c > ZERO),
        ("E_layers", (mu, a, b), a <= b),
    ],
)
def test_antecedents_stay(name: str, args: tuple[Any, ...], wanted: Term) -> None:
    parts = antecedents(schema(name, *args))
    flat = {piece for part in parts for piece in (part.args if part.head == "and" else (part,))} | parts
    assert set(wanted.args if wanted.head == "and" else (wanted,)) <= flat


INTEGRABLE = ("E_linear", "E_mono", "E_abs", "E_cauchy", "E_markov", "int_linear", "int_mono")


@pytest.mark.parametrize("name", INTEGRABLE)
def test_means_and_integrals_ask_for_integrability(name: str) -> None:  # 115, 116, 117, 118
    text = repr(sample(name, R))
    assert "exists" in text
    assert "min(abs(" in text


def test_the_contraction_keeps_the_one() -> None:  # 123
    claim = schema("push_contract", f, c, mu, nu).args[1]
    assert claim.args[1] == op("max", ONE, c) * op("dP", mu, nu)


def test_independent_coordinates_need_a_bound_or_a_sign() -> None:  # 120
    phi = var("phi", borel(SEQ, R))
    bounded, signed = schema("iid_last", n, mu, phi, c).args[0].args
    assert bounded.head == "forall"
    assert signed.args[0] == op("forall", lam(z, phi(z) >= ZERO))


def test_densities_are_integrable_and_positive() -> None:  # 61, 121
    text = repr(sample("E_density", R).args[0])
    assert "-> 0 <= a1(" in text
    assert "min(abs(a1(" in text


def test_polynomials_vanish_for_laws_without_atoms_alone() -> None:  # 126
    laws = var("laws", fun(N, law(R)))
    row = schema("poly_null", d, laws, lam(z, z(1) - ONE))
    off, null = row.args[0].args
    assert off.head == "exists"
    assert "P(laws(" in repr(null)
    assert repr(null).endswith("= 0")
    assert "i = 0 or d < i" in repr(off)


def test_points_of_a_kernel_are_independent_on_the_columns() -> None:  # 133
    rows, vectors = var("M", fun(N, SEQ)), var("v", fun(N, SEQ))
    row = schema("rank_kernel", ONE, n, rows, k, vectors)
    independent = row.args[0].args[1]
    assert independent.head == "forall"
    assert independent.args[0].data == SEQ
    assert repr(n) in repr(independent)


# ---- facts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("nat_step", (a, b)),  # 15, 136
        ("nat", (num(-1),)),
        ("nat", (a,)),
        ("pow_next", (a, b)),
        ("pow_sum", (a, n, num(-1))),
        ("sum_last", (a, n, z)),  # 45
        ("sum_last", (n, a, z)),
        ("sum_last", (n, n, lam(x, x))),
        ("sum_empty", (n, num(-1), z)),
        ("dist_ge", (d, z, w, a)),
        ("sumseq_last", (n, n, z, var("F", fun(fun(N, N), R)))),
        ("inverse", (ONE, ONE)),
        ("inverse", ()),
        ("inverse", (op("and"),)),
        ("sqrt", (z,)),
    ],
)
def test_facts_refuse_what_does_not_fit(name: str, args: tuple[Any, ...]) -> None:
    with pytest.raises(Refused):
        fact(name, args)


JUNK = [
    op("eq", op("inv", ZERO), ZERO),  # 10
    op("eq", x * op("inv", x), ONE),  # 9
    op("eq", op("sqrt", num(-1)) ** 2, num(-1)),
    op("eq", op("sqrt", x) ** 2, x),
    op("eq", op("sqrt", x * x), x),  # 11
    op("eq", op("exp", op("log", x)), x),  # 12
    op("eq", op("gamma", ONE), op("gamma", ZERO) * ZERO),
    op("eq", op("cos", op("arccos", TWO)), TWO),
    op("eq", op("sum", ONE, ZERO, z), z(1)),  # 43
    op("eq", op("sumseq", ONE, ZERO, lam(k, k), lam(var("v", fun(N, N)), ONE)), ZERO),  # 134
    op("eq", op("int", ONE, ZERO, lam(x, x)), num(-1) * op("inv", TWO)),
]
ROWS: list[tuple[str, tuple[Any, ...]]] = [
    ("inverse", (ZERO,)),
    ("inverse", (x,)),
    ("sqrt", (num(-1),)),
    ("sqrt", (x,)),
    ("sqrt", (x * x,)),
    ("log", (x,)),
    ("log", (num(-1),)),
    ("gamma_step", (ZERO,)),
    ("arccos", (TWO,)),
    ("sum_last", (ONE, ZERO, z)),
    ("sum_empty", (ONE, ZERO, z)),
    ("sumseq_empty", (ONE, ZERO, lam(k, k), lam(var("v", fun(N, N)), ONE))),
]


@pytest.mark.parametrize("claim", JUNK, ids=repr)
def test_no_fact_decides_junk_in_one_step(claim: Term) -> None:
    """Each row, its antecedent split off, and every way to close with coefficients 1 and -1."""
    for name, args in ROWS:
        for leaf in (("close", ((1, (1,)), (1, (0,)))), ("close", ((-1, (1,)), (1, (0,)))), ("bool", 1, 0)):
            for tree in (leaf, ("or", 1, (leaf, leaf)), ("or", 0, (leaf, leaf))):
                with pytest.raises(Refused):
                    prove(claim, ("fact", name, args, tree))


def test_zero_to_the_zero_is_one() -> None:
    below = ("close", ((1, (1,)),))
    assert prove(op("eq", ZERO**0, ONE), ("or", 0, (below, below))).hyps == frozenset()


# ---- the digest of the tables ---------------------------------------------------------------------


def digest_with(monkeypatch: pytest.MonkeyPatch, table: str, name: str, build: Any) -> str:
    home = facts if table == "FACTS" else schemas
    rows = dict(getattr(home, table))
    rows[name] = replace(rows[name], build=build)
    with monkeypatch.context() as patch:
        patch.setattr(home, table, MappingProxyType(rows))
        digest.tables.cache_clear()
        made = digest.tables()
    digest.tables.cache_clear()
    return made


def test_a_formula_changed_under_its_name_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest.tables()
    weaker = FACTS["exp"].build
    assert digest_with(monkeypatch, "FACTS", "exp", weaker) == before
    assert digest_with(monkeypatch, "FACTS", "exp", lambda t: op("exp", t) > 0) != before
    for name in ("push_id", "uniform_cdf", "Int_cont", "poly_null", "choice"):
        assert digest_with(monkeypatch, "SCHEMAS", name, lambda *_: op("and")) != before
    assert digest.tables() == before


@pytest.mark.parametrize("space", [R, SEQ], ids=["R", "Seq"])
def test_every_row_has_a_sample(space: Sort) -> None:
    for name in SCHEMAS:
        formula = sample(name, space)
        assert formula.sort == B
        assert not formula.loose
