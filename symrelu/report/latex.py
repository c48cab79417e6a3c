"""Layouts, terms and text as TeX: the one printer."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from symrelu.report.layout import (
    Break,
    Cases,
    Delimiter,
    Fence,
    Fraction,
    Group,
    Layout,
    Limits,
    Line,
    Root,
    Row,
    Script,
    Stack,
    Symbol,
    fence_size,
)
from symrelu.report.lines import lines

_SIZES = ("", r"\big", r"\Big", r"\bigg", r"\Bigg")
_MARKS = MappingProxyType(
    {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": r"\vert", "‖": r"\Vert", "": "."}
)
_ESCAPES = MappingProxyType(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
     **{mark: "\\" + mark for mark in "#$%&_"}}
)
_WORD_END = re.compile(r"\\[A-Za-z]+\Z")


def escape(text: str) -> str:
    r"""Plain text as TeX; no character keeps a meaning of its own.

    >>> escape("50% of a_b {x} \\input")
    '50\\% of a\\_b \\{x\\} \\textbackslash{}input'
    """
    flat = " ".join(text.split())
    return "".join(_ESCAPES.get(mark, mark) for mark in flat if mark.isprintable())


def join(*parts: str) -> str:
    """Pieces of TeX side by side; a control word is kept apart from a letter after it."""
    out = ""
    for part in parts:
        if part and out and part[0].isalpha() and _WORD_END.search(out):
            out += " "
        out += part
    return out


def tex(layout: Layout) -> str:
    """A layout as TeX for one line of mathematics."""
    match layout:
        case Symbol():
            return layout.tex
        case Row(items):
            return join(*map(tex, items))
        case Group(body, _):
            return tex(body)
        case Break(flat, _, _):
            return flat.tex if flat else ""
        case Fraction(above, below, small):
            command = r"\tfrac" if small else r"\frac"
            return f"{command}{{{tex(above)}}}{{{tex(below)}}}"
        case Script():
            return _script(layout)
        case Limits(operator, under, over):
            return operator.tex + (f"_{{{tex(under)}}}" if under else "") + (f"^{{{tex(over)}}}" if over else "")
        case Root(body):
            return rf"\sqrt{{{tex(body)}}}"
        case Fence(opening, body, closing):
            size = fence_size(body)
            return join(delimiter(opening, True, size), tex(body), delimiter(closing, False, size))
        case Delimiter(mark, opens, size):
            return delimiter(mark, opens, size)
        case Cases(rows):
            return _cases(rows)
        case Stack(found):
            return aligned(found, "[t]")


def _script(layout: Script) -> str:
    base = tex(layout.base)
    if isinstance(layout.base, Row):
        base = f"{{{base}}}"
    sub = f"_{{{tex(layout.sub)}}}" if layout.sub else ""
    sup = f"^{{{tex(layout.sup)}}}" if layout.sup else ""
    if layout.primes and sup:
        ticks = r"\prime" * layout.primes
        return f"{base}{sub}^{{{join(ticks, tex(layout.sup))}}}" if layout.sup else base
    return base + "'" * layout.primes + sub + sup


def delimiter(mark: str, opens: bool, size: int) -> str:
    """One delimiter; at size 5 it grows with what it encloses."""
    if size > 4:
        return (r"\left" if opens else r"\right") + _MARKS[mark]
    if not mark:
        return ""
    if size == 0:
        bars = {"|": (r"\lvert ", r"\rvert "), "‖": (r"\lVert ", r"\rVert ")}.get(mark)
        return bars[0 if opens else 1].strip() if bars else _MARKS[mark]
    return _SIZES[size] + ("l" if opens else "r") + _MARKS[mark]


def _cases(rows: tuple[tuple[Layout, Layout | None], ...]) -> str:
    otherwise = r"\text{otherwise}"
    set_rows = (f"{tex(value)}, & {tex(condition) if condition else otherwise}" for value, condition in rows)
    return r"\begin{cases} " + r" \\ ".join(set_rows) + r" \end{cases}"


def aligned(found: tuple[Line, ...], place: str = "") -> str:
    """Lines below each other, indented by steps of 1.5 em."""
    def one(line: Line) -> str:
        start = rf"&\hspace{{{1.5 * line.indent:g}em}}" if line.indent else "&"
        return join(start, *map(tex, line.items))

    return rf"\begin{{aligned}}{place}" + "\n  " + " \\\\\n  ".join(map(one, found)) + "\n\\end{aligned}"


def display(layout: Layout, room: float, tag: str = "") -> str:
    """A displayed formula, on as many lines as it needs; a line without a place to break is scaled to fit."""
    found = lines(layout, room)
    if len(found) == 1 and found[0].width <= room:
        inner = tex(layout)
    elif max(line.width for line in found) > room:
        inner = rf"\fitline{{{aligned(found)}}}"
    else:
        inner = aligned(found)
    return "\\[\n" + inner + tag + "\n\\]"


def term_tex(term: Any) -> str:
    r"""A term as TeX for one line.

    >>> from symrelu.terms.term import num, op, var
    >>> x, a = var("x", "R"), var("a", "R")
    >>> term_tex(op("eq", op("relu", a * x - 1), num(0)))
    '\\operatorname{ReLU}(a x - 1) = 0'
    """
    from symrelu.report.notation import layout_of

    return tex(layout_of(term))


def latex_of(expression: Any, name: str = "") -> str:
    r"""A SymPy expression as TeX for one line, in the same notation as terms.

    >>> import sympy as sp
    >>> latex_of(sp.erf(sp.sqrt(2) / 4) / 2)
    '\\tfrac{1}{2} \\operatorname{erf}\\Bigl(\\frac{\\sqrt{2}}{4}\\Bigr)'
    """
    from symrelu.report.expressions import expression_layout

    shown = tex(expression_layout(expression))
    return rf"{name} = {shown}" if name else shown


