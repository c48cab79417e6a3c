"""Tokens to a tree: the grammar of everything that symrelu reads from text.

    relation   = sum { ("==" | "<=" | "<" | ">=" | ">" | "!=") sum }
    sum        = product { ("+" | "-") product }
    product    = signed { ("*" | "/") signed }
    signed     = { "+" | "-" } power
    power      = primary [ ("^" | "**") signed ]
    primary    = integer | name | name "(" values ")" | "(" values ")" | "[" values "]" | "{" pairs "}"
    values     = [ value { "," value } [ "," ] ]      value = [ name "=" ] relation

The tree says what was written; what a name means is decided by those who read it (`expression`, `law`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symrelu.errors import Unreadable
from symrelu.io.lexer import Source, Token, tokens

DEEPEST = 60
RELATIONS = ("==", "<=", "<", ">=", ">", "!=")


@dataclass(frozen=True, slots=True)
class Number:
    """A natural number."""

    value: int
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands alone."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A name with arguments; `keywords` are those written name = value."""

    name: str
    arguments: tuple[Node, ...]
    keywords: tuple[tuple[str, Node], ...]
    at: int


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus a value."""

    value: Node
    at: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A sum or a product: signs[i] stands before operands[i + 1], all of + - or all of * /."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Power:
    """base ^ exponent."""

    base: Node
    exponent: Node
    at: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Terms joined by relations, as in 0 < a <= b."""

    terms: tuple[Node, ...]
    signs: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Group:
    """Values in ( ) with a comma, or in [ ]."""

    values: tuple[Node, ...]
    bracket: str
    at: int


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs key: value in { }."""

    pairs: tuple[tuple[Node, Node], ...]
    at: int


Node = Number | Name | Call | Negative | Chain | Power | Relation | Group | Table


def parse(source: Source) -> tuple[Node, ...]:
    """The values of a text, which are separated by commas.

    Raises: Unreadable, with the place.

    >>> parse(Source("layer", "2, -x"))
    (Number(value=2, at=0), Negative(value=Name(name='x', at=4), at=3))
    """
    reader = _Reader(source, tokens(source))
    values, keywords = reader.values("end")
    if keywords:
        raise source.refuse("'='", "a value", "equality is written ==", reader.last_equals)
    if not values:
        raise Unreadable(source.name, "an empty text", "a value")
    return values


def parse_one(source: Source) -> Node:
    """The one value of a text."""
    first, *others = parse(source)
    if others:
        raise source.refuse("a second value", "one value", at=others[0].at)
    return first


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, source: Source, tokens: tuple[Token, ...]) -> None:
        self.source = source
        self.tokens = tokens
        self.next = 0
        self.depth = 0
        self.last_equals = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        token = self.token
        self.next += 1
        return token

    def sees(self, *signs: str) -> bool:
        return self.token.kind == "sign" and self.token.text in signs

    def refuse(self, expected: str, advice: str = "") -> Unreadable:
        found = "the end" if self.token.kind == "end" else repr(self.token.text[:20])
        return self.source.refuse(found, expected, advice, self.token.at)

    def values(self, closing: str) -> tuple[tuple[Node, ...], tuple[tuple[str, Node], ...]]:
        values: list[Node] = []
        keywords: list[tuple[str, Node]] = []
        while not self.closes(closing):
            if self.token.kind == "name" and self.tokens[self.next + 1].text == "=":
                name = self.take().text
                self.last_equals = self.take().at
                keywords.append((name, self.relation()))
            elif keywords:
                raise self.refuse("a keyword after a keyword")
            else:
                values.append(self.relation())
            if not self.sees(","):
                break
            self.take()
        if not self.closes(closing):
            if self.sees("="):
                raise self.refuse("an operator", "equality is written ==")
            if self.token.kind in {"name", "integer"} or self.sees("("):
                raise self.refuse("an operator", "products are written with *")
            raise self.refuse("an operator or the end" if closing == "end" else f"',' or '{closing}'")
        if closing != "end":
            self.take()
        return tuple(values), tuple(keywords)

    def closes(self, closing: str) -> bool:
        return self.token.kind == "end" if closing == "end" else self.sees(closing)

    def relation(self) -> Node:
        return self.deeper(self.relation_here)

    def relation_here(self) -> Node:
        at = self.token.at
        terms, signs = [self.sum()], list[str]()
        while self.sees(*RELATIONS):
            signs.append(self.take().text)
            terms.append(self.sum())
        return Relation(tuple(terms), tuple(signs), at) if signs else terms[0]

    def sum(self) -> Node:
        return self.chain(self.product, "+", "-")

    def product(self) -> Node:
        return self.chain(self.signed, "*", "/")

    def chain(self, operand: Callable[[], Node], *allowed: str) -> Node:
        at = self.token.at
        operands, signs = [operand()], list[str]()
        while self.sees(*allowed):
            signs.append(self.take().text)
            operands.append(operand())
        return Chain(tuple(operands), tuple(signs), at) if signs else operands[0]

    def signed(self) -> Node:
        at, negative = self.token.at, False
        while self.sees("+", "-"):
            negative ^= self.take().text == "-"
        node = self.power()
        return Negative(node, at) if negative else node

    def power(self) -> Node:
        base = self.primary()
        if not self.sees("^", "**"):
            return base
        self.take()
        exponent = self.deeper(self.signed)
        return Power(base, exponent, base.at)

    def deeper(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.source.refuse("too many levels of nesting", f"at most {DEEPEST}", at=self.token.at)
        node = read()
        self.depth -= 1
        return node

    def primary(self) -> Node:
        token = self.token
        if token.kind == "integer":
            self.take()
            return Number(int(token.text), token.at)
        if token.kind == "name":
            return self.named()
        if self.sees("("):
            return self.parenthesis()
        if self.sees("["):
            self.take()
            values, keywords = self.values("]")
            if keywords:
                raise self.source.refuse("'='", "a value", "equality is written ==", self.last_equals)
            return Group(values, "[", token.at)
        if self.sees("{"):
            return self.table()
        raise self.refuse("a number, a name or '('")

    def named(self) -> Node:
        token = self.take()
        if not self.sees("("):
            if self.token.kind in {"name", "integer"}:
                raise self.refuse("an operator", "products are written with *")
            return Name(token.text, token.at)
        self.take()
        values, keywords = self.values(")")
        return Call(token.text, values, keywords, token.at)

    def parenthesis(self) -> Node:
        opening = self.take()
        values, keywords = self.values(")")
        if keywords:
            raise self.source.refuse("'='", "a value", "equality is written ==", self.last_equals)
        if self.token.kind in {"name", "integer"} or self.sees("("):
            raise self.refuse("an operator", "products are written with *")
        trailing = self.tokens[self.next - 2].text == ","
        if len(values) == 1 and not trailing:
            return values[0]
        return Group(values, "(", opening.at)

    def table(self) -> Node:
        opening = self.take()
        pairs: list[tuple[Node, Node]] = []
        while not self.sees("}"):
            key = self.relation()
            if not self.sees(":"):
                raise self.refuse("':' after a key")
            self.take()
            pairs.append((key, self.relation()))
            if not self.sees(","):
                break
            self.take()
        if not self.sees("}"):
            raise self.refuse("',' or '}'")
        self.take()
        return Table(tuple(pairs), opening.at)
