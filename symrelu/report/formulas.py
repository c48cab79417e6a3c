"""Reading formulas: chains of comparisons, connectives, grouped quantifiers, applications, maps."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.layout import (
    Break,
    Fence,
    Group,
    Layout,
    Row,
    Script,
    Symbol,
    row,
    width,
)
from symrelu.report.notions import said
from symrelu.report.scope import (
    AND,
    ATOM,
    COLON,
    COMMA,
    EQUALS,
    IFF,
    IMP,
    NOT,
    OR,
    QUANTIFIER,
    RELATION,
    Reader,
    Reading,
    Scope,
    listing,
    words,
)
from symrelu.report.sequences import layer_reading, sequence_reading
from symrelu.report.sorts import belongs, sort_layout
from symrelu.terms.sorts import domain
from symrelu.terms.term import Term

LE = Symbol(r" \le ", "≤", "relation", 1.34)
LT = Symbol(" < ", "<", "relation", 1.34)
GE = Symbol(r" \ge ", "≥", "relation", 1.34)
GT = Symbol(" > ", ">", "relation", 1.34)
NE = Symbol(r" \ne ", "≠", "relation", 1.34)
IN = Symbol(r" \in ", "∈", "relation", 1.25)
NOT_IN = Symbol(r" \notin ", "∉", "relation", 1.25)
LAND = Symbol(r" \land ", "∧", "binary", 1.15)
LOR = Symbol(r" \lor ", "∨", "binary", 1.15)
IMPLIES = Symbol(r" \implies ", "⟹", "connective", 2.8)
EQUIVALENT = Symbol(r" \iff ", "⟺", "connective", 2.9)
LNOT = Symbol(r"\lnot ", "¬", "prefix", 0.8)
FORALL = Symbol(r"\forall ", "∀", "prefix", 0.75)
EXISTS = Symbol(r"\exists ", "∃", "prefix", 0.75)
TO = Symbol(r" \to ", "→", "relation", 1.56)
_ORDER = MappingProxyType({"le": LE, "lt": LT, "eq": EQUALS})
_NEGATED = MappingProxyType({"le": GT, "lt": GE, "eq": NE})
_MIRROR = MappingProxyType({"le": GE, "lt": GT})


def related(left: Layout, sign: Symbol, right: Layout) -> Layout:
    """Two sides of a relation, with a place to break before its sign."""
    return Group(row(Group(left), Break(sign, sign), Group(right)))


def order_reading(term: Term, scope: Scope) -> Reading:
    """A comparison; a numeral on the left of an inequality moves to the right."""
    left, right = term.args
    if term.head in _MIRROR and left.head == "num" and right.head != "num":
        return related(side(right, scope), _MIRROR[term.head], side(left, scope)), RELATION
    return related(side(left, scope), _ORDER[term.head], side(right, scope)), RELATION


def side(term: Term, scope: Scope) -> Layout:
    """One side of a relation."""
    return scope.show(term, RELATION + 1)


def not_reading(term: Term, scope: Scope) -> Reading:
    """A negation; of a comparison of numbers, the opposite one, which says the same."""
    inner = term.args[0]
    if inner.head in _NEGATED:
        left, right = inner.args
        return related(side(left, scope), _NEGATED[inner.head], side(right, scope)), RELATION
    member = belongs(inner, scope)
    if member:
        return row(member[0], NOT_IN, member[1]), RELATION
    return row(LNOT, scope.show(inner, RELATION + 1)), NOT


def chains(parts: tuple[Term, ...]) -> list[list[Term]]:
    """Comparisons grouped so that each continues the one before: a <= x and x <= b is one chain."""
    out: list[list[Term]] = []
    for part in parts:
        before = out[-1][-1] if out else None
        follows = before is not None and part.head in _ORDER and before.head in _ORDER
        if (
            follows
            and before is not None
            and before.args[1] == part.args[0]
            and "eq" not in (before.head, part.head)
        ):
            out[-1].append(part)
        else:
            out.append([part])
    return out


def chain_reading(chain: list[Term], scope: Scope) -> Reading:
    """One chain of comparisons, or a single formula."""
    if len(chain) == 1:
        return scope.read(chain[0])
    items: list[Layout] = [side(chain[0].args[0], scope)]
    for link in chain:
        sign = _ORDER[link.head]
        items += [Break(sign, sign, fill=True), Group(side(link.args[1], scope))]
    return Group(row(*items)), RELATION


def and_reading(term: Term, scope: Scope) -> Reading:
    """A conjunction."""
    if not term.args:
        return words("true"), ATOM
    parts = tuple(part for part in term.args if part.head != "and" or part.args) or term.args[:1]
    found = [chain_reading(chain, scope) for chain in chains(parts)]
    return found[0] if len(found) == 1 else (_connected(found, LAND, AND), AND)


def _connected(found: list[Reading], sign: Symbol, rank: int) -> Layout:
    items: list[Layout] = []
    for layout, own in found:
        part = Fence("(", Group(layout), ")") if own <= rank else layout
        items += [Break(sign, sign), Group(part)] if items else [Group(part)]
    return Group(row(*items), 0)


def or_reading(term: Term, scope: Scope) -> Reading:
    """A disjunction."""
    if not term.args:
        return words("false"), ATOM
    found = [scope.read(arg) for arg in term.args]
    return found[0] if len(found) == 1 else (_connected(found, LOR, OR), OR)


def imp_reading(term: Term, scope: Scope) -> Reading:
    """An implication; nested to the right, the antecedents follow each other."""
    left, right = (
        scope.show(term.args[0], IMP + 1),
        scope.show(term.args[1], QUANTIFIER if term.args[1].head in ("forall", "exists") else IMP),
    )
    return Group(row(Group(left), Break(IMPLIES, IMPLIES), Group(right))), IMP


def iff_reading(term: Term, scope: Scope) -> Reading:
    """An equivalence."""
    left, right = (scope.show(arg, IMP + 1) for arg in term.args)
    return Group(row(Group(left), Break(EQUIVALENT, EQUIVALENT), Group(right))), IFF


def quantifier_reading(term: Term, scope: Scope) -> Reading:
    """A quantifier; neighbours of one kind and sort share it, a bound of the variable stands beside it."""
    known = said(term, scope)
    if known:
        return known
    sign = FORALL if term.head == "forall" else EXISTS
    items: list[Layout] = []
    for names, sort, bound_, inner, rest in _blocks(term, scope):
        shared = row(
            *(part for name in names for part in ((COMMA, name) if name is not names[0] else (name,)))
        )
        items += [COMMA, Break(fill=True)] if items else []
        items.append(row(shared, *(bound_ if bound_ else _typed(sort))))
        scope, term = inner, rest
    return Group(
        row(sign, *items, COLON, Break(Symbol(r"\;", "thin", "space", 0.28)), Group(scope.show(term)))
    ), QUANTIFIER


def _typed(sort: object) -> tuple[Layout, ...]:
    relation, shown = sort_layout(sort)
    return (relation, shown)


_Block = tuple[list[Layout], object, "tuple[Layout, ...] | None", Scope, Term]


def _blocks(term: Term, scope: Scope) -> list[_Block]:
    head, out = term.head, list[_Block]()
    while term.head == head and not (out and said(term, scope)):
        sort = term.args[0].data
        name, body, scope = scope.body(term.args[0])
        bound_, rest = _bound(head, body, scope) if sort in ("R", "N") else (None, body)
        if out and out[-1][1] == sort and out[-1][2] is None and bound_ is None:
            names, *_ = out.pop()
            out.append(([*names, name], sort, None, scope, rest))
        else:
            out.append(([name], sort, bound_, scope, rest))
        term = rest
    return out


def _bound(head: str, body: Term, scope: Scope) -> tuple[tuple[Layout, ...] | None, Term]:
    """A lower bound of a real variable just bound, as in `for all r > 0`, and the formula that remains."""
    if head != "forall" or body.head != "imp" or body.args[0].head not in _MIRROR:
        return None, body
    left, right = body.args[0].args
    if right.head != "bound" or right.data != 0 or right.sort != "R" or left.head != "num":
        return None, body
    return (_MIRROR[body.args[0].head], scope.show(left)), body.args[1]


def application_reading(term: Term, scope: Scope) -> Reading:
    """Coordinates as subscripts, values of functions with brackets, sets by membership."""
    member = belongs(term, scope)
    if member:
        return row(member[0], IN, member[1]), RELATION
    spine: list[Term] = []
    while term.head == "app":
        spine.insert(0, term.args[1])
        term = term.args[0]
    shown, indices = scope.show(term, ATOM), list[Layout]()
    sort = term.sort
    while spine and domain(sort) == "N":
        indices.append(scope.show(spine.pop(0)))
        sort = sort[2]  # type: ignore[misc]
    if indices:
        shown = _subscripted(shown, indices)
    return (row(shown, listing(tuple(map(scope.show, spine)))) if spine else shown), ATOM


def _subscripted(base: Layout, indices: list[Layout]) -> Layout:
    narrow = all(isinstance(index, Symbol) and width(index) < 1 for index in indices)
    tight = narrow and not (isinstance(base, Script) and base.sub)
    comma = Symbol(",", ",", "comma", 0.3)
    parts: list[Layout] = [base.sub] if isinstance(base, Script) and base.sub else []
    for index in indices:
        parts += [comma, index] if parts and not tight else [index]
    sub = row(*parts)
    if isinstance(base, Script) and base.sup is None:
        return Script(base.base, sub, None, base.primes)
    return Script(base, sub)


def lambda_reading(term: Term, scope: Scope) -> Reading:
    """A function as a map; a formula with a variable as a set."""
    known = sequence_reading(term, scope) or layer_reading(term, scope)
    if known:
        return known, QUANTIFIER if isinstance(known, Row) else ATOM
    variable, body, inner = scope.body(term)
    if body.sort == "B":
        bar = Symbol(r" : ", ":", "relation", 1.0)
        return Fence("{", row(variable, *_typed(term.data), bar, Group(inner.show(body))), "}"), ATOM
    arrow = Symbol(r" \mapsto ", "↦", "relation", 1.56)
    return Group(row(variable, arrow, Group(inner.show(body), 0))), QUANTIFIER


def variable_reading(term: Term, scope: Scope) -> Reading:
    """A free variable."""
    return scope.free[term.data], ATOM


def bound_reading(term: Term, scope: Scope) -> Reading:
    """A bound variable, by the name chosen at its binder."""
    return scope.bound[-1 - term.data][1], ATOM


FORMULAS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(("le", "lt", "eq"), order_reading),
        "not": not_reading,
        "and": and_reading,
        "or": or_reading,
        "imp": imp_reading,
        "iff": iff_reading,
        **dict.fromkeys(("forall", "exists"), quantifier_reading),
        "app": application_reading,
        "lam": lambda_reading,
        "var": variable_reading,
        "bound": bound_reading,
    }
)
