# pyright: basic
"""Networks from safetensors files: layers by number, a ReLU between them, none after the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from symrelu.errors import InputError
from symrelu.io.dyadic import exact

if TYPE_CHECKING:
    from symrelu.model.network import Layer, Network

_NAME = re.compile(r"(?P<prefix>[A-Za-z_.]*?)(?P<number>[0-9]{1,6})\.(?P<kind>weight|bias)")
_WANTED = "tensors named 0.weight, 0.bias, 2.weight, ..."
_EXAMPLE = "layers.0.weight (outputs x inputs), layers.0.bias"


def network_from_safetensors(content: bytes, name: str = "network") -> Network:
    """The network x -> W_k relu(.. relu(W_1 x + b_1) ..) + b_k of a safetensors file.

    Tensors are called `<n>.weight` and `<n>.bias`, all after one and the same prefix (`0.weight`,
    `layers.0.weight`, `fc1.weight`); the layers are applied in the order of their numbers n. A weight has
    one row for each output, a bias that is missing is 0.
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
        from safetensors import SafetensorError
        from safetensors.numpy import load
    except ImportError:
        advice = "pip install 'symrelu[safetensors]'"
        raise InputError(name, "no library that reads safetensors", "safetensors", advice) from None
    try:
        return load(content)
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise InputError(name, f"no safetensors file ({error})", "a whole file of real tensors") from None
