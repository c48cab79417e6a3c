"""Terms: frozen trees with one binder, sorted, beta-normal, never evaluated.

Equality is equality of keys, a digest of the tree without the names of bound variables; so terms that
differ in such names alone are equal, comparison costs the same for all sizes, and sorted output is the
same in every process. Bound variables are de Bruijn indices: substitution cannot capture.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NoReturn

from symrelu.errors import Refused
from symrelu.terms.borel import fits as fits
from symrelu.terms.borel import measurable as measurable
from symrelu.terms.heads import HEADS as HEADS
from symrelu.terms.sorts import Sort, check_sort, show_sort

MAX_DEPTH = 240
MAX_SIZE = 5_000_000
MAX_BITS = 13_288
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*'*\Z")
_new: Callable[[Any], Any] = object.__new__
_put = object.__setattr__


class Term:
    """A term of the logic. Made by `num`, `var`, `lam`, `op`; there is no public constructor."""

    __slots__ = ("args", "data", "depth", "free", "head", "hint", "key", "loose", "size", "sort")

    head: str
    args: tuple[Term, ...]
    data: Any
    sort: Sort
    key: bytes
    free: frozenset[tuple[str, Sort]]
    loose: frozenset[tuple[int, Sort]]
    depth: int
    size: int
    hint: str

    def __new__(cls, *_: object, **__: object) -> NoReturn:
        raise Refused("terms are made by num, var, lam and op")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise Refused("terms are frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise Refused("terms are frozen")

    def __reduce__(self) -> NoReturn:
        raise Refused("terms are not pickled; write a certificate")

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Term) and self.key == other.key)

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        from symrelu.terms.show import show

        return show(self)

    def __call__(self, *values: Term | int | Fraction) -> Term:
        out = self
        for value in values:
            out = op("app", out, as_term(value))
        return out

    def __add__(self, other: Term | int | Fraction) -> Term:
        return add(self, other)

    def __radd__(self, other: Term | int | Fraction) -> Term:
        return add(other, self)

    def __mul__(self, other: Term | int | Fraction) -> Term:
        return op("*", self, as_term(other))

    def __rmul__(self, other: Term | int | Fraction) -> Term:
        return op("*", as_term(other), self)

    def __neg__(self) -> Term:
        return op("*", num(-1), self)

    def __sub__(self, other: Term | int | Fraction) -> Term:
        return add(self, -as_term(other))

    def __rsub__(self, other: Term | int | Fraction) -> Term:
        return add(other, -self)

    def __pow__(self, exponent: Term | int) -> Term:
        return op("pow", self, as_term(exponent))

    def __le__(self, other: Term | int | Fraction) -> Term:
        return op("le", self, as_term(other))

    def __lt__(self, other: Term | int | Fraction) -> Term:
        return op("lt", self, as_term(other))

    def __ge__(self, other: Term | int | Fraction) -> Term:
        return op("le", as_term(other), self)

    def __gt__(self, other: Term | int | Fraction) -> Term:
        return op("lt", as_term(other), self)


def as_term(value: Term | int | Fraction) -> Term:
    """The term itself, or the numeral of an exact number."""
    return value if isinstance(value, Term) else num(value)


_NONE: frozenset[Any] = frozenset()
_FIELDS = ("head", "args", "data", "sort", "key", "free", "loose", "depth", "size", "hint")


@lru_cache(maxsize=1 << 14)
def _label(head: str, text: str, sort: Sort) -> bytes:
    return f"{head}\0{text}\0{show_sort(sort)}\0".encode()


def _make(head: str, args: tuple[Term, ...], data: object, sort: Sort, text: str, hint: str = "") -> Term:
    depth, size, key = 0, 1, _label(head, text, sort)
    free = loose = _NONE
    for arg in args:  # one pass: this function is where the time of the kernel goes
        size += arg.size
        depth = max(depth, arg.depth)
        key += arg.key
        if arg.free and arg.free is not free:
            free = free | arg.free if free else arg.free
        if arg.loose and arg.loose is not loose:
            loose = loose | arg.loose if loose else arg.loose
    if depth >= MAX_DEPTH or size > MAX_SIZE:
        raise Refused("term is too deep or too large")
    if head == "lam" and loose:
        loose = frozenset((i - 1, s) for i, s in loose if i)
    term = _new(Term)
    digest = blake2b(key, digest_size=32).digest()
    for name, value in zip(
        _FIELDS, (head, args, data, sort, digest, free, loose, depth + 1, size, hint), strict=True
    ):
        _put(term, name, value)
    return term


def num(value: Any) -> Term:
    """The numeral of an exact rational; of sort N if it is a natural number.

    >>> num(3).sort, num(Fraction(-1, 2)).sort
    ('N', 'R')
    """
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        raise Refused(f"numeral of {type(value).__name__}: exact numbers only")
    value = Fraction(value)
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise Refused("numeral with more than 4,000 digits")  # Python writes no integer beyond 4,300
    return _make("num", (), value, "N" if value.denominator == 1 and value >= 0 else "R", str(value))


def check_name(name: object) -> str:
    """Refuse what is no name of a variable; return it."""
    if type(name) is not str or len(name) > 100 or not _NAME.match(name):
        raise Refused(f"not a name: {str(name)[:40]!r}")
    if name in HEADS or name in ("num", "var", "bound", "lam"):
        raise Refused(f"{name} is the name of a head")
    return name


def var(name: str, sort: Sort) -> Term:
    """A free variable.

    >>> var("x", "R")
    x
    """
    check_sort(sort)
    term = _make("var", (), check_name(name), sort, name)
    _put(term, "free", frozenset(((name, sort),)))
    return term


def private(index: int, sort: Sort) -> Term:
    """A variable whose name no reader, file or caller of `var` can write; the kernel's own, under binders."""
    name = f"\x01{index}"
    term = _make("var", (), name, check_sort(sort), name)
    _put(term, "free", frozenset(((name, sort),)))
    return term


