"""The closed table of heads: for each, what it takes and the sort that it makes."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from symrelu.errors import Refused
from symrelu.terms.borel import fits
from symrelu.terms.sorts import SEQ, Sort, arrow, below, comparable, domain, numeric, result, show_sort

if TYPE_CHECKING:
    from symrelu.terms.term import Term


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
    _need(
        comparable(args[0].sort, args[1].sort),
        head,
        f"comparable sides, found {show_sort(args[0].sort)} and {show_sort(args[1].sort)}",
    )
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
    _need(
        fits(value, domain(function.sort)),
        head,
        f"an argument that fits {show_sort(domain(function.sort))}, found {show_sort(value.sort)}",
    )
    return result(function.sort)


def _fit(*sorts: Sort, out: Sort) -> Callable[[str, tuple[Term, ...]], Sort]:
    def rule(head: str, args: tuple[Term, ...]) -> Sort:
        _arity(head, args, len(sorts))
        for arg, sort in zip(args, sorts, strict=True):
            _need(
                fits(arg, sort), head, f"an argument that fits {show_sort(sort)}, found {show_sort(arg.sort)}"
            )
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
        _need(
            fits(args[1], wanted),
            head,
            f"a Borel function {show_sort(wanted)}, found {show_sort(args[1].sort)}",
        )
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
