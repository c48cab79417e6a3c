"""Words about methods, notation and origins: what a reader is told about a step."""

from __future__ import annotations

from pathlib import Path

from symrelu.report.document import StepEntry
from symrelu.report.glossary import glossary
from symrelu.report.names import distinct
from symrelu.report.origins import origin, origins
from symrelu.report.pages import html_page, method_words, tex_pages
from symrelu.report.reasons import reason_words
from symrelu.report.sentences import Paragraph
from symrelu.script.library import contents, library, shipped
from symrelu.terms.term import num, op, var
from tests.report.entries import a, b, exists, forall, homogeneity, relu, t, w, x
from tests.report.test_pages import document


def test_names_of_the_tables_become_words() -> None:
    assert (
        reason_words("discharge, uniform cdf, uniform cdf left") == "distribution function of the uniform law"
    )
    assert reason_words("student t cdf left") == "distribution function of the Student law"
    assert reason_words("dPd triangle, E_linear") == "triangle inequality, linearity of the mean"
    assert reason_words("") == ""
    assert method_words(StepEntry(3, "", x <= x, (), "prove", (1, 2))) == "logic, from steps 1 and 2"


def test_a_number_above_is_no_coordinate() -> None:
    from symrelu.report.latex import tex

    shown = distinct(("theta", "theta_0", "x_1"), ("theta",))
    assert [tex(shown[name]) for name in ("theta", "theta_0", "x_1")] == [r"\theta", r"\theta^{(0)}", "x_{1}"]


def test_a_hypothesis_that_comes_from_an_existence() -> None:
    between = op("and", a < w, w < b)
    claim = forall(a, b, op("imp", a < b, exists(x, op("and", a < x, x < b))))
    assert origin(between, claim) == (w,)
    assert origin(op("and", a < w, w < a), exists(x, op("and", a < x, x < b))) == ()
    assert origin(op("and", a < num(1), num(1) < b), claim) == ()
    assert origin(between, a < b) == ()
    assert origins((between, num(0) < t), [(2, claim)]) == ((((w,), 2),), (num(0) < t,))


def test_what_the_statement_supposes_is_not_said_again() -> None:
    from dataclasses import replace

    entry = homogeneity()
    given = op("and", num(0) < var("lambda", "R"), num(0) <= t)
    step = StepEntry(1, "Both.", relu(t) <= relu(t), (given,), "linear arithmetic")
    ((_, (lead, _)),) = replace(entry, steps=(step,)).proof
    assert isinstance(lead, Paragraph)
    assert lead.phrase[0] == "Given "
    assert len([part for part in lead.phrase if not isinstance(part, str)]) == 1


def test_a_picked_variable_names_its_step() -> None:
    from dataclasses import replace

    first = StepEntry(1, "One.", exists(x, t < x))
    second = StepEntry(2, "Two.", t <= w, (t < w,), "linear arithmetic", (1,))
    entry = replace(homogeneity(), steps=(first, second))
    page = tex_pages(document(entry), "article")
    assert "With $w$ as in step 1," in page
    assert "as in step 1" in html_page(document(entry))


def test_the_notation_that_occurs_is_explained() -> None:
    page = tex_pages(document(homogeneity()), "article")
    assert r"\operatorname{ReLU}(x) = \max(x, 0)" in page
    assert "Prokhorov" not in page
    assert glossary([x + 1]) == ()
    assert "Proved: 1 of 1 statement;" in page
    assert "own computation" not in page


def test_titles_may_hold_formulas() -> None:
    page = tex_pages(document(homogeneity(), title=r"A part of $\mathbb R^4$, 50%"), "article")
    assert r"\section{A part of $\mathbb R^4$, 50\%}" in page


def test_the_modules_come_in_the_order_of_the_contents(tmp_path: Path) -> None:
    folder = shipped() / "macdonald_waldchen"
    listed = contents(folder)
    assert set(listed) <= {file.stem for file in folder.glob("*.py")}
    chapters = list(dict.fromkeys(p.module for p in library("theorems")))
    assert [name for name in chapters if name in listed] == [n for n in listed if n in chapters]
    source = "from symrelu import Equal, have, reals, theorem\nx = reals('x')\n"
    for name in ("alpha", "beta", "gamma"):
        proposition = f"@theorem('T', Equal(x, x))\ndef {name}(claim):\n    return have(claim)\n"
        (tmp_path / f"{name}.py").write_text(source + proposition, encoding="utf-8")
    (tmp_path / "contents.txt").write_text("# order\ngamma\n", encoding="utf-8")
    assert [p.name for p in library(tmp_path)] == ["gamma", "alpha", "beta"]