def has_private(term: Term) -> bool:
    """Whether a private variable occurs."""
    return any(name.startswith("\x01") for name, _ in term.free)


def bound(index: int, sort: Sort) -> Term:
    """A de Bruijn index; occurs in terms under construction only."""
    if type(index) is not int or not 0 <= index < MAX_DEPTH:
        raise Refused("bad bound index")
    term = _make("bound", (), index, check_sort(sort), str(index))
    _put(term, "loose", frozenset(((index, sort),)))
    return term


def binder(sort: Sort, body: Term, hint: str = "x") -> Term:
    """`lam` over the index 0 of `body`, which must occur with this sort alone."""
    check_sort(sort)
    for index, found in body.loose:
        if index == 0 and found != sort:
            raise Refused(f"bound index of sort {show_sort(found)} under a binder of sort {show_sort(sort)}")
    if not _NAME.match(hint) or len(hint) > 100:
        hint = "x"
    return _make("lam", (body,), sort, check_sort(("fun", sort, body.sort)), show_sort(sort), hint)


def lam(variable: Term, body: Term) -> Term:
    """The function that sends `variable` to `body`.

    >>> x = var("x", "R")
    >>> lam(x, x + 1) == lam(var("y", "R"), var("y", "R") + 1)
    True
    """
    if variable.head != "var":
        raise Refused("lam binds a variable")
    if body.loose:
        raise Refused("lam: the body has loose indices")
    hint = variable.data if not has_private(variable) else "x"
    return binder(variable.sort, abstract(body, variable), hint)


def walk(
    term: Term,
    level: int,
    touch: Callable[[Term], bool],
    leaf: Callable[[Term, int], Term | None],
    memo: dict[tuple[bytes, int], Term],
) -> Term:
    if not touch(term):
        return term
    spot = (term.key, level)
    if spot in memo:
        return memo[spot]
    out = leaf(term, level)
    if out is None:
        if term.head == "lam":
            out = binder(term.data, walk(term.args[0], level + 1, touch, leaf, memo), term.hint)
        elif not term.args:
            out = term
        else:
            out = op(term.head, *[walk(a, level, touch, leaf, memo) for a in term.args])
    memo[spot] = out
    return out


def abstract(body: Term, variable: Term) -> Term:
    """`body` with the variable replaced by the index 0 and no lifting of loose indices (there are none)."""
    entry = (variable.data, variable.sort)
    return walk(
        body, 0, lambda t: entry in t.free, lambda t, k: bound(k, t.sort) if t == variable else None, {}
    )


def lift(term: Term, by: int, cutoff: int = 0) -> Term:
    """Loose indices at least `cutoff` raised by `by`."""
    if not term.loose or by == 0:
        return term

    def leaf(t: Term, level: int) -> Term | None:
        if t.head == "bound":
            return bound(t.data + by, t.sort) if t.data >= level + cutoff else t
        return None

    return walk(term, 0, lambda t: bool(t.loose), leaf, {})


def instantiate(body: Term, value: Term) -> Term:
    """The body of a binder at a value: index 0 replaced, the indices beyond lowered by one."""

    def leaf(t: Term, level: int) -> Term | None:
        if all(i < level for i, _ in t.loose):
            return t
        if t.head != "bound":
            return None
        if t.data == level:
            return lift(value, level)
        return bound(t.data - 1, t.sort) if t.data > level else t

    return walk(body, 0, lambda t: bool(t.loose), leaf, {})


def op(head: str, *args: Term) -> Term:
    """A head applied to arguments; sorts, arity and Borel conditions are checked, beta redexes reduced.

    >>> op("relu", num(-1))
    relu(-1)
    >>> op("le", num(1), op("true"))
    Traceback (most recent call last):
    symrelu.errors.Refused: unknown head 'true'
    """
    rule = HEADS.get(head)
    if rule is None:
        raise Refused(f"unknown head {head[:40]!r}")
    for arg in args:
        if type(arg) is not Term:
            raise Refused(f"{head}: an argument is {type(arg).__name__}, not a term")
    sort = rule(head, args)
    if head == "app" and args[0].head == "lam":
        return instantiate(args[0].args[0], args[1])
    return _make(head, args, None, sort, "")


def add(*terms: Term | int | Fraction) -> Term:
    """A flat sum, for writing terms by hand; `a - b` is `a + -1*b`."""
    flat: list[Term] = []
    for item in map(as_term, terms):
        flat.extend(item.args if item.head == "+" else (item,))
    return op("+", *flat)
