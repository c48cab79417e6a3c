"""Terms and text as TeX: what a reader sees, and what two different things never share."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symrelu.report.latex import balanced, escape, latex_of, prose, sequent, term_tex
from symrelu.report.names import distinct
from symrelu.report.notation import NOTATION
from symrelu.terms.term import HEADS, lam, num, op, var
from tests.report.entries import a, b, exists, f, forall, h, l, mu, n, relu, v, w, x, y

half = num(Fraction(1, 2))
k = var("k", "N")
lambda_1 = var("lambda_1", "R")
subset = var("A", ("borel", "R", "B"))
family = var("Omega", ("fun", ("fun", "N", "R"), "B"))


SHOWN = [
    (a - b, "a - b"),
    (a + num(-1) * b + num(-2), "a - b - 2"),
    (num(-1) * a + b, "b - a"),
    (a * (b + 1), r"a\,(b + 1)"),
    (half * x, r"\tfrac{x}{2}"),
    (half * relu(x), r"\tfrac{1}{2}\operatorname{ReLU}(x)"),
    ((a - b) * op("inv", w), r"\frac{a - b}{w}"),
    (op("inv", 2 * w), r"\frac{1}{2 w}"),
    (num(2) * num(3), r"2 \cdot 3"),
    ((x + 1) ** 2, "(x + 1)^{2}"),
    (op("pow", var("x'", "R"), num(2)), "(x')^{2}"),
    (op("clip", x, l, h), r"\operatorname{clip}(x; l, h)"),
    (op("and", num(0) < x, x <= num(1)), r"0 < x \le 1"),
    (num(0) < lambda_1, r"\lambda_{1} > 0"),
    (op("not", op("eq", a, b)), r"a \ne b"),
    (op("not", a <= b), "a > b"),
    (forall(x, y, x <= y), r"\forall x, y \in \mathbb{R}\colon \;x \le y"),
    (
        forall(x, op("imp", num(0) < x, exists(n, x <= n))),
        r"\forall x > 0\colon \;\exists n \in \mathbb{N}\colon \;x \le n",
    ),
    (op("imp", op("imp", a <= b, b <= a), op("eq", a, b)), r"(a \le b \implies b \le a) \implies a = b"),
    (op("or", op("and", a <= b, b <= x), x < a), r"a \le b \le x \lor x < a"),
    (op("and", op("or", a <= b, b <= a), op("eq", a, b)), r"(a \le b \lor b \le a) \land a = b"),
    (op("and"), r"\text{true}"),
    (v(k + 1), "v_{k + 1}"),
    (f(x) ** 2, "f(x)^{2}"),
    (op("sum", num(1), n, lam(k, v(k) * f(x))), r"\sum_{k = 1}^{n}\,v_{k}\,f(x)"),
    (op("sum", num(1), n, v), r"\sum_{k = 1}^{n}\,v_{k}"),
    (op("int", num(0), x, f), r"\int_{0}^{x}f(x')\,\mathrm{d}x'"),
    (op("P", mu, lam(x, x <= a)), r"\mathbb{P}_{x \sim \mu}(x \le a)"),
    (op("E", mu, lam(x, relu(x))), r"\mathbb{E}_{x \sim \mu}[\operatorname{ReLU}(x)]"),
    (op("push", f, mu), r"f_{*}\,\mu"),
    (op("push", lam(x, relu(x)), mu), r"(x \mapsto \operatorname{ReLU}(x))_{*}\,\mu"),
    (op("push", op("app", var("G", ("fun", "N", ("borel", "R", "R"))), n), mu), r"(G_{n})_{*}\,\mu"),
    (op("max", op("max", a, b), x), r"\max(a, b, x)"),
    (op("normal", a, b), r"\mathcal{N}(a, b^{2})"),
    (op("normal", num(0), num(1)), r"\mathcal{N}(0, 1)"),
    (op("delta", a), r"\delta_{a}"),
    (op("atoms", n, v, v), r"\sum_{i = 1}^{n}\,v_{i}\,\delta_{v_{i}}"),
    (op("app", subset, x), r"x \in A"),
    (op("not", op("app", subset, x)), r"x \notin A"),
    (op("app", family, v), r"v \in \Omega"),
    (op("tends_right", f, a, b), r"\lim_{x \downarrow a}f(x) = b"),
    (op("hasderiv", lam(x, x**2), x, 2 * x), r"\frac{\mathrm{d}}{\mathrm{d}x}\,x^{2} = 2 x"),
    (op("exp", num(-1) * x), r"\mathrm{e}^{-x}"),
    (op("iid", n, mu), r"\mu^{\otimes n}"),
]


@pytest.mark.parametrize(("term", "expected"), SHOWN, ids=[repr(term)[:50] for term, _ in SHOWN])
def test_a_term_is_shown_as_a_paper_writes_it(term: object, expected: str) -> None:
    assert term_tex(term) == expected


def test_every_head_has_a_notation() -> None:
    assert set(HEADS) <= set(NOTATION)


def test_bound_names_differ_from_free_and_outer_ones() -> None:
    inner = op("forall", lam(y, op("lt", x, y)))
    captured = op("exists", lam(y, op("and", inner, op("eq", y, x))))
    assert (
        term_tex(captured)
        == r"\exists y \in \mathbb{R}\colon \;(\forall y' \in \mathbb{R}\colon \;x < y') \land y = x"
    )
    free = op("forall", lam(x, op("lt", x, y)))
    shown = term_tex(op("and", op("eq", x, y), free))
    assert shown == r"x = y \land (\forall x' \in \mathbb{R}\colon \;x' < y)"


def test_names_that_would_look_alike_are_kept_apart() -> None:
    assert term_tex(var("x_1", "R") - var("x1", "R")) == r"\mathtt{x\_1} - x_{1}"


@given(st.lists(st.from_regex(r"\A[a-zA-Z_][a-zA-Z0-9_]{0,6}'{0,2}\Z"), min_size=1, max_size=8))
def test_different_names_have_different_notations(names: list[str]) -> None:
    found = distinct(names)
    assert len(set(found.values())) == len(set(names))


def test_a_sequent_shows_what_is_given() -> None:
    assert sequent((), op("eq", x, x)) == "x = x"
    assert sequent((num(0) <= x,), x <= x + 1) == r"x \ge 0 \;\vdash\; x \le x + 1"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (sp.Rational(-3, 4), r"-\tfrac{3}{4}"),
        (1 - sp.Symbol("x"), "1 - x"),
        (sp.Symbol("x") ** sp.Rational(1, 2), r"\sqrt{x}"),
        (sp.exp(-sp.Symbol("x")), r"\mathrm{e}^{-x}"),
        (sp.erf(sp.sqrt(2) / 4) / 2, r"\tfrac{1}{2}\operatorname{erf}\bigl(\tfrac{\sqrt{2}}{4}\bigr)"),
        (
            sp.Piecewise((0, sp.Symbol("y") < 0), (1, True)),
            r"\begin{dcases} 0, & y < 0 \\ 1, & \text{otherwise} \end{dcases}",
        ),
        (-sp.oo, r"-\infty"),
        (sp.betainc_regularized(2, 3, 0, sp.Symbol("x")), "I_{x}(2, 3)"),
    ],
)
def test_expressions_share_the_notation_of_terms(expression: object, expected: str) -> None:
    assert latex_of(expression) == expected


HOSTILE = [
    "50% off",
    "a_b",
    "{",
    "}",
    "\\",
    "\\input{x}",
    "#1 & 2",
    "$x$",
    "^^M",
    "~",
    "a]b",
    "λ ≤ ρ",
    "naïve 漢字",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_plain_text_keeps_no_meaning_of_its_own(title: str) -> None:
    shown = escape(title)
    bare = shown
    for harmless in (
        r"\textbackslash{}",
        r"\textasciitilde{}",
        r"\textasciicircum{}",
        *("\\" + c for c in "#$%&_{}"),
    ):
        bare = bare.replace(harmless, "")
    if "ensuremath" not in bare:
        assert not set(bare) & set("\\{}$%#&_^~")


@given(st.text(max_size=40))
def test_any_note_gives_balanced_tex(note: str) -> None:
    assert balanced(prose(note))


def test_a_note_keeps_its_formulas() -> None:
    assert prose(r"Half of $x_1$, or 50%, of a_b & c") == r"Half of $x_1$, or 50\%, of a\_b \& c"
    assert prose("one dollar $ only") == r"one dollar \$ only"
