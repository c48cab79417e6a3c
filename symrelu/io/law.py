# pyright: basic
"""Texts to laws and families, through a closed table of laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import InputError, Unreadable
from symrelu.io.claim import hypotheses
from symrelu.io.expression import FUNCTIONS, REALS, Scope, build, names, suggestion
from symrelu.io.lexer import Source
from symrelu.io.syntax import Call, Group, Name, Negative, Node, Table, parse_one
from symrelu.io.vector_law import (
    VECTOR_FORMS,
    inner_laws,
    is_gaussian,
    layer_call,
    layer_names,
    relu_of,
    vector_law_of,
)

if TYPE_CHECKING:
    from symrelu.model.family import Family
    from symrelu.model.law import Law

# The laws that take numbers, with the names of their parameters.
BASE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "normal": ("mu", "sigma"),
        "uniform": ("a", "b"),
        "exponential": ("rate",),
        "laplace": ("mu", "b"),
        "student_t": ("nu",),
        "cauchy": ("x0", "g"),
        "logistic": ("mu", "s"),
        "gamma_law": ("shape", "rate"),
        "beta_law": ("a", "b"),
        "atom": ("c",),
    }
)
# The laws that take more than numbers, each with an example.
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "discrete": "discrete({0: 1/2, 1: 1/2})",
        "mix": "mix((1/2, normal(0,1)), (1/2, atom(0)))",
        "density_law": "density_law(2*y, y, (0,1))",
        "push": "push(relu(2*x - 1), normal(0,1))",
    }
)
LARGEST_SHAPE = 1_000
# The signs that left minus right may have.
_SIGNS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        "<": frozenset({-1}),
        "<=": frozenset({-1, 0}),
        "==": frozenset({0}),
        "!=": frozenset({-1, 1}),
        ">=": frozenset({0, 1}),
        ">": frozenset({1}),
    }
)


def law(text: str, scope: Scope = REALS, name: str = "law") -> Any:
    """The law on R or on R^d that a text stands for.

    Raises: Unreadable, with the place; InputError, where the parameters are out of their domain.

    >>> law("mix((1/2, normal(0,1)), (1/2, atom(0)))").mass()
    1
    """
    source = Source(name, text)
    return law_of(parse_one(source), source, scope)


def family(text: str, given: Iterable[str] = ()) -> Family:
    """The family of the laws that a text stands for; its parameters are the symbols, in textual order.

    >>> [str(parameter) for parameter in family("normal(mu, sigma)", ["sigma > 0"]).parameters]
    ['mu', 'sigma']
    """
    from symrelu.model.family import Family

    scope, claims = hypotheses(given)
    source = Source("family", text)
    node = parse_one(source)
    member = law_of(node, source, scope)
    parameters = tuple(scope.symbol(name) for name in dict.fromkeys(_free(node, source)))
    if not parameters:
        raise source.refuse("a law without parameters", "a law with symbols", "normal(mu, sigma)", node.at)
    return Family(member, parameters, claims)


def supposing(law: Any, relations: Iterable[Any]) -> Any:
    """The law under hypotheses on its symbols, which decide cases.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", real=True)
    >>> supposing(law("push(relu(a*x + b), uniform(0,1))"), [a > 0, b > 0]).atoms()
    {}
    """
    from symrelu.model.order import Fact

    facts = tuple(
        Fact(sp.expand(relation.lhs - relation.rhs), _SIGNS[relation.rel_op]) for relation in relations
    )
    return replace(law, required=(*law.required, *(fact for fact in facts if fact not in law.required)))


def law_of(node: Node, source: Source, scope: Scope) -> Any:
    """The law of a tree."""
    if not isinstance(node, Call):
        known = isinstance(node, Name) and node.name in {**BASE, **FORMS, **VECTOR_FORMS}
        advice = _example(node.name) if known and isinstance(node, Name) else "normal(0,1)"
        raise source.refuse("no law", "a law", advice, node.at)
    if node.name in VECTOR_FORMS or (node.name == "normal" and is_gaussian(node)):

        def read(inner: Node) -> Any:
            return law_of(inner, source, scope)

        return _made(lambda: vector_law_of(node, source, scope, read), node, source)
    if node.name in BASE:
        return _base(node, source, scope)
    match node.name:
        case "discrete":
            return _discrete(node, source, scope)
        case "mix":
            return _mix(node, source, scope)
        case "density_law":
            return _density(node, source, scope)
        case "push":
            return _push(node, source, scope)
        case _:
            known = [*BASE, *FORMS, *VECTOR_FORMS]
            advice = suggestion(node.name, known)
            found = f"the unknown law {node.name[:40]!r}"
            raise source.refuse(found, "one of " + ", ".join(sorted(known)), advice, node.at)


def _base(node: Call, source: Source, scope: Scope) -> Law:
    from symrelu.laws import base

    wanted = BASE[node.name]
    named = dict(node.keywords)
    for key in named:
        if key not in wanted[len(node.arguments) :]:
            advice = suggestion(key, wanted)
            raise source.refuse(f"the keyword {key[:40]!r}", f"{_example(node.name)}", advice, node.at)
    given = [*node.arguments, *(named[key] for key in wanted[len(node.arguments) :] if key in named)]
    if len(given) != len(wanted):
        found = f"{node.name} with {len(given)} argument{'s' * (len(given) != 1)}"
        raise source.refuse(found, _example(node.name), at=node.at)
    for argument in given:
        if isinstance(argument, Group):
            raise source.refuse("a list", "numbers", _example(node.name), argument.at)
    values = [build(argument, source, scope) for argument in given]
    if node.name in {"student_t", "gamma_law", "beta_law"}:
        for value, argument in zip(values, given, strict=True):
            if value.is_number and abs(sp.N(value, 5)) > LARGEST_SHAPE:
                raise source.refuse(
                    "a parameter that is too large", f"at most {LARGEST_SHAPE}", at=argument.at
                )
    return _made(lambda: getattr(base, node.name)(*values), node, source)


def _discrete(node: Call, source: Source, scope: Scope) -> Law:
    from symrelu.laws.base import discrete

    if len(node.arguments) != 1 or node.keywords or not isinstance(node.arguments[0], Table):
        raise source.refuse("no table of masses", FORMS["discrete"], at=node.at)
    if not node.arguments[0].pairs:
        raise source.refuse("no masses", FORMS["discrete"], at=node.arguments[0].at)
    masses: dict[sp.Expr, sp.Expr] = {}
    for key, mass in node.arguments[0].pairs:
        point = build(key, source, scope)
        if point in masses:
            raise source.refuse(f"the point {point} twice", "every point once", at=key.at)
        masses[point] = build(mass, source, scope)
    return _made(lambda: discrete(masses), node, source)


def _mix(node: Call, source: Source, scope: Scope) -> Any:
    from symrelu.laws.base import mix

    parts: list[tuple[sp.Expr, Any]] = []
    for pair in node.arguments:
        if not isinstance(pair, Group) or len(pair.values) != 2:
            raise source.refuse("no pair", "pairs (weight, law)", FORMS["mix"], pair.at)
        parts.append((build(pair.values[0], source, scope), law_of(pair.values[1], source, scope)))
    if not parts or node.keywords:
        raise source.refuse("no pairs", "pairs (weight, law)", FORMS["mix"], node.at)
    return _made(lambda: mix(*parts), node, source)


def _density(node: Call, source: Source, scope: Scope) -> Law:
    from symrelu.laws.density import density_law

    match node.arguments:
        case (body, Name(variable), Group(values=(low, high))) if (
            not node.keywords and variable not in FUNCTIONS
        ):
            inner = scope.without(variable)
            ends = (_end(low, source, scope), _end(high, source, scope))
            density, point = build(body, source, inner), inner.symbol(variable)
            return _made(lambda: density_law(density, point, ends), node, source)
        case _:
            wanted = "an expression, its symbol and an interval"
            raise source.refuse("no density", wanted, FORMS["density_law"], node.at)


def _end(node: Node, source: Source, scope: Scope) -> sp.Expr:
    """An end of an interval; oo and -oo are read here and nowhere else."""
    match node:
        case Name("oo"):
            return sp.oo
        case Negative(Name("oo")):
            return -sp.oo
        case _:
            return build(node, source, scope)


def _push(node: Call, source: Source, scope: Scope) -> Any:
    from symrelu.laws.push import push
    from symrelu.terms.symbols import relu

    if len(node.arguments) != 2 or node.keywords:
        raise source.refuse("no map and law", "a map and a law", FORMS["push"], node.at)
    map_, base = node.arguments
    pushed = law_of(base, source, scope)
    layer = layer_call(map_, source, scope)
    if layer is not None:
        return _made(lambda: push(layer, pushed), node, source)
    if pushed.dim > 1:
        if not relu_of(map_):
            wanted = "relu or Layer(W, b) for a law on R^d"
            raise source.refuse("another map", wanted, "push(Layer([[1,2],[3,-1]], [0,1]), ...)", node.at)
        return _made(lambda: push(relu, pushed), node, source)
    if isinstance(map_, Name) and map_.name in {"relu", "abs"}:
        map_ = Call(map_.name, (Name("x", map_.at),), (), map_.at)
    variable = _pushed_symbol(map_, source)
    inner = scope.without(variable)
    body = build(map_, source, inner)
    return _made(lambda: push((body, inner.symbol(variable)), pushed), node, source)


def _pushed_symbol(map_: Node, source: Source) -> str:
    found = sorted(set(names(map_)))
    if "x" in found or not found:
        return "x"
    if len(found) == 1:
        return found[0]
    wanted = "the pushed variable to be called x"
    raise source.refuse(f"a map of {', '.join(found)}", wanted, FORMS["push"], map_.at)


def _free(node: Node, source: Source) -> tuple[str, ...]:
    """The names of the parameters of a law, in the order of the text."""
    match node:
        case Call("push", (Call("Layer") as map_, base)):
            return (*layer_names(map_), *_free(base, source))
        case Call("push", (map_, base)):
            bound = _pushed_symbol(map_, source)
            return (*(name for name in names(map_) if name != bound), *_free(base, source))
        case Call("density_law", (body, Name(bound), ends)):
            inside = (name for name in names(body) if name != bound)
            return (*inside, *(name for name in names(ends) if name != "oo"))
        case Call("product" | "along"):
            found = (_free(a, source) if law else names(a) for a, law in inner_laws(node))
            return tuple(name for part in found for name in part)
        case Call("mix", pairs):
            return tuple(name for pair in pairs if isinstance(pair, Group) for name in _in_pair(pair, source))
        case _:
            return names(node)


def _in_pair(pair: Group, source: Source) -> tuple[str, ...]:
    weight, part = pair.values
    return (*names(weight), *_free(part, source))


def _example(name: str) -> str:
    return FORMS.get(name) or VECTOR_FORMS.get(name) or f"{name}({', '.join(BASE[name])})"


def _made(make: Callable[[], Any], node: Call, source: Source) -> Any:
    """The law, or the refusal of its constructor with the place in the text."""
    try:
        return make()
    except Unreadable:
        raise
    except InputError as error:
        name = f"{source.name}: {error.name}"
        raise Unreadable(name, error.found, error.expected, error.advice, source.text, node.at) from None
