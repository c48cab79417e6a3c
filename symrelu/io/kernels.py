# pyright: basic
"""Kernels from texts, and what the command says about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.io.answer import Answer
from symrelu.io.claim import hypotheses
from symrelu.io.expression import Scope, build, expression
from symrelu.io.lexer import Source
from symrelu.io.syntax import Group, parse
from symrelu.io.weights import activation as read_activation
from symrelu.io.weights import weights as read_weights

LONGEST = 60  # letters of an exact correlation in the text
SHOWN = 40  # layers in the text; --json gives all
_STATUS = MappingProxyType({"invariant": 0, "refuted": 1, "unknown": 2})


def scope_of(given: Sequence[str]) -> tuple[Scope, tuple[Any, ...]]:
    """Domains and hypotheses; a symbol above a number that is at least 0 is positive."""
    relations: tuple[Any, ...] = hypotheses(given)[1]
    more = [
        f"{relation.lhs} > 0"
        for relation in relations
        if relation.rel_op in (">", ">=") and relation.lhs.is_Symbol and relation.rhs.is_positive
    ]
    return hypotheses([*given, *more])


def kernel_of(activation: str, weights: str, dim: str | None, bias: str | None, scope: Scope) -> Any:
    """The kernel of an activation and a law of weights.

    >>> kernel_of("relu", "sphere", "3", None, Scope()).second_moment
    1/3
    """
    from symrelu.equivalent_kernels.kernel import equivalent_kernel

    law, f = read_weights(weights, scope), read_activation(activation, scope)
    factor = None if bias is None else expression(bias, scope, "bias")
    return equivalent_kernel(f, law, dim=None if dim is None else _dimension(dim), bias=factor)


def _dimension(text: str) -> Any:
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", text):
        return int(text)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,99}", text):
        return sp.Symbol(text, integer=True, positive=True)
    raise InputError("dim", repr(text[:40]), "a natural number or a name", "--dim 3")


def input_of(text: str, name: str, scope: Scope) -> tuple[Any, ...]:
    """The coordinates of an input, with or without brackets.

    >>> input_of("1, sqrt(2)", "x", Scope())
    (1, sqrt(2))
    """
    source = Source(name, text)
    values = parse(source)
    if len(values) == 1 and isinstance(values[0], Group):
        values = values[0].values
    return tuple(build(value, source, scope) for value in values)


def kernel_answer(
    kernel: Any,
    inputs: tuple[str | None, str | None],
    theta: str | None,
    depth: int,
    digits: int,
    given: tuple[Scope, tuple[Any, ...]],
) -> Answer:
    """The kernel at two inputs, or at an angle, and the chain of correlations through layers."""
    scope, known = given
    x, y = (
        text if text is None else input_of(text, name, scope) for text, name in zip(inputs, "xy", strict=True)
    )
    if (x is None) != (y is None) or (x is not None and theta is not None):
        wanted = "--x and --y, or --theta, or none of them"
        raise InputError("kernel", "another choice of inputs", wanted, '--x "1,0" --y "1,1"')
    value = _value(kernel, x, y, theta, scope)
    fields = _fields(kernel, value, known, digits)
    lines = _lines(fields)
    if depth:
        layers = _layers(kernel, value, depth, digits)
        fields["layers"] = layers
        lines += _layer_lines(layers)
    return Answer(fields, "\n".join(lines))


def _value(kernel: Any, x: Any, y: Any, theta: str | None, scope: Scope) -> Any:
    if x is not None:
        return kernel(x, y)
    if theta is None:
        return kernel.at_angle()
    angle = (
        sp.Symbol("theta", nonnegative=True)
        if theta.strip() == "theta"
        else expression(theta, scope, "theta")
    )
    return kernel.at_angle(angle)


def _fields(kernel: Any, value: Any, known: tuple[Any, ...], digits: int) -> dict[str, Any]:
    from symrelu.equivalent_kernels.value import relation_text
    from symrelu.errors import NoClosedForm

    def asked(question: Any) -> str | None:
        try:
            return str(question())
        except (InputError, NoClosedForm):
            return None

    conditions = [relation_text(c) for c in value.conditions if c not in known]
    dim = (
        kernel.dim if value.x is None or kernel.dim is not None else len(value.x) - (kernel.bias is not None)
    )
    shown = (
        None if value.exact.free_symbols or value.exact.is_infinite else value.enclosure(digits).str(digits)
    )
    return {
        "activation": repr(kernel.activation),
        "weights": repr(kernel.weights).removeprefix("Weights."),
        "dim": None if dim is None else str(dim),
        "bias": None if kernel.bias is None else str(kernel.bias),
        "x": None if value.x is None else [*map(str, value.x)],
        "y": None if value.y is None else [*map(str, value.y)],
        "angle": None if value.angle is None else str(value.angle),
        "kernel": str(value.exact),
        "conditions": conditions,
        "reason": value.reason or None,
        "enclosure": shown,
        "correlation": asked(lambda: value.correlation),
        "second_moment": asked(lambda: value.second_moment),
    }


def _lines(fields: dict[str, Any]) -> list[str]:
    given = f" if {', '.join(fields['conditions'])}" if fields["conditions"] else ""
    reason = f"   ({fields['reason']})" if fields["reason"] else ""
    lines = [f"kernel {fields['kernel']}{given}{reason}"]
    if fields["enclosure"] is not None and not fields["kernel"].lstrip("-").isdigit():
        lines.append(f"  = {fields['enclosure']}")
    names = (
        ("angle", "angle"),
        ("correlation", "correlation"),
        ("second_moment", "second moment of a weight"),
    )
    return [*lines, *(f"  {text} {fields[name]}" for name, text in names if fields[name] is not None)]


def _layers(kernel: Any, value: Any, depth: int, digits: int) -> list[dict[str, Any]]:
    """The correlations after 0, 1, ..., depth layers."""
    from symrelu.equivalent_kernels.depth import CorrelationMap

    if value.angle is None:
        raise InputError("depth", "an input that is 0", "two inputs that are not 0")
    kernel.scale_of(2)  # refuses what is not rotation-invariant
    chain = CorrelationMap(kernel.activation).iterate(sp.cos(value.angle), depth, digits)
    rows: list[dict[str, Any]] = []
    for layer, (rho, angle) in enumerate(zip(chain.correlations, chain.angles, strict=True)):
        exact = str(chain.exact[layer]) if layer < len(chain.exact) else None
        rows.append(
            {"layer": layer, "correlation": rho.str(digits), "angle": angle.str(digits), "exact": exact}
        )
    return rows


def _layer_lines(layers: list[dict[str, Any]]) -> list[str]:
    lines = ["correlations through layers"]
    for row in layers[:SHOWN]:
        short = row["exact"] if len(row["exact"] or "-" * LONGEST) < LONGEST else row["correlation"]
        lines.append(f"  {row['layer']}: {short}, angle {row['angle']}")
    return lines if len(layers) <= SHOWN else [*lines, f"  ... {len(layers) - SHOWN} more"]


def invariance_answer(weights: Any, dim: str | None) -> Answer:
    """Whether the law of the weights is rotation-invariant, with two inputs that refute it."""
    from symrelu.equivalent_kernels.invariance import is_rotation_invariant

    number = None if dim is None else _dimension(dim)
    found = is_rotation_invariant(weights, number)
    witness = found.witness
    fields: dict[str, Any] = {"verdict": found.status, "reason": found.reason, "witness": None}
    if witness is not None:
        image = None if witness.image is None else [[*map(str, v)] for v in witness.image]
        fields["witness"] = {
            "activation": repr(witness.activation),
            "pair": [[*map(str, v)] for v in witness.pair],
            "image": image,
            "kernel": str(witness.kernel),
            "image_kernel": str(witness.image_kernel),
            "difference": str(witness.difference),
            "sign": witness.sign,
        }
    return Answer(fields, repr(found), _STATUS[found.status])
