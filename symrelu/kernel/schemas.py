"""The closed table of schemas: facts about laws, integrals, sums and functions, looked up by name."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.errors import Refused
from symrelu.kernel.distributions import DISTRIBUTIONS
from symrelu.kernel.existence import EXISTENCE, MATRICES
from symrelu.kernel.integrals import INTEGRALS
from symrelu.kernel.laws import LAWS
from symrelu.kernel.rows import SORT, Argument, Schema, table
from symrelu.terms.sorts import SEQ, N, R, Sort, fun, law
from symrelu.terms.term import Term, lam, op, var

_ROWS = table(*LAWS, *DISTRIBUTIONS, *INTEGRALS, *EXISTENCE, *MATRICES)
SCHEMAS: MappingProxyType[str, Schema] = MappingProxyType({row.name: row for row in _ROWS})


_POINT, _PATH = var("x", R), var("x", SEQ)
_HEADS = ("exp", "inv", "log", "gamma", "sqrt", "arcsin", "arccos")
_PARTIAL = op("+", *(op(head, _POINT + 1) for head in _HEADS))
_SAMPLES: MappingProxyType[str, tuple[Argument, ...]] = MappingProxyType(
    {
        "Int_cont": (var("a", R), var("b", R), lam(_POINT, _PARTIAL)),
        "poly_null": (var("d", N), var("mu", fun(N, law(R))), lam(_PATH, _PATH(1) * _PATH(2))),
    }
)


def sample(name: str, space: Sort) -> Term:
    """The row at variables of its sorts, laws on R or on Seq; two rows read terms and have their own."""
    fill = {**dict.fromkeys("stu", space), **dict.fromkeys("pq", R)}

    def filled(sort: Sort) -> Sort:
        return (sort[0], *map(filled, sort[1:])) if type(sort) is tuple else fill.get(sort, sort)  # type: ignore

    row = SCHEMAS[name]
    args = tuple(R if sort == SORT else var(f"a{i}", filled(sort)) for i, sort in enumerate(row.sorts))
    return row(_SAMPLES.get(name, args))


def schema(name: str, args: tuple[Argument, ...]) -> Term:
    """The row of that name at the arguments: a formula that holds in every valuation.

    Raises: Refused, if there is no such row or an argument does not fit its sort.

    >>> from symrelu.terms.term import num, var
    >>> schema("uniform_cdf", (num(0), num(2), var("y", "R")))
    0 < 2 -> P(uniform(0, 2), lam x:R. x <= y) = clip((y - 0)*inv(2 - 0), 0, 1)
    >>> schema("push_id", (num(1),))
    Traceback (most recent call last):
    symrelu.errors.Refused: push_id: an argument has not the shape of s
    """
    if type(name) is not str or name not in SCHEMAS:
        raise Refused(f"unknown schema {str(name)[:60]!r}")
    return SCHEMAS[name](args)
