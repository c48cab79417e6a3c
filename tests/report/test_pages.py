"""Documents, pages and files: what is said is computed, and the same input gives the same bytes."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from symrelu.errors import InputError
from symrelu.laws.base import laplace, normal, uniform
from symrelu.laws.push import push
from symrelu.model.network import Layer
from symrelu.report import build
from symrelu.report.bibliography import bibtex
from symrelu.report.document import ChapterEntry, Document, StepEntry
from symrelu.report.law_page import law_chapter, law_entry
from symrelu.report.mathml import display_math, inline_math
from symrelu.report.notation import layout_of
from symrelu.report.pages import html_page, tex_pages
from symrelu.report.prose import html_prose
from symrelu.terms.symbols import positive, reals
from symrelu.terms.term import op
from tests.report.entries import (
    INVARIANT,
    NULL_SETS,
    forall,
    homogeneity,
    invariance,
    layer_of_clip,
    theorems,
    x,
)
from tests.report.test_latex import HOSTILE, SHOWN


def document(*entries: object, title: str = "Width one") -> Document:
    return build.document_of([ChapterEntry(title, tuple(entries or theorems()))])  # type: ignore[arg-type]


def whole() -> Document:
    laws = law_chapter("Laws", [("A clipped uniform law", push(Layer(2, -1), uniform(0, 1)))], "Here $y>0$.")
    return build.document_of([*theorems(), laws])


def test_a_verdict_is_computed_from_the_theorem() -> None:
    assert homogeneity().verdict == "proved"
    assert invariance().verdict == "proved, with 1 cited fact"
    argued = replace(NULL_SETS, name="draft", kind="argued", source="")
    assert (
        replace(invariance(), axioms=(NULL_SETS, argued)).verdict
        == "proved, with 1 cited fact and 1 argued step"
    )
    assert replace(homogeneity(), conclusion=None).verdict == "open"
    assert replace(homogeneity(), conclusion=op("eq", x, x)).verdict == "open"
    assert replace(homogeneity(), hypotheses=frozenset()).verdict == "open"


def test_an_open_statement_shows_no_proof() -> None:
    page = tex_pages(document(replace(homogeneity(), conclusion=None)), "article")
    assert r"\open{No theorem was given.}" in page
    assert r"\begin{proof}" not in page


@pytest.mark.parametrize("style", build.STYLES)
def test_the_same_input_gives_the_same_bytes(style: str, tmp_path: Path) -> None:
    first = build.report(whole(), tmp_path / "one", style)
    second = build.report(whole(), tmp_path / "two", style)
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert not re.search(r"\b20[2-9]\d-\d\d-\d\d\b|/tmp/|0x[0-9a-f]{6}", first[0].read_text())


def test_two_entries_of_one_label_are_refused() -> None:
    with pytest.raises(InputError, match="homogeneity"):
        document(homogeneity(), homogeneity())


def test_a_style_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="appendix"):
        build.report(whole(), tmp_path, "poster")
    with pytest.raises(InputError, match="result of prove"):
        build.report(["x"], tmp_path)


def test_references_are_written_once_and_in_order() -> None:
    works = bibtex(document())
    assert [line for line in works.splitlines() if line.startswith("@")] == [
        "@book{federer1969,",
        "@inproceedings{macdonaldandwaldchen2021,",
    ]
    unknown = replace(homogeneity(), source="Nobody & Co. 1999, p. 3")
    assert r"author = {{Nobody \& Co.}}" in bibtex(document(unknown))


def test_the_appendix_has_prefixed_labels_and_no_preamble() -> None:
    page = tex_pages(document(), "appendix", build.PREFIX, "appendix")
    assert "documentclass" not in page
    assert "usepackage" not in page
    labels = re.findall(r"\\(?:label|ref)\{([^}]*)\}", page)
    assert labels
    assert all(label.startswith("symrelu:") for label in labels)
    assert "%   amsmath" in page


def test_a_page_needs_no_network_and_no_script() -> None:
    page = html_page(whole())
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_titles(title: str) -> None:
    page = html_page(document(homogeneity(title), title=f"<b>{title}</b>"))
    assert "<b>" not in page
    ElementTree.fromstring(_body(page))
    assert r"\input{x}" not in tex_pages(document(homogeneity(title), title=title), "article")


def _body(page: str) -> str:
    found = re.search(r"<main>.*</main>", page, re.DOTALL)
    assert found
    return found[0].replace("&ensp;", " ").replace('<details class="proof" open>', "<details>")


@pytest.mark.parametrize("term", [term for term, _ in SHOWN] + [INVARIANT], ids=lambda t: repr(t)[:40])
def test_every_formula_is_well_formed_mathml(term: object) -> None:
    layout = layout_of(term)  # type: ignore[arg-type]
    ElementTree.fromstring(inline_math(layout))
    ElementTree.fromstring(display_math(layout, 14))


def test_a_note_is_read_as_html() -> None:
    shown = html_prose(
        r"By \emph{parts}, $\lambda_1\le\frac{1}{2}\,\operatorname{erf}(x)$ --- see ``it'' <b>"
    )
    assert "<em>parts</em>" in shown
    assert "&lt;b&gt;" in shown
    assert "—" in shown
    ElementTree.fromstring(f"<p>{shown}</p>".replace("&nbsp;", " "))
    assert '<mo form="prefix" lspace="0em" rspace="0em">−</mo>' in html_prose("$[-1,1]$")
    assert html_prose(r"$\unknown{x}$ and \emph{open") == r"$\unknown{x}$ and \emph{open"


def test_displays_in_prose_are_displays_on_the_page() -> None:
    shown = html_prose(r"It is $x$: $$c(x) = \frac{x}{\pi}.$$ So $y$.")
    assert shown.count("<math>") == 2
    assert shown.count('<math display="block">') == 1
    assert "<mfrac" in shown
    assert "$" not in shown


def test_a_step_that_repeats_the_claim_is_not_displayed_again() -> None:
    entry = homogeneity()
    assert entry.proof[2][1] == ()
    page = tex_pages(document(entry), "article")
    assert page.count(r"\operatorname{ReLU}(\lambda t)") == 1
    assert r"This is the claim for $t \ge 0$." in page
    other = StepEntry(1, "Another formula.", op("eq", x, x), (), "ring")
    assert r"x = x." in tex_pages(document(replace(entry, steps=(other,))), "article")


def test_a_failure_is_said_in_words() -> None:
    false = op("not", forall(x, op("eq", op("relu", x), x)))
    page = tex_pages(document(replace(homogeneity(), claim=false, conclusion=false, steps=())), "article")
    assert r"it is not true that for all $x \in \mathbb{R}$" in page


def test_a_law_is_shown_with_its_atoms_and_picture() -> None:
    page = tex_pages(
        build.document_of([law_entry("Rectified", push(Layer(2, -1), laplace(0, 1)))]), "article"
    )
    assert r"\addplot[symrelu curve]" in page
    assert r"\draw[symrelu stem] (axis cs:0,0) -- (axis cs:0,0.69673)" in page
    symbolic = law_entry(
        "Symbolic", push(Layer(positive("w"), reals("b")), normal(reals("mu"), positive("sigma")))
    )
    assert symbolic.figures == ()
    assert symbolic.atoms


def test_without_latex_one_line_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = build.report(whole(), tmp_path)[0]
    monkeypatch.setenv("PATH", "")
    answer = build.compile_tex(source)
    assert isinstance(answer, str)
    assert "apt-get install latexmk" in answer
    assert "\n" not in answer


needs_latex = pytest.mark.skipif(shutil.which("latexmk") is None, reason="latexmk is not installed")


@needs_latex
@pytest.mark.slow
@pytest.mark.parametrize("style", ["article", "appendix", "slides"])
def test_a_report_compiles_cleanly(style: str, tmp_path: Path) -> None:
    hostile = [replace(homogeneity(title), name=f"hostile{i}") for i, title in enumerate(HOSTILE)]
    source = build.report(build.document_of([*whole().chapters, *hostile]), tmp_path, style)[0]
    made = build.compile_tex(source)
    assert isinstance(made, Path)
    assert made.read_bytes().startswith(b"%PDF")


@needs_latex
@pytest.mark.slow
def test_what_is_wrong_with_a_page_is_said(tmp_path: Path) -> None:
    source = tmp_path / "wrong.tex"
    source.write_text("\\documentclass{article}\\begin{document}\\ref{nowhere}\\end{document}")
    with pytest.raises(build.TypesettingError, match="nowhere"):
        build.compile_tex(source)
    source.write_text("\\documentclass{article}\\begin{document}\\undefinedmacro\\end{document}")
    with pytest.raises(build.TypesettingError, match="Undefined control sequence"):
        build.compile_tex(source)


def test_the_clipped_uniform_uses_its_title() -> None:
    assert layer_of_clip().label == "thm:width-one:layer-of-clip"
