"""Rows of the table of schemas: their type, the sorts of their arguments, the vocabulary they are written in.

Bound variables of a row are private: no reader, file or argument can name them, so none is captured.
Rows use the indices below 20, the shared formulas of this module those from 20 on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from symrelu.errors import Refused
from symrelu.terms.sorts import SEQ, B, N, R, Sort, below, borel, check_sort, fun, law, numeric, show_sort
from symrelu.terms.term import Term, abstract, binder, fits, has_private, num, op, private

Argument: TypeAlias = "Term | Sort"
_SPACES = ("s", "t", "u")
_SORTS = ("p", "q")
_NAMES = "xyuveabcinjkmzwfqrgh"

SORT: Sort = ("sort", "p")
LAW, EVENT = law("s"), borel("s", B)
PATH, MATRIX = fun(N, N), fun(N, SEQ)
REAL_LAW, SEQ_LAW = law(R), law(SEQ)


@dataclass(frozen=True)
class Schema:
    """A formula that is true for all arguments of its sorts.

    In `sorts` the letters s, t, u stand for a space (R or Seq) and p, q for any sort, read off from the
    arguments; `SORT` is an argument that is itself a sort.
    """

    name: str
    sorts: tuple[Sort, ...]
    build: Callable[..., Term]
    proof: str

    def __call__(self, args: tuple[Argument, ...]) -> Term:
        """The formula at the arguments. Raises: Refused if one does not fit."""
        if type(args) is not tuple or len(args) != len(self.sorts):
            raise Refused(f"{self.name}: expected {len(self.sorts)} arguments")
        found: dict[str, Sort] = {}
        for wanted, arg in zip(self.sorts, args, strict=True):
            if wanted == SORT:
                found["p"] = check_sort(arg)
            elif type(arg) is not Term or arg.loose or has_private(arg):
                raise Refused(f"{self.name}: an argument is no closed term")
            else:
                _match(wanted, arg.sort, found)
        for wanted, arg in zip(self.sorts, args, strict=True):
            sort = arg if wanted == SORT else _fill(wanted, found, self.name)
            if type(arg) is Term and not fits(arg, check_sort(sort)):
                raise Refused(f"{self.name}: {show_sort(arg.sort)} does not fit {show_sort(sort)}")
        return self.build(*args)


def _match(wanted: Sort, sort: Sort, found: dict[str, Sort]) -> None:
    """Read the letters of `wanted` off a sort; the first reading counts, `fits` compares all."""
    if wanted in _SPACES:
        if not (numeric(sort) or below(sort, SEQ)):
            raise Refused(f"{show_sort(sort)} is no space")
        found.setdefault(str(wanted), R if numeric(sort) else SEQ)
    elif wanted in _SORTS:
        found.setdefault(str(wanted), sort)
    elif isinstance(wanted, tuple) and isinstance(sort, tuple) and len(wanted) == len(sort):
        for part, piece in zip(wanted[1:], sort[1:], strict=True):
            _match(part, piece, found)


def _fill(wanted: Sort, found: dict[str, Sort], name: str) -> Sort:
    if isinstance(wanted, tuple):
        return (wanted[0], *[_fill(part, found, name) for part in wanted[1:]])  # type: ignore[return-value]
    if wanted in _SPACES + _SORTS and wanted not in found:
        raise Refused(f"{name}: an argument has not the shape of {wanted}")
    return found.get(wanted, wanted)


# ---- vocabulary ----------------------------------------------------------------------------------


def point(mu: Term, index: int = 0) -> Term:
    """A private variable in the space of the law."""
    return private(index, mu.sort[1])  # type: ignore[arg-type]


def to(variable: Term, body: Term) -> Term:
    """The function that sends the private variable to the body."""
    return binder(variable.sort, abstract(body, variable), _NAMES[int(variable.data[1:]) % 20])


def every(*parts: Term) -> Term:
    """For all of the leading variables the last part."""
    body = parts[-1]
    for variable in reversed(parts[:-1]):
        body = op("forall", to(variable, body))
    return body


def some(variable: Term, body: Term) -> Term:
    """There is a value of the variable with the body."""
    return op("exists", to(variable, body))


def both(*parts: Term) -> Term:
    """All of the parts."""
    return op("and", *parts)


def given(*parts: Term) -> Term:
    """The last part, if all of the others hold."""
    return op("imp", parts[0] if len(parts) == 2 else both(*parts[:-1]), parts[-1])


def eq(left: Term, right: Term | int) -> Term:
    """The equation."""
    return op("eq", left, right if isinstance(right, Term) else num(right))


def no(formula: Term) -> Term:
    """The negation."""
    return op("not", formula)


def absolute(term: Term) -> Term:
    """The absolute value."""
    return op("abs", term)


def apart(left: Term, right: Term) -> Term:
    """The distance of two real numbers."""
    return absolute(left - right)


def prob(mu: Term, event: Term) -> Term:
    """P(mu, event)."""
    return op("P", mu, event)


def mean(mu: Term, phi: Term) -> Term:
    """E(mu, phi)."""
    return op("E", mu, phi)


def push(f: Term, mu: Term) -> Term:
    """The image law."""
    return op("push", f, mu)


def sure(mu: Term, event: Term) -> Term:
    """The event has probability 1."""
    return eq(prob(mu, event), 1)


def on(event: Term, x: Term, formula: Term) -> Term:
    """The formula for all points x of the event."""
    return every(x, given(event(x), formula))


def within(low: Term | int, k: Term, high: Term) -> Term:
    """low <= k <= high."""
    return both(k >= low, k <= high)


def inside(a: Term, x: Term, b: Term) -> Term:
    """a < x < b."""
    return both(a < x, x < b)


def total(n: Term, k: Term, body: Term) -> Term:
    """The sum of the body over 1 <= k <= n."""
    return op("sum", num(1), n, to(k, body))


def integral(a: Term, b: Term, f: Term) -> Term:
    """int(a, b, f)."""
    return op("int", a, b, f)


# ---- formulas shared with the claims -------------------------------------------------------------

_y, _u, _v, _bound = private(20, R), private(22, R), private(23, R), private(27, R)
_n, _i = private(29, N), private(28, N)


def _truncated(f: Term, x: Term) -> Term:
    return to(x, op("min", absolute(f(x)), _n))


def integrable_law(mu: Term, phi: Term) -> Term:
    """`Integrable(mu, phi)`: the truncations of abs(phi) have bounded means."""
    return some(_bound, every(_n, mean(mu, _truncated(phi, point(mu, 20))) <= _bound))


def integrable_on(a: Term, b: Term, f: Term) -> Term:
    """`Integrable(a, b, f)`: a <= b and the truncations of abs(f) have bounded integrals."""
    return both(a <= b, some(_bound, every(_n, integral(a, b, _truncated(f, _y)) <= _bound)))


def integrable_real(f: Term) -> Term:
    """Integrability over R, by the integrals over [-n, n] of the truncations at n."""
    return some(_bound, every(_n, integral(-_n, _n, _truncated(f, _y)) <= _bound))


def density_on(mu: Term, f: Term, a: Term, b: Term) -> Term:
    """`DensityOn(mu, f, (a, b))`."""
    mass = prob(mu, to(_y, both(_u < _y, _y <= _v)))
    piece = both(integrable_on(_u, _v, f), eq(mass, integral(_u, _v, f)))
    return both(
        every(_y, given(inside(a, _y, b), f(_y) >= 0)),
        every(_u, _v, op("imp", both(a < _u, _u <= _v, _v < b), piece)),
    )


def weights(n: Term, w: Term) -> Term:
    """W(n, w): w_1, .., w_n >= 0 with sum 1."""
    return both(every(_i, given(within(1, _i, n), w(_i) >= 0)), eq(op("sum", num(1), n, w), 1))


def continuous_on(f: Term, a: Term, b: Term) -> Term:
    """f is continuous on [a, b], by epsilon and a radius."""
    e, r = private(24, R), private(37, R)
    near = every(_v, given(within(a, _v, b), apart(_v, _u) < r, apart(f(_v), f(_u)) < e))
    return every(_u, e, given(within(a, _u, b), e > 0, some(r, both(r > 0, near))))


def continuous(f: Term) -> Term:
    """f is continuous on R."""
    e, r = private(24, R), private(37, R)
    near = every(_v, given(apart(_v, _u) < r, apart(f(_v), f(_u)) < e))
    return every(_u, e, given(e > 0, some(r, both(r > 0, near))))


def table(*rows: Schema) -> tuple[Schema, ...]:
    """The rows, none named twice."""
    if len({row.name for row in rows}) != len(rows):
        raise Refused("two rows of one name")
    return rows
