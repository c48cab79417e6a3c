# pyright: basic
"""Texts to activations and to laws of weights, through closed tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.errors import InputError, Unreadable
from symrelu.io.expression import FUNCTIONS, Scope, build, names, suggestion
from symrelu.io.law import BASE, FORMS, law_of
from symrelu.io.lexer import Source
from symrelu.io.syntax import Call, Group, Name, Node, parse_one
from symrelu.io.vector_law import VECTOR_FORMS, is_gaussian

# The rotation-invariant laws that take numbers: the least and the greatest number of them.
INVARIANT: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "gaussian": (0, 1),
        "student_t": (1, 2),
        "cauchy": (0, 1),
        "sphere": (0, 1),
        "ball": (0, 1),
        "shell": (2, 2),
        "pearson_ii": (1, 2),
        "generalised_normal": (1, 2),
        "multivariate_laplace": (0, 1),
    }
)
# The other forms, each with an example.
WEIGHTS: Mapping[str, str] = MappingProxyType(
    {
        "scale_mixture": "scale_mixture(exponential(1))",
        "radial": "radial(exp(-r), r, (0, oo))",
        "independent": "independent(uniform(-1, 1))",
        "with_independent_bias": "with_independent_bias(sphere(1), atom(1))",
    }
)
ACTIVATIONS = ("relu", "abs", "identity", "step")


def weights(text: str, scope: Scope) -> Any:
    """The law of a weight vector that a text stands for.

    Raises: Unreadable, with the place; InputError for parameters out of their domain.

    >>> from symrelu.io.expression import REALS
    >>> weights("student_t(5)", REALS)
    Weights.student_t(5, 1)
    """
    source = Source("weights", text)
    return _weights(parse_one(source), source, scope)


def _weights(node: Node, source: Source, scope: Scope) -> Any:
    if isinstance(node, Name):
        node = Call(node.name, (), (), node.at)
    if not isinstance(node, Call):
        raise source.refuse("no law", "a law of weights", "gaussian", getattr(node, "at", 0))
    if node.keywords:
        found = f"the keyword {node.keywords[0][0][:40]!r}"
        raise source.refuse(found, "arguments without names", _example(node.name), node.at)
    try:
        return _made(node, source, scope)
    except Unreadable:
        raise
    except InputError as error:
        name = f"weights: {error.name}"
        raise Unreadable(name, error.found, error.expected, error.advice, source.text, node.at) from None


def _made(node: Call, source: Source, scope: Scope) -> Any:
    from symrelu.equivalent_kernels.weights import Weights

    if node.name in INVARIANT:
        least, most = INVARIANT[node.name]
        if not least <= len(node.arguments) <= most:
            found = f"{node.name} with {len(node.arguments)} arguments"
            raise source.refuse(found, _example(node.name), at=node.at)
        values = [build(argument, source, scope) for argument in node.arguments]
        return getattr(Weights, node.name)(*values)
    match node.name, node.arguments:
        case "scale_mixture", (law,):
            return Weights.scale_mixture(law_of(law, source, scope))
        case "scale_mixture", (law, scale):
            return Weights.scale_mixture(law_of(law, source, scope), build(scale, source, scope))
        case "radial", (body, Name(variable), Group(values=(low, high))) if variable not in FUNCTIONS:
            inner = Scope(MappingProxyType({**scope.domains, variable: "positive"}))
            top = sp.oo if high == Name("oo", high.at) else build(high, source, scope)
            interval = build(low, source, scope), top
            return Weights.radial(build(body, source, inner), inner.symbol(variable), interval)
        case "independent", (_, *_) as laws:
            return Weights.independent(*(law_of(law, source, scope) for law in laws))
        case "with_independent_bias", (inner, bias):
            return Weights.with_independent_bias(_weights(inner, source, scope), law_of(bias, source, scope))
    if node.name in WEIGHTS:
        raise source.refuse(f"another form of {node.name}", WEIGHTS[node.name], at=node.at)
    return _vector_law(node, source, scope)


def _vector_law(node: Call, source: Source, scope: Scope) -> Any:
    if node.name in BASE and not (node.name == "normal" and is_gaussian(node)):
        advice = f"independent({node.name}(...)) for independent coordinates, or gaussian(1)"
        raise source.refuse(f"{node.name}, a law on R", "a law of a weight vector", advice, node.at)
    if node.name not in {*BASE, *FORMS, *VECTOR_FORMS}:
        known = [*INVARIANT, *WEIGHTS, *VECTOR_FORMS]
        advice = suggestion(node.name, known)
        found = f"the unknown law {node.name[:40]!r}"
        raise source.refuse(found, "one of " + ", ".join(sorted(known)), advice, node.at)
    law = law_of(node, source, scope)
    if law.dim == 1:
        advice = "independent(...) for independent coordinates"
        raise source.refuse("a law on R", "a law of a weight vector", advice, node.at)
    return law


def _example(name: str) -> str:
    if name in INVARIANT:
        count = INVARIANT[name][1]
        return f"{name}({', '.join(['1', '2'][:count])})" if count else name
    return WEIGHTS.get(name, "gaussian")


def activation(text: str, scope: Scope) -> Any:
    """The activation that a text stands for: a name, leaky_relu(1/5), two_slope(3, -2), or an expression.

    The symbol of an expression is t or x, or its only one.
    Raises: Unreadable; LawDependent where it is not positively homogeneous.

    >>> from symrelu.io.expression import REALS
    >>> activation("3*relu(t)^2", REALS), activation("leaky_relu(1/5)", REALS)
    (3*relu(t)^2, relu(t) - 1/5*relu(-t))
    """
    from symrelu.equivalent_kernels.activation import Homogeneous, homogeneous

    source = Source("activation", text)
    node = parse_one(source)
    match node:
        case Name(name) if name in ACTIVATIONS:
            return homogeneous(name)
        case Name("leaky_relu") | Call("leaky_relu", ()):
            raise source.refuse("leaky_relu without a slope", "leaky_relu(1/5)", at=0)
        case Call("leaky_relu", (slope,), ()):
            return homogeneous("leaky_relu", build(slope, source, scope))
        case Call("two_slope", (right, left), ()):
            return Homogeneous.two_slope(build(right, source, scope), build(left, source, scope))
        case Call("step", (value,), ()):
            return Homogeneous.step(build(value, source, scope))
        case Call("power", (degree, right, left), ()):
            return Homogeneous.power(*(build(part, source, scope) for part in (degree, right, left)))
    found = sorted(set(names(node)))
    chosen = next((name for name in ("t", "x", *(found if len(found) == 1 else ())) if name in found), None)
    if chosen is None:
        wanted = "a name such as relu, or an expression in t"
        raise source.refuse(f"an expression of {', '.join(found) or 'no symbol'}", wanted, "relu(t)^2")
    inner = scope.without(chosen)
    return homogeneous((build(node, source, inner), inner.symbol(chosen)))
