"""Layouts as MathML Core: mathematics on a page without scripts or network."""

from __future__ import annotations

from html import escape as escape_html

from symrelu.report.layout import (
    INDENT,
    SPACES,
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
)
from symrelu.report.lines import lines

_SIZES = ("1em", "1.25em", "1.7em", "2.3em", "2.8em")


def mathml(layout: Layout | None) -> str:
    """A layout as MathML, without the enclosing `math` element."""
    match layout:
        case None:
            return "<mrow></mrow>"
        case Symbol():
            return _symbol(layout)
        case Row(items):
            return f"<mrow>{''.join(map(mathml, items))}</mrow>"
        case Group(body, _):
            return mathml(body)
        case Break(flat, _, _):
            return mathml(flat) if flat else ""
        case Fraction(above, below, small):
            style = ' displaystyle="false"' if small else ""
            return f"<mfrac{style}>{_one(above)}{_one(below)}</mfrac>"
        case Script(base, sub, sup, primes):
            return _script(base, sub, sup, primes)
        case Limits(operator, under, over):
            return _limits(operator, under, over)
        case Root(body):
            return f"<msqrt>{mathml(body)}</msqrt>"
        case Fence(opening, body, closing):
            size = fence_size(body)
            return f"<mrow>{_mark(opening, True, size)}{mathml(body)}{_mark(closing, False, size)}</mrow>"
        case Delimiter(mark, opens, size):
            return _mark(mark, opens, size)
        case Cases(rows):
            return _cases(rows)
        case Grid(rows):
            return _grid(rows)
        case Stack(found):
            return table(found)


def _one(layout: Layout) -> str:
    return f"<mrow>{mathml(layout)}</mrow>"


def _symbol(symbol: Symbol) -> str:
    text = escape_html(symbol.text)
    match symbol.kind:
        case "identifier":
            upright = ' mathvariant="normal"' if symbol.tex.startswith(r"\mathrm") else ""
            if len(symbol.text) > 1:
                return f'<mi class="word">{text}</mi>'
            return f"<mi{upright}>{text}</mi>"
        case "number":
            return f"<mn>{text}</mn>"
        case "function":
            return f"<mi>{text}</mi>"
        case "words":
            return f"<mtext>{text}</mtext>"
        case "space":
            return f'<mspace width="{SPACES.get(symbol.text, 0.17):g}em"></mspace>' if symbol.text else ""
        case "binary":
            return f'<mo form="infix" lspace="0.22em" rspace="0.22em">{text}</mo>'
        case "relation":
            return f'<mo form="infix" lspace="0.28em" rspace="0.28em">{text}</mo>'
        case "connective":
            return f'<mo form="infix" lspace="0.55em" rspace="0.55em">{text}</mo>'
        case "comma":
            return f'<mo separator="true" lspace="0em" rspace="0.17em">{text}</mo>'
        case "prefix":
            return f'<mo form="prefix" lspace="0em" rspace="0em">{text}</mo>'
        case _:
            return _plain(text)


def _plain(text: str) -> str:
    if text in "([{⟨":
        return _mark(text, True, 0)
    if text in ")]}⟩":
        return _mark(text, False, 0)
    return f'<mo lspace="0em" rspace="0em" stretchy="false">{text}</mo>'


def _script(base: Layout, sub: Layout | None, sup: Layout | None, primes: int) -> str:
    ticks = f'<mo lspace="0em" rspace="0em">{"′" * primes}</mo>' if primes else ""
    above = f"<mrow>{ticks}{mathml(sup) if sup else ''}</mrow>" if sup or primes else ""
    if sub and above:
        return f"<msubsup>{_one(base)}{_one(sub)}{above}</msubsup>"
    if sub:
        return f"<msub>{_one(base)}{_one(sub)}</msub>"
    return f"<msup>{_one(base)}{above}</msup>" if above else mathml(base)


def _limits(operator: Symbol, under: Layout | None, over: Layout | None) -> str:
    integral = operator.text == "∫"
    names = ("msub", "msup", "msubsup") if integral else ("munder", "mover", "munderover")
    sign = (
        "<mi>lim</mi>"
        if operator.text == "lim"
        else f'<mo largeop="true" movablelimits="false">{operator.text}</mo>'
    )
    if under and over:
        return f"<{names[2]}>{sign}{_one(under)}{_one(over)}</{names[2]}>"
    if under:
        return f"<{names[0]}>{sign}{_one(under)}</{names[0]}>"
    return f"<{names[1]}>{sign}{_one(over)}</{names[1]}>" if over else sign


def _mark(mark: str, opens: bool, size: int) -> str:
    if not mark:
        return ""
    form = "prefix" if opens else "postfix"
    if size > 4:
        return f'<mo fence="true" form="{form}" stretchy="true">{mark}</mo>'
    if size == 0:
        return f'<mo fence="true" form="{form}" stretchy="false">{mark}</mo>'
    exact = f'minsize="{_SIZES[size]}" maxsize="{_SIZES[size]}"'
    return f'<mo fence="true" form="{form}" stretchy="true" symmetric="true" {exact}>{mark}</mo>'


def _cases(rows: tuple[tuple[Layout, Layout | None], ...]) -> str:
    otherwise = "<mtext>otherwise</mtext>"
    body = "".join(
        f'<mtr><mtd class="value">{mathml(value)}<mo separator="true">,</mo></mtd>'
        f'<mtd class="condition">{mathml(condition) if condition else otherwise}</mtd></mtr>'
        for value, condition in rows
    )
    brace = '<mo fence="true" form="prefix" stretchy="true">{</mo>'
    return f'<mrow>{brace}<mtable class="cases">{body}</mtable></mrow>'


def _grid(rows: tuple[tuple[Layout, ...], ...]) -> str:
    lines = (f"<mtr>{''.join(f'<mtd>{mathml(entry)}</mtd>' for entry in line)}</mtr>" for line in rows)
    body = f'<mtable class="grid">{"".join(lines)}</mtable>'
    return f"<mrow>{_mark('(', True, 5)}{body}{_mark(')', False, 5)}</mrow>"


def table(found: tuple[Line, ...]) -> str:
    """Lines below each other, each with its indentation."""

    def one(line: Line) -> str:
        space = f'<mspace width="{INDENT * line.indent:g}em"></mspace>' if line.indent else ""
        return f'<mtr><mtd class="line"><mrow>{space}{"".join(map(mathml, line.items))}</mrow></mtd></mtr>'

    return f'<mtable class="lines" displaystyle="true">{"".join(map(one, found))}</mtable>'


def inline_math(layout: Layout) -> str:
    """A formula inside a sentence."""
    return f"<math>{mathml(layout)}</math>"


def display_math(layout: Layout, room: float = 40.0, end: str = "") -> str:
    """A displayed formula, on as many lines as it needs."""
    found = lines(layout, room)
    if end:
        found = (*found[:-1], Line(found[-1].indent, (*found[-1].items, Symbol(end, end, "mark", 0.3))))
    inner = mathml(Row(found[0].items)) if len(found) == 1 and found[0].width <= room else table(found)
    return f'<div class="display"><math display="block">{inner}</math></div>'
