"""Conditions and choices as a reader expects them; what would be ambiguous stays in symbols."""

from __future__ import annotations

from symrelu.report.conditions import condition, conditions
from symrelu.report.latex import tex
from symrelu.report.notation import layout_of, scope_for
from symrelu.terms.sorts import SEQ
from symrelu.terms.term import Term, lam, num, op, var

x, y, z = (var(name, "R") for name in "xyz")
i, n = var("i", "N"), var("n", "N")
w = var("w", SEQ)


def shown(formula: Term) -> str:
    return tex(condition(formula, scope_for(formula)))


def every(variable: Term, body: Term) -> Term:
    return op("forall", lam(variable, body))


def test_ranges_stand_behind() -> None:
    inside = op("and", op("le", num(1), i), op("le", i, n))
    assert shown(every(i, op("imp", inside, num(0) <= w(i)))) == r"w_{i} \ge 0\text{ for }1 \le i \le n"
    about = every(i, op("imp", op("le", w(i), num(1)), num(0) <= w(i)))
    assert shown(about).endswith(r"\text{ for all }i \in \mathbb{N}\text{ and }w_{i} \le 1")
    assert shown(every(x, op("eq", x, x * y))).endswith(r"\text{ for all }x \in \mathbb{R}")


def test_other_quantifiers_stay_in_front() -> None:
    for formula in (
        every(x, op("imp", op("or", x <= y, y <= x), x <= y)),
        every(x, op("exists", lam(y, x <= y))),
        op("exists", lam(y, x <= y)),
        every(x, op("imp", x <= y, op("imp", op("or", x <= y, y <= x), x <= y))),
    ):
        assert shown(formula).startswith((r"\forall", r"\exists"))


def test_inside_a_formula_the_range_stays_in_front() -> None:
    formula = op("or", every(x, x <= y), y <= z)
    assert r"\forall x" in shown(formula)


def test_like_bounds_are_put_together() -> None:
    parts = tuple(part for v in (x, y) for part in (num(0) <= v, v <= num(1)))
    (one,) = conditions(parts, scope_for(*parts))
    assert tex(one) == r"x, y \in [0, 1]"
    strict = (x < num(1), y < num(1), z <= num(1))
    assert [tex(part) for part in conditions(strict, scope_for(*strict))] == ["x, y < 1", r"z \le 1"]
    apart = (num(0) <= x, x <= num(1), num(0) <= y, y < num(1))
    assert len(conditions(apart, scope_for(*apart))) == 2


def test_indicators() -> None:
    def of(condition: Term, value: Term, other: Term) -> str:
        return tex(layout_of(op("ite", condition, value, other)))

    assert of(x <= y, num(1), num(0)) == r"\mathbf{1}\{x \le y\}"
    assert of(x <= y, num(0), num(1)) == r"\mathbf{1}\{x > y\}"
    assert of(x <= y, x, num(0)) == r"x\,\mathbf{1}\{x \le y\}"
    assert "dcases" in of(x <= y, x, num(1))
    assert of(op("and"), x, num(0)) == "x"
