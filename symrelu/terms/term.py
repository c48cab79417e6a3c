"""Terms: frozen trees with one binder, sorted, beta-normal, never evaluated.

Equality is equality of keys, a digest of the tree without the names of bound variables; so terms that
differ in such names alone are equal, comparison costs the same for all sizes, and sorted output is the
same in every process. Bound variables are de Bruijn indices: substitution cannot capture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from hashlib import blake2b
from types import MappingProxyType
from typing import Any, NoReturn

from symrelu.errors import Refused
from symrelu.terms.sorts import (
    SEQ,
    Sort,
    arrow,
    below,
    check_sort,
    comparable,
    domain,
    numeric,
    result,
    show_sort,
)

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


def _union(parts: Iterable[frozenset[Any]]) -> frozenset[Any]:
    out: frozenset[Any] = frozenset()
    for part in parts:
        if part and part is not out:
            out = out | part if out else part
    return out


def _make(head: str, args: tuple[Term, ...], data: object, sort: Sort, text: str, hint: str = "") -> Term:
    term = _new(Term)
    if head == "lam":
        body = args[0]
        loose: frozenset[Any] = frozenset((i - 1, s) for i, s in body.loose if i)
    else:
        loose = _union(a.loose for a in args)
    depth = 1 + max((a.depth for a in args), default=0)
    size = 1 + sum(a.size for a in args)
    if depth > MAX_DEPTH or size > MAX_SIZE:
        raise Refused("term is too deep or too large")
    label = f"{head}\0{text}\0{show_sort(sort)}\0".encode()
    _put(term, "head", head)
    _put(term, "args", args)
    _put(term, "data", data)
    _put(term, "sort", sort)
    _put(term, "key", blake2b(label + b"".join(a.key for a in args), digest_size=32).digest())
    _put(term, "free", _union(a.free for a in args))
    _put(term, "loose", loose)
    _put(term, "depth", depth)
    _put(term, "size", size)
    _put(term, "hint", hint)
    return term


def num(value: int | Fraction) -> Term:
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
    if not isinstance(name, str) or len(name) > 100 or not _NAME.match(name):
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
    if not (isinstance(hint, str) and _NAME.match(hint) and len(hint) <= 100):
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


def _walk(term: Term, level: int, touch: Callable[[Term], bool], leaf: Callable[[Term, int], Term | None],
          memo: dict[tuple[bytes, int], Term]) -> Term:
    if not touch(term):
        return term
    spot = (term.key, level)
    if spot in memo:
        return memo[spot]
    out = leaf(term, level)
    if out is None:
        if term.head == "lam":
            out = binder(term.data, _walk(term.args[0], level + 1, touch, leaf, memo), term.hint)
        elif not term.args:
            out = term
        else:
            out = op(term.head, *[_walk(a, level, touch, leaf, memo) for a in term.args])
    memo[spot] = out
    return out


def abstract(body: Term, variable: Term) -> Term:
    """`body` with the variable replaced by the index 0 and no lifting of loose indices (there are none)."""
    entry = (variable.data, variable.sort)
    return _walk(body, 0, lambda t: entry in t.free,
                 lambda t, k: bound(k, t.sort) if t == variable else None, {})


def lift(term: Term, by: int, cutoff: int = 0) -> Term:
    """Loose indices at least `cutoff` raised by `by`."""
    if not term.loose or by == 0:
        return term

    def leaf(t: Term, level: int) -> Term | None:
        if t.head == "bound":
            return bound(t.data + by, t.sort) if t.data >= level + cutoff else t
        return None

    return _walk(term, 0, lambda t: bool(t.loose), leaf, {})


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

    return _walk(body, 0, lambda t: bool(t.loose), leaf, {})


def substitute(term: Term, values: dict[Term, Term]) -> Term:
    """Free variables replaced by locally closed terms that fit their sorts, simultaneously.

    >>> x, y = var("x", "R"), var("y", "R")
    >>> substitute(op("forall", lam(y, x <= y)), {x: y})
    forall y'. y <= y'
    """
    for variable, value in values.items():
        if variable.head != "var" or value.loose:
            raise Refused("substitute: a variable by a locally closed term")
        if not fits(value, variable.sort):
            raise Refused(f"substitute: {value} does not fit {show_sort(variable.sort)}")
    names = frozenset((v.data, v.sort) for v in values)
    return _walk(term, 0, lambda t: not names.isdisjoint(t.free), lambda t, _: values.get(t), {})


def replace(term: Term, old: Term, new: Term) -> Term:
    """Every occurrence of the locally closed `old`, also under binders, replaced by `new`."""
    if old.loose or new.loose:
        raise Refused("replace: locally closed terms only")
    memo: dict[Term, Term] = {}

    def go(t: Term) -> Term:
        if t == old:
            return new
        if t.size < old.size or not t.args:
            return t
        if t not in memo:
            args = [go(a) for a in t.args]
            if all(a is b for a, b in zip(args, t.args, strict=True)):
                memo[t] = t
            else:
                memo[t] = binder(t.data, args[0], t.hint) if t.head == "lam" else op(t.head, *args)
        return memo[t]

    return go(term)


def occurs(part: Term, term: Term) -> bool:
    """Whether the locally closed `part` occurs in `term`."""
    seen: set[Term] = set()
    stack = [term]
    while stack:
        t = stack.pop()
        if t == part:
            return True
        if t.size > part.size and t not in seen and part.free <= t.free:
            seen.add(t)
            stack.extend(t.args)
    return False


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


# ---- the Borel discipline ------------------------------------------------------------------------

_BOREL_HEADS = frozenset(
    "+ * pow inv relu abs max min clip ite exp sin cos arctan erf log sqrt arcsin arccos gamma lowergamma "
    "betainc owens_t le lt not and or imp iff sum prod int intR dist".split()
)


def measurable(term: Term, points: int) -> bool:
    """Whether the body under the leading `points` binders of a lam is jointly Borel in them.

    Every subterm that depends on a point or on an index bound inside must be built by Borel operations;
    an arbitrary function may be applied to a natural number only.
    """
    body = term
    for _ in range(points):
        if body.head != "lam" or body.data not in ("N", "R", SEQ):
            return False
        body = body.args[0]
    return _borel(body, points, {})


def _borel(t: Term, level: int, memo: dict[tuple[bytes, int], bool]) -> bool:
    if all(i >= level for i, _ in t.loose):
        return True
    spot = (t.key, level)
    if spot not in memo:
        memo[spot] = _borel_node(t, level, memo)
    return memo[spot]


def _borel_node(t: Term, level: int, memo: dict[tuple[bytes, int], bool]) -> bool:
    head, args = t.head, t.args
    if head == "bound":
        return t.sort in ("N", "R", SEQ)
    if head == "lam":
        return t.data in ("N", "R", SEQ) and _borel(args[0], level + 1, memo)
    if head in ("forall", "exists"):
        return args[0].head == "lam" and args[0].data == "N" and _borel(args[0].args[0], level + 1, memo)
    if head == "eq":
        plain = all(numeric(a.sort) or below(a.sort, SEQ) for a in args)
        return plain and all(_borel(a, level, memo) for a in args)
    if head == "app":
        function, value = args
        free_value = all(i >= level for i, _ in value.loose)
        if not (free_value or value.sort == "N" or (arrow(function.sort) and function.sort[0] == "borel")):
            return False
        return _borel(function, level, memo) and _borel(value, level, memo)
    if head in ("P", "E"):
        return all(i >= level for i, _ in args[0].loose) and _borel(args[1], level, memo)
    return head in _BOREL_HEADS and all(_borel(a, level, memo) for a in args)


def fits(term: Term, sort: Sort) -> bool:
    """Whether the term may stand where a value of `sort` is wanted: below it, or a lam that is Borel as asked."""
    if below(term.sort, sort):
        return True
    if term.head != "lam" or not arrow(sort):
        return False
    wanted, body, points = sort, term, 0
    if wanted[0] == "fun":
        if domain(wanted) != "N" or not arrow(result(wanted)) or result(wanted)[0] != "borel":
            return False
        if body.data != "N":
            return False
        wanted, body, points = result(wanted), body.args[0], 1
        if body.head != "lam":
            return False
    while arrow(wanted) and wanted[0] == "borel" and body.head == "lam":
        if body.data != domain(wanted):
            return False
        wanted, body, points = result(wanted), body.args[0], points + 1
    return below(body.sort, wanted) and measurable(term, points)


# ---- the closed table of heads -------------------------------------------------------------------


def _need(condition: bool, head: str, wanted: str) -> None:
    if not condition:
        raise Refused(f"{head}: expected {wanted}")


def _arity(head: str, args: tuple[Term, ...], count: int) -> None:
    _need(len(args) == count, head, f"{count} arguments, found {len(args)}")


def _numbers(head: str, args: tuple[Term, ...]) -> None:
    _need(all(numeric(a.sort) for a in args), head, "numbers")


def _ring(head: str, args: tuple[Term, ...]) -> Sort:
    _need(len(args) >= 2, head, "at least two arguments")
    _numbers(head, args)
    return "N" if all(a.sort == "N" for a in args) else "R"


def _pow(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 2)
    _numbers(head, args)
    _need(args[1].sort == "N", head, "an exponent of sort N")
    return args[0].sort


def _reals(count: int) -> Callable[[str, tuple[Term, ...]], Sort]:
    def rule(head: str, args: tuple[Term, ...]) -> Sort:
        _arity(head, args, count)
        _numbers(head, args)
        return "R"

    return rule


def _order(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 2)
    _numbers(head, args)
    return "B"


def _eq(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 2)
    _need(comparable(args[0].sort, args[1].sort), head,
          f"comparable sides, found {show_sort(args[0].sort)} and {show_sort(args[1].sort)}")
    return "B"


def _formulas(count: int | None) -> Callable[[str, tuple[Term, ...]], Sort]:
    def rule(head: str, args: tuple[Term, ...]) -> Sort:
        if count is not None:
            _arity(head, args, count)
        _need(all(a.sort == "B" for a in args), head, "formulas")
        return "B"

    return rule


def _quantifier(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 1)
    _need(args[0].head == "lam" and args[0].args[0].sort == "B", head, "a lam with a formula as body")
    return "B"


def _ite(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 3)
    _need(args[0].sort == "B", head, "a formula as condition")
    _numbers(head, args[1:])
    return "N" if args[1].sort == args[2].sort == "N" else "R"


def _app(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 2)
    function, value = args
    _need(arrow(function.sort), head, "a function")
    _need(fits(value, domain(function.sort)), head,
          f"an argument that fits {show_sort(domain(function.sort))}, found {show_sort(value.sort)}")
    return result(function.sort)


def _fit(*sorts: Sort, out: Sort) -> Callable[[str, tuple[Term, ...]], Sort]:
    def rule(head: str, args: tuple[Term, ...]) -> Sort:
        _arity(head, args, len(sorts))
        for arg, sort in zip(args, sorts, strict=True):
            _need(fits(arg, sort), head, f"an argument that fits {show_sort(sort)}, found {show_sort(arg.sort)}")
        return out

    return rule


def _space(head: str, mu: Term) -> Sort:
    _need(isinstance(mu.sort, tuple) and mu.sort[0] == "law", head, "a law")
    return mu.sort[1]  # type: ignore[return-value]


def _under(out: Sort) -> Callable[[str, tuple[Term, ...]], Sort]:
    def rule(head: str, args: tuple[Term, ...]) -> Sort:
        _arity(head, args, 2)
        space = _space(head, args[0])
        wanted: Sort = ("borel", space, "B" if head == "P" else "R")
        _need(fits(args[1], wanted), head, f"a Borel function {show_sort(wanted)}, found {show_sort(args[1].sort)}")
        return out

    return rule


def _push(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 2)
    map_, mu = args
    space = _space(head, mu)
    _need(arrow(map_.sort), head, "a map")
    target: Sort = "R" if numeric(result(map_.sort)) else SEQ
    _need(fits(map_, ("borel", space, target)), head, f"a Borel map from {show_sort(space)} to R or Seq")
    return ("law", target)


def _delta(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 1)
    _need(below(args[0].sort, "R") or below(args[0].sort, SEQ), head, "a point of R or Seq")
    return ("law", "R" if numeric(args[0].sort) else SEQ)


def _atoms(head: str, args: tuple[Term, ...]) -> Sort:
    _arity(head, args, 3)
    _need(args[0].sort == "N" and below(args[1].sort, SEQ), head, "a count and weights N -> R")
    _need(arrow(args[2].sort) and domain(args[2].sort) == "N", head, "a sequence indexed by N")
    item = result(args[2].sort)
    if head == "mix":
        _need(isinstance(item, tuple) and item[0] == "law", head, "laws N -> law")
        return item
    _need(numeric(item) or below(item, SEQ), head, "points N -> R or N -> Seq")
    return ("law", "R" if numeric(item) else SEQ)


_MATRIX: Sort = ("fun", "N", SEQ)
_LAW_R: Sort = ("law", "R")
_LAW_SEQ: Sort = ("law", SEQ)
_REAL_MAP: Sort = ("fun", "R", "R")
_BOREL_MAP: Sort = ("borel", "R", "R")
_PATH: Sort = ("fun", "N", "N")

HEADS: MappingProxyType[str, Callable[[str, tuple[Term, ...]], Sort]] = MappingProxyType(
    {
        **dict.fromkeys(("+", "*"), _ring),
        "pow": _pow,
        **dict.fromkeys(
            "inv relu abs exp sin cos arctan erf log sqrt arcsin arccos gamma".split(), _reals(1)
        ),
        **dict.fromkeys(("max", "min", "lowergamma", "owens_t"), _reals(2)),
        **dict.fromkeys(("clip", "betainc"), _reals(3)),
        "pi": _reals(0),
        "ite": _ite,
        **dict.fromkeys(("le", "lt"), _order),
        "eq": _eq,
        "not": _formulas(1),
        **dict.fromkeys(("and", "or"), _formulas(None)),
        **dict.fromkeys(("imp", "iff"), _formulas(2)),
        **dict.fromkeys(("forall", "exists"), _quantifier),
        "app": _app,
        **dict.fromkeys(("sum", "prod"), _fit("N", "N", SEQ, out="R")),
        "sumseq": _fit("N", "N", _PATH, ("fun", _PATH, "R"), out="R"),
        "int": _fit("R", "R", _BOREL_MAP, out="R"),
        "intR": _fit(_BOREL_MAP, out="R"),
        "hasderiv": _fit(_REAL_MAP, "R", "R", out="B"),
        **dict.fromkeys(("tends_oo", "tends_minus_oo"), _fit(_REAL_MAP, "R", out="B")),
        **dict.fromkeys(("tends_right", "tends_left"), _fit(_REAL_MAP, "R", "R", out="B")),
        "push": _push,
        "P": _under("R"),
        "E": _under("R"),
        "delta": _delta,
        **dict.fromkeys(("atoms", "mix"), _atoms),
        "iid": _fit("N", _LAW_R, out=_LAW_SEQ),
        "prodlaw": _fit("N", ("fun", "N", _LAW_R), out=_LAW_SEQ),
        **dict.fromkeys(("exponential", "student_t"), _fit("R", out=_LAW_R)),
        **dict.fromkeys(
            "uniform normal laplace cauchy logistic gamma_law beta_law".split(), _fit("R", "R", out=_LAW_R)
        ),
        "dP": _fit(_LAW_R, _LAW_R, out="R"),
        "dPd": _fit("N", _LAW_SEQ, _LAW_SEQ, out="R"),
        "dist": _fit("N", SEQ, SEQ, out="R"),
        "det": _fit("N", _MATRIX, out="R"),
        "rank": _fit("N", "N", _MATRIX, out="N"),
    }
)
