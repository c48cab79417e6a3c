# pyright: basic
"""Networks from files: JSON, ONNX, safetensors; a float in a file is the dyadic rational that it is."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import sympy as sp

from symrelu.errors import InputError
from symrelu.io.expression import number, suggestion
from symrelu.io.layer import ACTIVATIONS
from symrelu.io.onnx import network_from_onnx
from symrelu.io.safetensors import network_from_safetensors

if TYPE_CHECKING:
    from symrelu.model.network import Layer, Network

LARGEST_FILE = 200_000_000
_EXAMPLE = '{"layers": [{"W": [["1/2", "-3"]], "b": ["0"], "activation": "relu"}]}'


def read_network(path: Path) -> Network:
    """The network of a file: `.json`, `.onnx` or `.safetensors`.

    Raises: InputError, which names the file and the entry.
    """
    name = str(path)
    if path.suffix not in _READERS:
        wanted = "a file that ends in " + ", ".join(_READERS)
        raise InputError("network", f"{name!r}", wanted)
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("network", f"{name!r} ({reason.lower()})", "a file that can be read") from None
    if size > LARGEST_FILE:
        raise InputError("network", f"{name!r} with {size:,} bytes", f"at most {LARGEST_FILE:,} bytes")
    return _READERS[path.suffix](content, name)


def network_from_json(content: bytes, name: str = "network") -> Network:
    """The network that a JSON text describes.

    >>> network_from_json(b'{"layers": [{"W": [["1/2", 0.5]], "b": [0]}]}').widths
    (2, 1)
    """
    from symrelu.model.network import Network

    whole = _table(_json(content, name), name, required=("layers",), optional=())
    layers = whole["layers"]
    if not isinstance(layers, list) or not layers:
        raise InputError(f"{name}: layers", _kind(layers), "a list of at least one layer", _EXAMPLE)
    return Network([_layer(entry, f"{name}: layers[{index}]") for index, entry in enumerate(layers)])


def _layer(entry: Any, name: str) -> Layer:
    from symrelu.model.network import Layer

    fields = _table(entry, name, required=("W", "b"), optional=("activation", "slope", "lo", "hi"))
    rows = _list(fields["W"], f"{name}.W", "a list of rows")
    weights = [_row(row, f"{name}.W[{index}]") for index, row in enumerate(rows)]
    bias = _row(fields["b"], f"{name}.b")
    if len({len(row) for row in weights}) > 1:
        raise InputError(
            f"{name}.W", f"rows of lengths {[len(row) for row in weights]}", "rows of one length"
        )
    if len(weights) != len(bias):
        raise InputError(name, f"{len(weights)} rows in W and {len(bias)} entries in b", "as many of both")
    activation = fields.get("activation", "relu")
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        wanted = "one of " + ", ".join(ACTIVATIONS)
        advice = suggestion(activation, ACTIVATIONS) if isinstance(activation, str) else ""
        raise InputError(f"{name}.activation", _shown(activation), wanted, advice)
    given = {key: _number(fields[key], f"{name}.{key}") for key in ("slope", "lo", "hi") if key in fields}
    if sorted(given) != sorted(ACTIVATIONS[activation]):
        wanted = " and ".join(ACTIVATIONS[activation]) or "no slope and no bounds"
        raise InputError(f"{name}", f"{activation} with {' and '.join(given) or 'neither'}", wanted)
    return Layer(weights, bias, activation=activation, **given)


def _row(row: Any, name: str) -> list[sp.Expr]:
    entries = _list(row, name, "a list of numbers")
    return [_number(value, f"{name}[{index}]") for index, value in enumerate(entries)]


def _number(value: Any, name: str) -> sp.Expr:
    if isinstance(value, Fraction):
        return sp.Rational(value.numerator, value.denominator)
    if isinstance(value, int) and not isinstance(value, bool):
        return sp.Integer(value)
    if isinstance(value, str):
        return number(value, name)
    raise InputError(name, _kind(value), 'a number, or a string such as "1/2"')


def dyadic(value: float, name: str) -> Fraction:
    """The rational that a float is.

    >>> dyadic(0.75, "W")
    Fraction(3, 4)
    """
    if not math.isfinite(value):
        raise InputError(name, str(value), "a finite number")
    return Fraction(value)


def _json(content: bytes, name: str) -> Any:
    def constant(word: str) -> Any:
        raise InputError(name, word, "finite numbers")

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise InputError(name, f"the key {twice[:40]!r} twice", "every key once")
        return fields

    def real(digits: str) -> Fraction:
        return dyadic(float(digits), name)

    try:
        return json.loads(content, parse_float=real, parse_constant=constant, object_pairs_hook=table)
    except RecursionError:
        raise InputError(name, "JSON nested too deeply", "a network", _EXAMPLE) from None
    except json.JSONDecodeError as error:
        found = f"no JSON (line {error.lineno}, column {error.colno}: {error.msg})"
        raise InputError(name, found, "a network", _EXAMPLE) from None
    except ValueError as error:
        raise InputError(
            name, f"text that cannot be read ({error})", "a network in UTF-8", _EXAMPLE
        ) from None


def _table(value: Any, name: str, required: tuple[str, ...], optional: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(name, _kind(value), f"an object with {' and '.join(required)}", _EXAMPLE)
    for key in value:
        if key not in required + optional:
            advice = suggestion(key, required + optional)
            raise InputError(
                name, f"the key {key[:40]!r}", f"the keys {', '.join(required + optional)}", advice
            )
    for key in required:
        if key not in value:
            raise InputError(name, f"no {key!r}", f"an object with {' and '.join(required)}", _EXAMPLE)
    return value


def _list(value: Any, name: str, wanted: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise InputError(name, "an empty list" if value == [] else _kind(value), wanted)
    return value


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")


def _shown(value: Any) -> str:
    return repr(value[:40]) if isinstance(value, str) else _kind(value)


_READERS: MappingProxyType[str, Callable[[bytes, str], Network]] = MappingProxyType(
    {".json": network_from_json, ".onnx": network_from_onnx, ".safetensors": network_from_safetensors}
)
