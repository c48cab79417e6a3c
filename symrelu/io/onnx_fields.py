# pyright: basic
"""The fields of ONNX nodes: tensors as rationals, attributes by their names and types."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from symrelu.errors import InputError
from symrelu.io.dyadic import exact
from symrelu.io.flow import Constant

# The attributes that are understood, by operator, with their types as ONNX names them. Any other one, such as
# `axis` of an addition before version 7, would change what the node means.
_ATTRIBUTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Gemm": {"alpha": "FLOAT", "beta": "FLOAT", "transA": "INT", "transB": "INT"},
        "LeakyRelu": {"alpha": "FLOAT"},
        "Clip": {"min": "FLOAT", "max": "FLOAT"},
        "Dropout": {"ratio": "FLOAT", "seed": "INT"},
        "Flatten": {"axis": "INT"},
        "Reshape": {"allowzero": "INT"},
        "Squeeze": {"axes": "INTS"},
        "Unsqueeze": {"axes": "INTS"},
        "Constant": {
            "value": "TENSOR", "value_float": "FLOAT", "value_int": "INT", "value_floats": "FLOATS",
            "value_ints": "INTS",
        },
    }
)  # fmt: skip


def constant(tensor: Any, name: str) -> Constant:
    """A tensor of the file.

    Raises: InputError for data elsewhere, data that do not fill the shape, NaN and infinities.
    """
    from onnx import TensorProto, numpy_helper

    if tensor.data_location == TensorProto.EXTERNAL or tensor.external_data:
        raise InputError(name, "data in another file", "all data in the file")
    try:
        array = numpy_helper.to_array(tensor)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise InputError(name, f"data that cannot be read ({str(error)[:120]})", "a whole tensor") from None
    return Constant(tuple(array.shape), tuple(exact(array, name)))


def attributes_of(node: Any, where: str) -> dict[str, Any]:
    """The attributes of a node.

    Raises: InputError for an attribute that the operator has not, or of another type.
    """
    from onnx import AttributeProto, helper

    known = _ATTRIBUTES.get(node.op_type, {})
    found: dict[str, Any] = {}
    for attribute in node.attribute:
        wanted = known.get(attribute.name)
        if wanted is None or attribute.type != AttributeProto.AttributeType.Value(wanted):
            told = f"the attribute {attribute.name[:40]!r}" + (" of another type" if wanted else "")
            listed = ", ".join(f"{key} ({kind})" for key, kind in known.items()) or "no attribute"
            raise InputError(where, told, listed)
        if wanted == "TENSOR":
            found[attribute.name] = constant(attribute.t, where)
            continue
        try:
            found[attribute.name] = helper.get_attribute_value(attribute)
        except ValueError as error:
            raise InputError(where, f"an attribute that cannot be read ({error})", "a whole file") from None
    return found


def exact_number(value: float) -> Any:
    """The rational that a number is.

    >>> exact_number(0.25)
    1/4
    """
    from flint import fmpq

    return fmpq(*float(value).as_integer_ratio())


def number(value: float, where: str) -> Any:
    """The rational that a finite number is.

    Raises: InputError for NaN and infinities.
    """
    if not math.isfinite(value):
        raise InputError(where, str(value), "a finite number")
    return exact_number(value)
