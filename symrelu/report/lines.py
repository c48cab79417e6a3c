"""Breaking a layout into lines that fit."""

from __future__ import annotations

from symrelu.report.layout import (
    DEEPEST_INDENT,
    INDENT,
    Break,
    Cases,
    Delimiter,
    Fence,
    Fraction,
    Group,
    Layout,
    Line,
    Root,
    Row,
    Script,
    Stack,
    Symbol,
    fence_size,
    row,
    width,
)

NARROW = 5.0
_Item = tuple[int, bool, Layout]


def lines(layout: Layout, room: float) -> tuple[Line, ...]:
    """The layout on lines at most `room` em wide, broken at the outermost places that suffice.

    A line is wider only if it holds a piece that has no place to break.

    >>> from symrelu.report.layout import Symbol
    >>> x = Symbol("x", "x", "identifier", 1.0)
    >>> len(lines(Group(Row((x, Break(), x, Break(), x))), 2.0))
    3
    """
    if width(layout) <= room:
        return (Line(0, (layout,)),)
    return _Setter(room).run(layout)


class _Setter:
    """Oppen's algorithm over a stack of (indent, flat, layout)."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.stack: list[_Item] = []
        self.done: list[Line] = []
        self.current: list[Layout] = []
        self.indent = 0
        self.column = 0.0

    def run(self, layout: Layout) -> tuple[Line, ...]:
        self.stack.append((0, False, layout))
        while self.stack:
            self.step(*self.stack.pop())
        self.done.append(Line(self.indent, tuple(self.current)))
        return tuple(self.done)

    def step(self, indent: int, flat: bool, layout: Layout) -> None:
        match layout:
            case Row(items):
                self.stack.extend((indent, flat, item) for item in reversed(items))
            case Group(Group() as body, _):
                self.stack.append((indent, flat, body))
            case Group(body, more):
                flat = flat or self.fits(body)
                self.stack.append((min(indent + (0 if flat else more), DEEPEST_INDENT), flat, body))
            case Fence(opening, body, closing):
                self.open_fence(indent, flat, opening, body, closing)
            case Break():
                self.pass_break(indent, flat, layout)
            case _:
                self.place(indent, layout)

    def open_fence(self, indent: int, flat: bool, opening: str, body: Layout, closing: str) -> None:
        size = fence_size(body)
        whole = Fence(opening, body, closing)
        if flat or size > 4 or width(whole) < NARROW or self.fits(whole):
            self.place(indent, whole)
            return
        self.stack.append((indent, flat, Delimiter(closing, False, size)))
        self.stack.append((indent, flat, Group(body, 0)))
        self.place(indent, Delimiter(opening, True, size))

    def pass_break(self, indent: int, flat: bool, layout: Break) -> None:
        if flat or (layout.fill and self.fits(layout.flat, whole=True)):
            if layout.flat:
                self.place(indent, layout.flat)
            return
        self.done.append(Line(self.indent, tuple(self.current)))
        self.indent, self.column, self.current = indent, indent * INDENT, []
        if layout.lead:
            self.place(indent, layout.lead)

    def place(self, indent: int, layout: Layout) -> None:
        room = self.room - self.column
        if width(layout) > room:
            looser = loosen(layout, room)
            if looser is not None:
                self.stack.append((indent, False, looser))
                return
        self.current.append(layout)
        self.column += width(layout)

    def fits(self, layout: Layout | None, whole: bool = False) -> bool:
        """Whether the layout, and what follows it up to the next break, fit on the present line.

        With `whole`, groups that follow are taken unbroken.
        """
        room = self.room - self.column - (width(layout) if layout else 0.0)
        rest = list(self.stack)
        while rest and room >= 0:
            indent, flat, item = rest.pop()
            match item:
                case Break() if not flat:
                    return True
                case Row(items):
                    rest.extend((indent, flat, part) for part in reversed(items))
                case Group(body, _) if not whole:
                    rest.append((indent, flat, body))
                case Fence(_, body, _) if not flat and not whole and _breaks(body):
                    room -= 0.6
                    rest.append((indent, flat, body))
                case _:
                    room -= width(item)
        return room >= 0


def _breaks(layout: Layout) -> bool:
    match layout:
        case Break():
            return True
        case Row(items):
            return any(_breaks(item) for item in items)
        case Group(body, _) | Fence(_, body, _):
            return _breaks(body)
        case _:
            return False


def loosen(layout: Layout, room: float) -> Layout | None:
    """The same notation with more places to break, or None: a wide fraction becomes a product, and so on."""
    match layout:
        case Fraction(above, below, False) if width(above) > room > width(below) + 3:
            one = Symbol("1", "1", "number", 0.5)
            return row(Fraction(one, below), Fence("(", above, ")"))
        case Fraction(above, below, False):
            return row(
                Fence("(", above, ")"), Break(), Symbol("/", "/", "binary", 0.5), Fence("(", below, ")")
            )
        case Root(body):
            half = Fraction(Symbol("1", "1", "number", 0.5), Symbol("2", "2", "number", 0.5), small=True)
            return row(Fence("(", body, ")"), Script(Symbol("", "", "space", 0.0), None, half))
        case Script(base, sub, sup, primes) if _breaks(base):
            return row(base, Script(Symbol("", "", "space", 0.0), sub, sup, primes))
        case Cases(rows) if room > 14:
            return _narrower(rows, room)
        case _:
            return None


def _narrower(rows: tuple[tuple[Layout, Layout | None], ...], room: float) -> Layout | None:
    conditions = max((width(condition) if condition else 4.6) for _, condition in rows)
    part = max(room - 2.5 - conditions, room / 2 - 1)
    narrow = tuple(
        (_stacked(value, part), _stacked(condition, max(room - 2.5 - part, 8)) if condition else None)
        for value, condition in rows
    )
    return Cases(narrow) if narrow != rows else None


def _stacked(layout: Layout, room: float) -> Layout:
    found = lines(Group(layout), room)
    return layout if len(found) == 1 else Stack(found)
