# pyright: basic
"""Texts to claims, and hypotheses to domains of symbols and relations."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.io.expression import REALS, Scope, build, names
from symrelu.io.lexer import Source
from symrelu.io.syntax import Name, Node, Number, Relation, parse, parse_one

if TYPE_CHECKING:
    from symrelu.terms.claim import Claim

_FLIPPED = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="})
_RELATIONS = MappingProxyType({"==": sp.Eq, "!=": sp.Ne, "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge})
_DOMAIN = MappingProxyType({">": "positive", ">=": "nonnegative"})


def claim(text: str, scope: Scope = REALS, name: str = "claim") -> Claim:
    """The claim that a text makes: terms joined by == != < <= > >=.

    Raises: Unreadable, with the place.

    >>> claim("relu(x) >= 0")
    0 <= relu(x)
    """
    source = Source(name, text)
    return relation(parse_one(source), source, scope)


def hypotheses(texts: Iterable[str]) -> tuple[Scope, tuple[sp.Rel, ...]]:
    """The domains of the symbols, and the hypotheses that are more than a domain, as SymPy relations.

    `s > 0` makes s positive and `s >= 0` nonnegative; every other symbol is real.

    >>> scope, relations = hypotheses(["s > 0, lo >= 0", "lo <= hi"])
    >>> dict(scope.domains), relations
    ({'s': 'positive', 'lo': 'nonnegative'}, (lo <= hi,))
    """
    sources = [Source("given", text) for text in texts]
    links = [link for source in sources for node in parse(source) for link in _links(node, source)]
    domains: dict[str, str] = {}
    for _, left, sign, right in links:
        declared = _domain(left, sign, right)
        if declared and domains.get(declared[0]) != "positive":
            domains[declared[0]] = declared[1]
    scope = Scope(MappingProxyType(domains))
    rest = [link for link in links if _domain(*link[1:]) is None]
    relations = (
        _RELATIONS[sign](build(left, source, scope), build(right, source, scope), evaluate=False)
        for source, left, sign, right in rest
    )
    return scope, tuple(relations)


def relation(node: Node, source: Source, scope: Scope) -> Claim:
    """The claim of a tree; a chain a < b <= c claims each of its links."""
    from symrelu.terms.claim import And

    claims = [_compare(left, sign, right, source, scope) for _, left, sign, right in _links(node, source)]
    return claims[0] if len(claims) == 1 else And(*claims)


def _links(node: Node, source: Source) -> list[tuple[Source, Node, str, Node]]:
    if not isinstance(node, Relation):
        wanted = "a claim such as relu(x) >= 0" if source.name != "given" else "a relation such as s > 0"
        raise source.refuse("no relation", wanted, "join two expressions by == != < <= > >=", node.at)
    return [
        (source, *pair[:1], sign, pair[1])
        for pair, sign in zip(pairwise(node.terms), node.signs, strict=True)
    ]


def _domain(left: Node, sign: str, right: Node) -> tuple[str, str] | None:
    """The name and the domain that a link declares, if it compares a bare name with 0."""
    if isinstance(left, Number):
        left, sign, right = right, _FLIPPED[sign], left
    if isinstance(left, Name) and isinstance(right, Number) and right.value == 0 and sign in _DOMAIN:
        return left.name, _DOMAIN[sign]
    return None


def _compare(left: Node, sign: str, right: Node, source: Source, scope: Scope) -> Claim:
    from symrelu.io.written import loses, written
    from symrelu.terms.statement import Formula

    first, second = build(left, source, scope), build(right, source, scope)
    read = _joined(first, sign, second)
    bare = _joined(written(left, source, scope), sign, written(right, source, scope)).formula
    if loses(bare, read.formula, read.domains):
        symbols = (scope.symbol(name) for name in (*names(left), *names(right)))
        return Formula(bare, frozenset(symbols))
    return read


def _joined(first: Any, sign: str, second: Any) -> Claim:
    from symrelu.terms.claim import AtMost, Equal, Less, NonZero

    match sign:
        case "==":
            return Equal(first, second)
        case "!=":
            return NonZero(first - second)
        case "<=":
            return AtMost(first, second)
        case "<":
            return Less(first, second)
        case ">=":
            return AtMost(second, first)
        case _:
            return Less(second, first)
