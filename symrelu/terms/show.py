"""Terms as one line of plain text, with bound names chosen apart from free ones."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.terms.sorts import show_sort
from symrelu.terms.substitution import unused
from symrelu.terms.term import Term

_RANK = MappingProxyType(
    {"iff": 0, "imp": 1, "or": 2, "and": 3, "not": 4, "le": 5, "lt": 5, "eq": 5, "+": 6, "*": 7, "pow": 9}
)
_SIGN = MappingProxyType(
    {"le": "<=", "lt": "<", "eq": "=", "imp": "->", "iff": "<->", "and": "and", "or": "or"}
)
MAX_NODES = 20_000


def show(term: Term) -> str:
    """The term as text; not parsed back. Beyond 20,000 nodes or so the rest is written as dots.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R"); show((x - 1 <= 2 * x))
    'x - 1 <= 2*x'
    """
    return _Text().show(term, (), 0)


class _Text:
    """One text: how much of it may still be written. Shared terms are small, their texts are not."""

    def __init__(self) -> None:
        self.left = MAX_NODES

    def show(self, t: Term, names: tuple[str, ...], outer: int) -> str:
        if self.left <= 0:
            return "..."
        text, rank = self.node(t, names)
        self.left -= 1 if t.args else 1 + len(text) // 8
        return f"({text})" if rank < outer else text

    def each(self, args: tuple[Term, ...], names: tuple[str, ...], outer: int) -> list[str]:
        pieces: list[str] = []
        for arg in args:
            pieces.append(self.show(arg, names, outer))
            if pieces[-1] == "...":
                break
        return pieces

    def bind(self, function: Term, names: tuple[str, ...]) -> tuple[str, str]:
        body = function.args[0]
        self.left -= len(body.free) // 16
        name = unused(function.hint or "x", {*names, *(name for name, _ in body.free)})
        return name, self.show(body, (*names, name), 0)

    def node(self, t: Term, names: tuple[str, ...]) -> tuple[str, int]:
        head, args = t.head, t.args
        if head == "num":
            return str(t.data), (10 if t.data >= 0 and t.data.denominator == 1 else 6 if t.data < 0 else 8)
        if head == "var":
            return str(t.data).replace("\x01", "_"), 10
        if head == "bound":
            return (names[-1 - t.data] if t.data < len(names) else f"#{t.data - len(names)}"), 10
        if head == "lam":
            name, body = self.bind(t, names)
            return f"lam {name}:{show_sort(t.data)}. {body}", 0
        if head in ("forall", "exists"):
            name, body = self.bind(args[0], names)
            sort = "" if args[0].data == "R" else f":{show_sort(args[0].data)}"
            return f"{head} {name}{sort}. {body}", 0
        if head == "+":
            return self.sum(args, names), 6
        if head == "*":
            if args[0].head == "num" and args[0].data == -1 and len(args) == 2:
                return "-" + self.show(args[1], names, 8), 6
            return "*".join(self.each(args, names, 8)), 7
        if head == "pow":
            return f"{self.show(args[0], names, 10)}^{self.show(args[1], names, 10)}", 9
        if head in ("and", "or") and len(args) != 2:
            if not args:
                return ("true" if head == "and" else "false"), 10
            return f" {head} ".join(self.each(args, names, _RANK[head] + 1)), _RANK[head]
        if head in _SIGN:
            rank = _RANK[head]
            left, right = (self.show(side, names, rank + 1) for side in args)
            return f"{left} {_SIGN[head]} {right}", rank
        if head == "not":
            return f"not {self.show(args[0], names, 5)}", 4
        if head == "app":
            return f"{self.show(args[0], names, 10)}({self.show(args[1], names, 0)})", 10
        return f"{head}({', '.join(self.each(args, names, 0))})" if args else head, 10

    def sum(self, args: tuple[Term, ...], names: tuple[str, ...]) -> str:
        pieces = self.each(args, names, 6)
        signed = (f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}" for piece in pieces[1:])
        return pieces[0] + "".join(signed)
