"""Layouts, terms and text as TeX: the one printer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from symrelu.report.layout import (
    INDENT,
    Break,
    Cases,
    Delimiter,
    Fence,
    Fraction,
    Grid,
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
    height,
)
from symrelu.report.names import GREEK, identifier

_SIZES = ("", r"\big", r"\Big", r"\bigg", r"\Bigg")
_MARKS = MappingProxyType(
    {"(": "(", ")": ")", "[": "[", "]": "]", "{": r"\{", "}": r"\}", "|": r"\vert", "‖": r"\Vert", "": "."}
)
_ESCAPES = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: "\\" + mark for mark in "#$%&_"},
    }
)
_GLYPHS: MappingProxyType[str, str] = MappingProxyType(
    {
        **{glyph: rf"\ensuremath{{{identifier(word).tex}}}" for word, glyph in GREEK.items()},
        "≤": r"\ensuremath{\le}",
        "≥": r"\ensuremath{\ge}",
        "≠": r"\ensuremath{\ne}",
        "→": r"\ensuremath{\to}",
        "∞": r"\ensuremath{\infty}",
        "ℝ": r"\ensuremath{\mathbb{R}}",
        "−": "-",
        "–": "--",
        "—": "---",
        "‘": "`",
        "’": "'",
        "“": "``",
        "”": "''",
        "…": r"\dots{}",
        "∈": r"\ensuremath{\in}",
        "×": r"\texttimes{}",
    }
)
_DOLLAR = re.compile(r"(?<!\\)\$")
_BARE = re.compile(r"(?<!\\)[%&#_]")
_WORD_END = re.compile(r"\\[A-Za-z]+\Z")


def escape(text: str) -> str:
    r"""Plain text as TeX; no character keeps a meaning of its own.

    >>> escape("50% of a_b {x} \\input")
    '50\\% of a\\_b \\{x\\} \\textbackslash{}input'
    """
    return "".join(map(_escaped, " ".join(text.split())))


def _escaped(mark: str) -> str:
    if mark in _ESCAPES:
        return _ESCAPES[mark]
    if not mark.isprintable():
        return ""
    if ord(mark) < 0x180:
        return mark
    return _GLYPHS.get(mark) or unicodedata.normalize("NFKD", mark).encode("ascii", "ignore").decode() or "?"


def prose(note: str) -> str:
    r"""A note as TeX: what its author wrote, with `%`, `&`, `#`, `_` outside formulas made harmless.

    A note whose braces or dollars do not match is set as plain text.

    >>> prose(r"Half, 50%, of $x_1$")
    'Half, 50\\%, of $x_1$'
    >>> prose("an open { brace")
    'an open \\{ brace'
    """
    parts = _DOLLAR.split(" ".join(note.split()))
    shown = "$".join(part if i % 2 else _bare_text(part) for i, part in enumerate(parts))
    return shown if balanced(note) and balanced(shown) else escape(note)


def heading(title: str) -> str:
    r"""A title as TeX: formulas between dollars as they are written, all else plain text.

    >>> heading(r"The law of $aZ$, 50% \input")
    'The law of $aZ$, 50\\% \\textbackslash{}input'
    """
    parts = _DOLLAR.split(" ".join(title.split()))
    if len(parts) % 2 == 0 or not balanced(title):
        return escape(title)
    return "".join(f"${part}$" if i % 2 else escape_spaced(part) for i, part in enumerate(parts))


def escape_spaced(text: str) -> str:
    """Plain text as TeX with the spaces at its ends kept."""
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return lead + escape(text) + trail if text.strip() else text


def _bare_text(part: str) -> str:
    return "".join(mark if ord(mark) < 0x180 else _escaped(mark) for mark in _BARE.sub(r"\\\g<0>", part))


def balanced(note: str) -> bool:
    """Whether braces and dollars of a note match."""
    depth = 0
    for mark in re.findall(r"\\.|[{}]", note, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0 and len(_DOLLAR.findall(note)) % 2 == 0 and not re.search(r"(?<!\\)(?:\\\\)*\\\Z", note)


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
            return (
                operator.tex + (f"_{{{tex(under)}}}" if under else "") + (f"^{{{tex(over)}}}" if over else "")
            )
        case Root(body):
            return rf"\sqrt{{{tex(body)}}}"
        case Fence(opening, body, closing):
            size = fence_size(body)
            return join(delimiter(opening, True, size), tex(body), delimiter(closing, False, size))
        case Delimiter(mark, opens, size):
            return delimiter(mark, opens, size)
        case Cases(rows):
            return _cases(rows)
        case Grid(rows):
            return _grid(rows)
        case Stack(found):
            return aligned(found, "[t]")


def _script(layout: Script) -> str:
    base = tex(layout.base)
    stacked = isinstance(layout.base, Script) or (
        isinstance(layout.base, Row) and not isinstance(layout.base.items[-1], Fence)
    )
    if stacked:
        base = f"{{{base}}}"
    sub = f"_{{{_raised(layout.sub)}}}" if layout.sub else ""
    sup = f"^{{{_raised(layout.sup)}}}" if layout.sup else ""
    if layout.primes and sup:
        ticks = r"\prime" * layout.primes
        return f"{base}{sub}^{{{join(ticks, _raised(layout.sup))}}}" if layout.sup else base
    return base + "'" * layout.primes + sub + sup


def _raised(layout: Layout) -> str:
    """In a script a fraction shrinks with what is around it."""
    return tex(layout).replace(r"\tfrac", r"\frac")


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
    end = r" \\[0.5ex] " if any(height(value) > 1 for value, _ in rows) else r" \\ "
    return r"\begin{dcases} " + end.join(set_rows) + r" \end{dcases}"


def _grid(rows: tuple[tuple[Layout, ...], ...]) -> str:
    end = r" \\[0.5ex] " if any(height(entry) for line in rows for entry in line) else r" \\ "
    return r"\begin{pmatrix} " + end.join(" & ".join(map(tex, line)) for line in rows) + r" \end{pmatrix}"


def aligned(found: tuple[Line, ...], place: str = "") -> str:
    """Lines below each other, indented by steps."""

    def one(line: Line) -> str:
        start = rf"&\hspace{{{INDENT * line.indent:g}em}}" if line.indent else "&"
        return join(start, *map(tex, line.items))

    return rf"\begin{{aligned}}{place}" + "\n  " + " \\\\\n  ".join(map(one, found)) + "\n\\end{aligned}"


def term_tex(term: Any) -> str:
    r"""A term as TeX for one line.

    >>> from symrelu.terms.term import num, op, var
    >>> x, a = var("x", "R"), var("a", "R")
    >>> term_tex(op("eq", op("relu", a * x - 1), num(0)))
    '\\operatorname{ReLU}(a x - 1) = 0'
    """
    from symrelu.report.notation import layout_of

    return tex(layout_of(term))


def sequent(given: Iterable[Any], claim: Any) -> str:
    """Hypotheses, a turnstile and a claim as TeX for one line; the claim alone where nothing is given.

    >>> from symrelu.terms.term import num, var
    >>> x = var("x", "R")
    >>> sequent((num(0) <= x,), x <= x * x)
    'x \\\\ge 0 \\\\;\\\\vdash\\\\; x \\\\le x x'
    """
    from symrelu.report.notation import layout_of, scope_for

    hypotheses = sorted(given, key=repr)
    scope = scope_for(claim, *hypotheses)
    shown = ",\\; ".join(tex(layout_of(term, scope)) for term in hypotheses)
    return rf"{shown} \;\vdash\; {tex(layout_of(claim, scope))}" if shown else tex(layout_of(claim, scope))


def latex_of(expression: Any, name: str = "") -> str:
    r"""A SymPy expression as TeX for one line, in the same notation as terms.

    >>> import sympy as sp
    >>> latex_of(sp.erf(sp.sqrt(2) / 4) / 2)
    '\\tfrac{1}{2}\\operatorname{erf}\\bigl(\\tfrac{\\sqrt{2}}{4}\\bigr)'
    """
    from symrelu.report.expressions import expression_layout

    shown = tex(expression_layout(expression))
    return rf"{name} = {shown}" if name else shown
