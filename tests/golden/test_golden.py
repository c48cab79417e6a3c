"""Rendered TeX of three theorems, compared as text with the files beside this one.

A change of layout is a change of these files, to be looked at: `SYMRELU_GOLDEN=write pytest tests/golden`
writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from symrelu.report.build import document_of
from symrelu.report.document import ChapterEntry, Entry
from symrelu.report.pages import tex_pages
from tests.report.entries import theorems

HERE = Path(__file__).parent


def body(entry: Entry) -> str:
    page = tex_pages(document_of([ChapterEntry("Width one", (entry,))]), "article")
    start = page.index(r"\begin{theorem}")
    ends = [page.find(mark, start) for mark in (r"\section*{What", r"\bibliographystyle", r"\end{document}")]
    return page[start : min(end for end in ends if end > 0)].strip() + "\n"


@pytest.mark.parametrize("entry", theorems(), ids=lambda entry: entry.name)
def test_rendered_tex_is_as_it_was(entry: Entry) -> None:
    file = HERE / f"{entry.name}.tex"
    if os.environ.get("SYMRELU_GOLDEN") == "write":
        file.write_text(body(entry), encoding="utf-8", newline="\n")
    assert body(entry) == file.read_text(encoding="utf-8")
