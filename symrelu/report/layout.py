"""Two-dimensional notation as data: symbols, rows, fractions, scripts, fences; widths, heights, lines.

A layout knows nothing of TeX, MathML or terms. Widths are estimates in em of the text font, generous by a
few percent, so that a line which is said to fit does fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

Table: TypeAlias = "Cases | Grid | Stack"
Layout: TypeAlias = (
    "Symbol | Row | Group | Break | Fraction | Script | Limits | Root | Fence | Delimiter | Table"
)

SPACES = MappingProxyType({"": 0.0, "thin": 0.17, "word": 0.34, "quad": 1.0})
DELIMITER_WIDTHS = (0.4, 0.47, 0.6, 0.74, 0.8)
INDENT = 1.2
DEEPEST_INDENT = 8


@dataclass(frozen=True)
class Symbol:
    """One glyph or word.

    `kind`: identifier, number, function, binary, relation, connective, prefix, comma, mark, words, big
    or space.
    """

    tex: str
    text: str
    kind: str
    width: float


@dataclass(frozen=True)
class Row:
    """Layouts side by side."""

    items: tuple[Layout, ...]


@dataclass(frozen=True)
class Group:
    """Breaks inside are taken only if the whole does not fit; then the lines after the first are indented."""

    body: Layout
    indent: int = 1


@dataclass(frozen=True)
class Break:
    """A place where a line may end: `flat` stands there otherwise, `lead` begins the next line.

    A break that fills is taken only if what follows, up to the next break, does not fit.
    """

    flat: Symbol | None = None
    lead: Symbol | None = None
    fill: bool = False


@dataclass(frozen=True)
class Fraction:
    """Numerator over denominator; `small` is for numerals."""

    numerator: Layout
    denominator: Layout
    small: bool = False


@dataclass(frozen=True)
class Script:
    """A base with subscript, superscript and primes."""

    base: Layout
    sub: Layout | None = None
    sup: Layout | None = None
    primes: int = 0


@dataclass(frozen=True)
class Limits:
    """A large operator with what stands under and over it."""

    operator: Symbol
    under: Layout | None = None
    over: Layout | None = None


@dataclass(frozen=True)
class Root:
    """A square root."""

    body: Layout


@dataclass(frozen=True)
class Fence:
    """A body between delimiters, which are sized by the body."""

    opening: str
    body: Layout
    closing: str


@dataclass(frozen=True)
class Delimiter:
    """One delimiter at a fixed size 0..4; what a fence becomes when its lines are set."""

    mark: str
    opens: bool
    size: int


@dataclass(frozen=True)
class Cases:
    """Values by condition; the last condition may be missing, for `otherwise`."""

    rows: tuple[tuple[Layout, Layout | None], ...]


@dataclass(frozen=True)
class Grid:
    """A matrix in its brackets."""

    rows: tuple[tuple[Layout, ...], ...]


@dataclass(frozen=True)
class Stack:
    """Lines below each other, set as one piece."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Line:
    """One line of a broken display: indentation in steps, and what stands on it."""

    indent: int
    items: tuple[Layout, ...]

    @property
    def width(self) -> float:
        return self.indent * INDENT + sum(width(item) for item in self.items)


def row(*items: Layout | None) -> Layout:
    """The items side by side; missing ones are left out."""
    kept = tuple(item for item in items if item is not None)
    return kept[0] if len(kept) == 1 else Row(kept)


def width(layout: Layout) -> float:
    """The estimated width in em when nothing is broken."""
    match layout:
        case Symbol():
            return layout.width
        case Row(items):
            return sum(width(item) for item in items)
        case Group(body, _):
            return width(body)
        case Break(flat, _, _):
            return width(flat) if flat else 0.0
        case Fraction(above, below, small):
            return 0.3 + (0.75 if small else 1.0) * max(width(above), width(below))
        case Script(base, sub, sup, primes):
            scripts = max(width(sub) if sub else 0.0, (width(sup) if sup else 0.0) + 0.3 * primes)
            return width(base) + 0.06 + 0.74 * scripts
        case Limits(operator, under, over):
            return max((operator.width, *(0.74 * width(part) for part in (under, over) if part))) + 0.2
        case Root(body):
            return width(body) + 0.9
        case Fence(_, body, _):
            return 2 * DELIMITER_WIDTHS[min(fence_size(body), 4)] + width(body)
        case Delimiter(mark, _, size):
            return DELIMITER_WIDTHS[min(size, 4)] if mark else 0.0
        case Cases(rows):
            conditions = max((width(condition) if condition else 4.6) for _, condition in rows)
            return 0.9 + max(width(value) for value, _ in rows) + 1.2 + conditions
        case Grid(rows):
            return 1.2 + sum(
                0.8 + max(width(entry) for entry in column) for column in zip(*rows, strict=True)
            )
        case Stack(lines):
            return max(line.width for line in lines)


def height(layout: Layout) -> int:
    """How tall: 0 text, 1 scripts on fences, 2 a fraction, 3 a fraction of fractions, 4 two cases, 5 more."""
    match layout:
        case Row(items):
            return max((height(item) for item in items), default=0)
        case Group(body, _):
            return height(body)
        case Fraction(above, below, small):
            return 1 if small else 2 + (max(height(above), height(below)) >= 2)
        case Script(base, _, sup, _):
            return max(height(base), min(height(sup), 1) if sup else 0)
        case Limits():
            return 3
        case Root(body):
            return height(body)
        case Fence(_, body, _):
            return fence_size(body)
        case Cases(rows):
            return 4 if len(rows) <= 2 and all(height(value) < 2 for value, _ in rows) else 5
        case Grid(rows):
            return 2 if len(rows) == 1 else 4 if len(rows) == 2 else 5
        case Stack(lines):
            return 4 if len(lines) <= 2 else 5
        case Symbol("∫" | "\\int"):
            return 3
        case _:
            return 0


def fence_depth(layout: Layout) -> int:
    """How deep fences are nested on the line itself."""
    match layout:
        case Row(items):
            return max((fence_depth(item) for item in items), default=0)
        case Group(body, _) | Root(body):
            return fence_depth(body)
        case Script(base, _, _, _):
            return fence_depth(base)
        case Fence(_, body, _):
            return 1 + fence_depth(body)
        case _:
            return 0


def fence_size(body: Layout) -> int:
    """The size of delimiters around a body; at 5 they grow with it and are never broken apart."""
    return max(height(body), 1 if fence_depth(body) >= 2 else 0)
