"""Points, matrices and layers with written entries, and that a layer is named for no other function."""

from __future__ import annotations

import pytest
from sympy import Rational

from symrelu import LayerMap
from symrelu.report.latex import tex
from symrelu.report.mathml import inline_math
from symrelu.report.notation import layout_of
from symrelu.report.sequences import chosen, ends, layer_notion, values
from symrelu.terms.claim.layers import layer
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term, lam, num, op, var

i, j, d = var("i", "N"), var("j", "N"), var("d", "N")
a, b = var("a", "R"), var("b", "R")
x = var("x", SEQ)


def choice(index: Term, *entries: Term) -> Term:
    """The entries in order, and 0 from there on."""
    out = num(0)
    for place, entry in reversed(list(enumerate(entries, 1))):
        out = op("ite", op("eq", index, num(place)), entry, out)
    return out


def shown(term: Term) -> str:
    return tex(layout_of(term))


def test_points_are_listed() -> None:
    assert shown(lam(i, choice(i, a, b))) == "(a, b)"
    assert shown(lam(i, choice(i, a))) == "(a, 0)"
    assert shown(lam(i, choice(i, num(2), num(4)))) == "(2, 4)"
    inside = op("and", op("le", num(1), i), op("le", i, d))
    assert shown(lam(i, op("ite", inside, x(i), num(0)))) == r"(x_{1}, \dots, x_{d})"
    assert shown(lam(i, num(0))) == "0"


def test_what_is_no_list_is_shown_as_it_is() -> None:
    for other in (
        lam(i, op("ite", op("eq", i, num(1)), a, b)),
        lam(i, op("ite", op("le", i, num(1)), a, num(0))),
        lam(i, op("ite", op("eq", i, num(0)), a, num(0))),
    ):
        assert values(other) is None
        assert "mapsto" in shown(other)
    inside = op("and", op("le", num(2), i), op("le", i, d))
    assert ends(lam(i, op("ite", inside, x(i), num(0)))) is None


def test_a_layer_of_numbers_has_a_matrix() -> None:
    written = LayerMap(((1, 0), (-3, Rational(1, 2))), (0, 5), d=2).term()
    matrix = r"\begin{pmatrix} 1 & 0 \\ -3 & \tfrac{1}{2} \end{pmatrix}"
    assert matrix.replace(r" \\ ", r" \\[0.5ex] ") in shown(written) or matrix in shown(written)
    assert r"\begin{pmatrix} 0 \\ 5 \end{pmatrix}" in shown(written)
    assert "<mtable" in inline_math(layout_of(written))


def test_a_layer_without_bias_and_one_of_a_row() -> None:
    W = lam(i, lam(j, op("ite", op("eq", i, num(1)), x(j), num(0))))
    row = layer(d, W, lam(i, choice(i, b)))
    assert r"\begin{pmatrix} x_{1} & \cdots & x_{d} \end{pmatrix}" in shown(row)
    plain = layer(d, lam(i, lam(j, choice(i, choice(j, a)))), lam(i, num(0)))
    assert r"\operatorname{ReLU}_{d}(\begin{pmatrix} a \end{pmatrix}z)".replace(" ", "") in shown(
        plain
    ).replace(" ", "").replace(r"\bigl", "").replace(r"\bigr", "").replace(r"\Bigl", "").replace(r"\Bigr", "")


@pytest.mark.parametrize("change", [("relu", "abs"), ("le", "lt")])
def test_another_function_is_no_layer(change: tuple[str, str]) -> None:
    written = layer(d, lam(i, lam(j, choice(i, choice(j, a)))), lam(i, choice(i, b)))
    assert layer_notion(written) is not None

    def changed(term: Term) -> Term:
        from symrelu.terms.term import binder

        if term.head == "lam":
            return binder(term.data, changed(term.args[0]), term.hint)
        head = change[1] if term.head == change[0] else term.head
        return op(head, *map(changed, term.args)) if term.args else term

    assert layer_notion(changed(written)) is None
    assert "pmatrix" not in shown(changed(written))


def test_choices_that_numerals_decide_are_made() -> None:
    inside = op("and", op("le", num(1), num(2)), op("lt", num(2), num(2)))
    assert chosen(op("ite", inside, a, b)) == b
    assert chosen(op("ite", op("eq", num(2), num(2)), a, b)) == a
    open_ = op("ite", op("le", a, b), a, b)
    assert chosen(open_) == open_
