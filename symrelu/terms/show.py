"""Terms as one line of plain text, with bound names chosen apart from free ones."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.terms.sorts import show_sort
from symrelu.terms.term import Term

_RANK = MappingProxyType({"iff": 0, "imp": 1, "or": 2, "and": 3, "not": 4, "le": 5, "lt": 5, "eq": 5, "+": 6, "*": 7, "pow": 9})
_SIGN = MappingProxyType({"le": "<=", "lt": "<", "eq": "=", "imp": "->", "iff": "<->", "and": "and", "or": "or"})


def show(term: Term) -> str:
    """The term as text; not parsed back.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R"); show((x - 1 <= 2 * x))
    'x - 1 <= 2*x'
    """
    return _show(term, (), 0)


def _fresh(hint: str, body: Term, names: tuple[str, ...]) -> str:
    taken = {name for name, _ in body.free} | set(names)
    while hint in taken:
        hint += "'"
    return hint


def _bind(function: Term, names: tuple[str, ...]) -> tuple[str, str]:
    name = _fresh(function.hint or "x", function.args[0], names)
    return name, _show(function.args[0], (*names, name), 0)


def _show(t: Term, names: tuple[str, ...], outer: int) -> str:
    text, rank = _node(t, names)
    return f"({text})" if rank < outer else text


def _node(t: Term, names: tuple[str, ...]) -> tuple[str, int]:
    head, args = t.head, t.args
    if head == "num":
        return str(t.data), (10 if t.data >= 0 and t.data.denominator == 1 else 6 if t.data < 0 else 8)
    if head == "var":
        return str(t.data).replace("\x01", "_"), 10
    if head == "bound":
        return (names[-1 - t.data] if t.data < len(names) else f"#{t.data - len(names)}"), 10
    if head == "lam":
        name, body = _bind(t, names)
        return f"lam {name}:{show_sort(t.data)}. {body}", 0
    if head in ("forall", "exists"):
        name, body = _bind(args[0], names)
        sort = "" if args[0].data == "R" else f":{show_sort(args[0].data)}"
        return f"{head} {name}{sort}. {body}", 0
    if head == "+":
        return _sum(args, names), 6
    if head == "*":
        if args[0].head == "num" and args[0].data == -1 and len(args) == 2:
            return "-" + _show(args[1], names, 8), 6
        return "*".join(_show(a, names, 8) for a in args), 7
    if head == "pow":
        return f"{_show(args[0], names, 10)}^{_show(args[1], names, 10)}", 9
    if head in ("and", "or") and len(args) != 2:
        if not args:
            return ("true" if head == "and" else "false"), 10
        return f" {head} ".join(_show(a, names, _RANK[head] + 1) for a in args), _RANK[head]
    if head in _SIGN:
        rank = _RANK[head]
        return f"{_show(args[0], names, rank + 1)} {_SIGN[head]} {_show(args[1], names, rank + 1)}", rank
    if head == "not":
        return f"not {_show(args[0], names, 5)}", 4
    if head == "app":
        return f"{_show(args[0], names, 10)}({_show(args[1], names, 0)})", 10
    return f"{head}({', '.join(_show(a, names, 0) for a in args)})" if args else head, 10


def _sum(args: tuple[Term, ...], names: tuple[str, ...]) -> str:
    text = ""
    for arg in args:
        piece = _show(arg, names, 6)
        text += piece if not text else f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
    return text
