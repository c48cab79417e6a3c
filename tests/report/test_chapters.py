"""The pictures of the shipped chapters: each belongs to a module, and is the same each time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from types import FunctionType

import pytest

from symrelu.report.document import ChapterEntry
from symrelu.report.drawing import bounds, pgfplots, svg
from symrelu.report.latex import prose
from symrelu.report.pages import html_page, tex_pages
from symrelu.script.library import load_module, shipped

FILES = sorted(shipped().rglob("_pictures.py"))
MADE = [
    (file, name, made)
    for file in FILES
    for name, made in vars(load_module(file)).items()
    if isinstance(made, FunctionType) and made.__module__ == load_module(file).__name__
]


@pytest.mark.parametrize(("file", "name", "made"), MADE, ids=[name for _, name, _ in MADE])
def test_pictures_of_a_module(file: Path, name: str, made: FunctionType) -> None:
    assert file.with_name(f"{name}.py").is_file(), f"{name} is no module"
    figures = made()
    assert figures
    for figure, again in zip(figures, made(), strict=True):
        assert pgfplots(figure) == pgfplots(again)
        assert prose(figure.caption).endswith(".")
        ET.fromstring(svg(figure))
        low, high, bottom, top = bounds(figure)
        assert all(low <= x <= high and bottom <= y <= top for x, y in figure.places())


def test_figures_are_numbered_and_referred_to() -> None:
    from symrelu import chain_figure
    from symrelu.report.document import Document

    figures = (chain_figure([(0, 0), (1, 1)], "One, $x \\le 1$."), chain_figure([(0, 1), (1, 0)], "Two."))
    document = Document("Two pictures", (ChapterEntry("Pictures", (), "Look.", figures, "pictures"),))
    page = tex_pages(document, "article")
    assert r"\pictured{Figures~\ref{sec:pictures:figure1} and~\ref{sec:pictures:figure2}}" in page
    assert r"\caption{One, $x \le 1$.}\label{sec:pictures:figure1}" in page
    shown = html_page(document)
    assert "Figure 1. One, <math>" in shown
    assert "Figure 2. Two." in shown
    assert shown.count("<svg") == 2
    assert r"\begin{frame}{Pictures}" in tex_pages(document, "slides")
