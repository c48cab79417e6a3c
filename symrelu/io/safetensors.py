# pyright: basic
"""Networks from safetensors files: layers by number, a ReLU between them, none after the last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from symrelu.errors import InputError
from symrelu.io.dyadic import exact

if TYPE_CHECKING:
    from symrelu.model.network import Layer, Network

_NAME = re.compile(r"(?P<prefix>[A-Za-z_.]*?)(?P<number>[0-9]{1,6})\.(?P<kind>weight|bias)")
_WANTED = "tensors named 0.weight, 0.bias, 2.weight, ..."
_NUMPY: Mapping[str, str] = MappingProxyType(
    {
        "F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "<i1",
        "U64": "<u8", "U32": "<u4", "U16": "<u2", "U8": "<u1",
    }
)  # fmt: skip
_EXAMPLE = "layers.0.weight (outputs x inputs), layers.0.bias"


def network_from_safetensors(content: bytes, name: str = "network") -> Network:
    """The network x -> W_k relu(.. relu(W_1 x + b_1) ..) + b_k of a safetensors file.

    Tensors are called `<n>.weight` and `<n>.bias`, all after one and the same prefix (`0.weight`,
    `layers.0.weight`, `fc1.weight`); the layers are applied in the order of their numbers n. A weight has
    one row for each output, a bias that is missing is 0. Entries of all types of floats and integers become
    the rational numbers that they are, 16 and 8 bits too.
    Raises: InputError for other names, shapes that do not chain, NaN and infinities, files that cannot be
    read.
    """
    from symrelu.model.network import Network

    numbered: dict[int, dict[str, Any]] = {}
    prefixes: set[str] = set()
    for key, tensor in _tensors(content, name).items():
        read = _NAME.fullmatch(key)
        if read is None:
            raise InputError(name, f"the tensor {key[:60]!r}", _WANTED, _EXAMPLE)
        prefixes.add(read["prefix"])
        fields = numbered.setdefault(int(read["number"]), {})
        if read["kind"] in fields:
            raise InputError(
                f"{name}: {key}", f"a second {read['kind']} of layer {int(read['number'])}", "one"
            )
        fields[read["kind"]] = (f"{name}: {key}", tensor)
    if not numbered:
        raise InputError(name, "no tensor", _WANTED, _EXAMPLE)
    if len(prefixes) > 1:
        found = " and ".join(f"{prefix + '0.weight'!r}" for prefix in sorted(prefixes)[:2])
        raise InputError(name, f"names like {found}", "one prefix for all tensors", _EXAMPLE)
    last = max(numbered)
    return Network([
        _layer(numbered[number], f"{name}: layer {number}", "identity" if number == last else "relu")
        for number in sorted(numbered)
    ])  # fmt: skip


def _layer(fields: dict[str, Any], name: str, activation: str) -> Layer:
    from symrelu.model.network import Layer

    if "weight" not in fields:
        raise InputError(name, "a bias without a weight", "both", _EXAMPLE)
    where, weight = fields["weight"]
    if weight.ndim != 2 or 0 in weight.shape:
        raise InputError(where, f"the shape {weight.shape}", "outputs x inputs", _EXAMPLE)
    outputs, inputs = weight.shape
    flat = exact(weight, where)
    rows = [flat[i : i + inputs] for i in range(0, len(flat), inputs)]
    if "bias" not in fields:
        return Layer(rows, [0] * outputs, activation=activation)
    where, bias = fields["bias"]
    if bias.shape != (outputs,):
        raise InputError(where, f"the shape {bias.shape}", f"{outputs} entries, one for each output")
    return Layer(rows, exact(bias, where), activation=activation)


def _tensors(content: bytes, name: str) -> dict[str, Any]:
    try:
        from safetensors import SafetensorError, deserialize
    except ImportError:
        advice = "pip install 'symrelu[safetensors]'"
        raise InputError(name, "no library that reads safetensors", "safetensors", advice) from None
    try:
        listed = deserialize(content)
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise InputError(name, f"no safetensors file ({error})", "a whole file of real tensors") from None
    return {key: _array(fields, f"{name}: {key}") for key, fields in listed}


def _array(fields: dict[str, Any], name: str) -> Any:
    """The tensor as an array of floats or integers, each entry the number that it was.

    Raises: InputError for types of entries that are no real numbers.
    """
    import numpy as np

    data, kind = bytes(fields["data"]), fields["dtype"]
    if kind in _NUMPY:
        entries = np.frombuffer(data, dtype=_NUMPY[kind])
    elif kind == "BF16":  # the upper half of a float of 32 bits
        entries = (np.frombuffer(data, dtype="<u2").astype("<u4") << 16).view("<f4")
    elif kind == "F8_E5M2":  # the upper half of a float of 16 bits
        entries = (np.frombuffer(data, dtype="u1").astype("<u2") << 8).view("<f2")
    elif kind == "F8_E4M3":
        entries = np.array([_four_three(byte) for byte in range(256)])[np.frombuffer(data, dtype="u1")]
    else:
        wanted = ", ".join([*_NUMPY, "BF16", "F8_E5M2", "F8_E4M3"])
        raise InputError(name, f"entries of the type {kind}", f"one of {wanted}", "a conversion to F32")
    return entries.reshape(fields["shape"])


def _four_three(byte: int) -> float:
    """The number of four bits of exponent and three of mantissa, exact; there is no infinity.

    >>> _four_three(0b0_0111_100), _four_three(0b1_1111_110), _four_three(0b0_0000_001)
    (1.5, -448.0, 0.001953125)
    """
    sign = -1.0 if byte >> 7 else 1.0
    exponent, mantissa = byte >> 3 & 15, byte & 7
    if exponent == 15 and mantissa == 7:
        return float("nan")
    return sign * (mantissa * 2.0**-9 if exponent == 0 else (8 + mantissa) * 2.0 ** (exponent - 10))
