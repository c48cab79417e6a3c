"""Displayed formulas as TeX: on as many lines as they need, below each other, in tables."""

from __future__ import annotations

from collections.abc import Iterable

from symrelu.report.latex import aligned, join, tex
from symrelu.report.layout import Layout, Line, Symbol
from symrelu.report.lines import lines

MOST_LINES = 9  # a display of more lines may be broken between pages


def display(layout: Layout, room: float, end: str = "") -> str:
    """A displayed formula, on as many lines as it needs; a line without a place to break is scaled to fit.

    `end` is the punctuation after it.
    """
    found = _ended(layout, room, end)
    if len(found) > MOST_LINES and _fits(found, room, end):
        return aligned(found).replace("{aligned}", "{align*}")
    return "\\[\n" + _inner(found, room, end) + "\n\\]"


def _ended(layout: Layout, room: float, end: str) -> tuple[Line, ...]:
    """The lines of a formula, with the punctuation after the last."""
    found = lines(layout, room)
    if not end:
        return found
    last = found[-1]
    return (*found[:-1], Line(last.indent, (*last.items, Symbol(end, end, "mark", 0.3))))


def _fits(found: tuple[Line, ...], room: float, end: str) -> bool:
    return max(line.width for line in found) <= room + (0.3 if end else 0.0)


def _inner(found: tuple[Line, ...], room: float, end: str) -> str:
    if not _fits(found, room, end):
        return rf"\fitline{{{aligned(found)}}}"
    return join(*map(tex, found[0].items)) if len(found) == 1 else aligned(found)


def gathered(formulas: Iterable[tuple[Layout, str]], room: float) -> str:
    """Displayed formulas below each other, with the punctuation after each."""
    out: list[str] = []
    rows: list[str] = []
    for layout, end in formulas:
        found = _ended(layout, room, end)
        if len(found) > MOST_LINES:
            out += [*_gather(rows), display(layout, room, end)]
            rows = []
        else:
            rows.append(_inner(found, room, end))
    return "\n".join([*out, *_gather(rows)])


def _gather(rows: list[str]) -> list[str]:
    if not rows:
        return []
    apart = r" \\[1.2ex]" if any("aligned" in part for part in rows) else r" \\"
    return ["\\begin{gather*}\n" + f"{apart}\n".join(rows) + "\n\\end{gather*}"]


def case_table(rows: tuple[tuple[Layout, Layout | None], ...]) -> str:
    """Cases that are too many for one display, as a table that breaks across pages."""
    body = "\n".join(
        rf"${tex(condition)}$ & $\displaystyle {tex(value)}$ \\"
        if condition
        else rf"otherwise & ${tex(value)}$ \\"
        for value, condition in rows
    )
    head = "\\toprule\n\\endhead\n\\bottomrule\n\\endfoot"
    return (
        "\\begingroup\\renewcommand{\\arraystretch}{1.4}\n\\begin{longtable}{@{}ll@{}}\n"
        f"{head}\n{body}\n\\end{{longtable}}\n\\endgroup"
    )
