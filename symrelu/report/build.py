"""Writing a report: documents to files, files to PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from symrelu.errors import InputError, SymreluError
from symrelu.report.bibliography import bibtex
from symrelu.report.document import ChapterEntry, Document, Entry, LawEntry
from symrelu.report.pages import html_page, tex_pages

STYLES = ("article", "appendix", "slides", "html")
TITLE = "Proved statements on ReLU networks"
PREFIX = "symrelu:"
TEX_PACKAGES = "latexmk texlive-latex-recommended texlive-latex-extra texlive-pictures lmodern"
NO_TEX = f"no PDF was made: latexmk is not installed (Debian: apt-get install {TEX_PACKAGES})"


class TypesettingError(SymreluError):
    """LaTeX reports errors, undefined references or overfull boxes; the text is that part of its log."""


def report(theorems: Any, path: str | Path, style: str = "article", title: str = TITLE) -> tuple[Path, ...]:
    """Theorems with their proofs as a paper, an appendix of one, slides or a page; returns the files written.

    Requires: `theorems` is a Document, or an iterable of results of `prove`, of pairs (proposition, result or
    None), of entries and chapters. `path` is a folder, or a file that ends in .tex or .html.
    Raises: InputError for another style, or for something that is no theorem.
    """
    if isinstance(theorems, Document):
        return write_report(theorems, path, style)
    return write_report(document_of([_item(item) for item in theorems], title), path, style)


def _item(item: Any) -> ChapterEntry | Entry | LawEntry:
    from symrelu.report.chapters import entry_of
    from symrelu.script.proposition import Proposition, Result

    if isinstance(item, ChapterEntry | Entry | LawEntry):
        return item
    if isinstance(item, Result):
        return entry_of(item.proposition, item)
    if isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], Proposition):
        return entry_of(item[0], item[1])
    raise InputError("report", type(item).__name__, "the result of prove(...)", "report([prove(p)], path)")


def document_of(items: Iterable[ChapterEntry | Entry | LawEntry], title: str = TITLE) -> Document:
    """Chapters as they come; entries without a chapter are gathered by module, in order of appearance."""
    chapters: list[ChapterEntry] = []
    for item in items:
        if isinstance(item, ChapterEntry):
            chapters.append(item)
            continue
        heading = _heading(item.module) if isinstance(item, Entry) else "Laws"
        same = next((i for i, chapter in enumerate(chapters) if chapter.title == heading), None)
        if same is None:
            chapters.append(ChapterEntry(heading, (item,)))
        else:
            old = chapters[same]
            chapters[same] = ChapterEntry(old.title, (*old.entries, item), old.introduction)
    labels = [entry.label for chapter in chapters for entry in chapter.entries]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise InputError("report", ", ".join(twice), "entries with different names", "rename one of them")
    return Document(title, tuple(chapters))


def _heading(module: str) -> str:
    words = module.split(".")[-1].replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Statements"


def write_report(document: Document, path: str | Path, style: str = "article") -> tuple[Path, ...]:
    """The files of a report: `path` is a folder, or the file to write when it ends in .tex or .html.

    Raises: InputError for a style that does not exist.
    """
    if style not in STYLES:
        raise InputError("style", repr(style), "one of " + ", ".join(STYLES), 'style="article"')
    target = Path(path)
    if target.suffix not in (".tex", ".html"):
        target = target / ("index.html" if style == "html" else f"{style}.tex")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"{str(target.parent)!r} ({(error.strerror or 'not writable').lower()})"
        raise InputError("report", found, "a folder that can be written", "-o reports") from error
    if style == "html":
        target.write_text(html_page(document), encoding="utf-8", newline="\n")
        return (target,)
    works = target.with_suffix(".bib") if document.references and style != "slides" else None
    prefix = PREFIX if style == "appendix" else ""
    target.write_text(tex_pages(document, style, prefix, target.stem), encoding="utf-8", newline="\n")
    if works is None:
        return (target,)
    works.write_text(bibtex(document), encoding="utf-8", newline="\n")
    return target, works


_COMPLAINT = re.compile(
    r"^(?:! .*|.*:\d+: .*|LaTeX Warning: (?:Reference|Citation|There were undefined).*"
    r"|.*multiply.defined.*|Overfull \\[hv]box.*)$",
    re.MULTILINE,
)


def complaints(log: str) -> tuple[str, ...]:
    """The lines of a LaTeX log that a clean document does not have, each with the line after it.

    >>> complaints("Overfull \\\\hbox (3.0pt too wide) in paragraph at lines 3--4\\nxx\\n\\nfine")
    ('Overfull \\\\hbox (3.0pt too wide) in paragraph at lines 3--4 | xx',)
    """
    lines = log.splitlines()
    found = [
        f"{line} | {[*lines, ''][i + 1]}".removesuffix(" | ")
        for i, line in enumerate(lines)
        if _COMPLAINT.match(line)
    ]
    errors = [line for line in found if line.startswith("! ") or re.match(r"\S+:\d+: ", line)]
    return tuple(dict.fromkeys(errors or found))


def compile_tex(path: str | Path, seconds: float = 240) -> Path | str:
    """The PDF beside the TeX file, compiled in a folder of its own; or one line that says how to get LaTeX.

    A fragment is compiled inside a small article.

    Raises: TypesettingError with the part of the log that matters.
    """
    program = shutil.which("latexmk")
    if program is None:
        return NO_TEX
    source = Path(path).resolve()
    with tempfile.TemporaryDirectory(prefix="symrelu-tex-") as folder:
        for file in (source, source.with_suffix(".bib")):
            if file.exists():
                shutil.copy(file, folder)
        main = _main_file(source, Path(folder))
        command = [
            program,
            "-pdf",
            "-interaction=nonstopmode",
            "-halt-on-error",
            "-file-line-error",
            "-norc",
            main,
        ]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired as error:
            raise TypesettingError(f"{source.name}: LaTeX did not finish within {seconds:g} s") from error
        log_file = Path(folder, main).with_suffix(".log")
        log = log_file.read_text(encoding="utf-8", errors="replace") if log_file.exists() else ""
        found = complaints(log)
        if done.returncode or found:
            excerpt = found or tuple(done.stdout.decode(errors="replace").splitlines()[-12:])
            raise TypesettingError("\n".join([f"{source.name} does not compile cleanly:", *excerpt[:20]]))
        target = source.with_suffix(".pdf")
        shutil.copy(Path(folder, main).with_suffix(".pdf"), target)
        return target


def _main_file(source: Path, folder: Path) -> str:
    if "\\documentclass" in source.read_text(encoding="utf-8"):
        return source.name
    frame = f"whole-{source.name}"
    cited = source.with_suffix(".bib").exists()
    Path(folder, frame).write_text(fragment_frame(source.stem, cited), encoding="utf-8")
    return frame


def fragment_frame(name: str, cited: bool) -> str:
    """A small article that inputs an appendix, for looking at it and for testing that it compiles.

    >>> "input{appendix}" in fragment_frame("appendix", False)
    True
    """
    packages = "amsmath,amssymb,amsthm,mathtools,booktabs,longtable,array,graphicx,pgfplots"
    works = rf"\bibliographystyle{{plain}}\bibliography{{{name}}}" if cited else ""
    return "\n".join(
        [
            r"\documentclass{article}",
            r"\usepackage[T1]{fontenc}\usepackage{lmodern,textcomp}",
            rf"\usepackage{{{packages}}}",
            r"\begin{document}",
            r"\appendix",
            rf"\input{{{name}}}",
            works,
            r"\end{document}",
            "",
        ]
    )
