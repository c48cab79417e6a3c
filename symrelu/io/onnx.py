# pyright: basic
"""Networks from ONNX files: chains of affine maps and piecewise-linear activations, exactly."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from symrelu.errors import InputError
from symrelu.io.branches import joined
from symrelu.io.flow import Constant, Flow
from symrelu.io.onnx_fields import attributes_of, constant, exact_number, number

if TYPE_CHECKING:
    from symrelu.model.network import Network

Values = dict[str, Any]  # the name of a value -> Flow | Constant


def network_from_onnx(content: bytes, name: str = "network") -> Network:
    """The network that an ONNX graph computes, its normalisation included; a batch is one point.

    Operators: MatMul, Gemm, Add, Sub, Mul, Div by constants; Add, Sub of two branches; Relu, LeakyRelu, Clip,
    Abs; Identity, Dropout, Flatten, Reshape, Squeeze, Unsqueeze; Constant.
    Raises: InputError for files that cannot be read, other operators, shapes that do not fit, NaN and
    infinities.
    """
    graph = _graph(content, name)
    values: Values = {}
    for tensor in graph.initializer:
        values[tensor.name] = constant(tensor, f"{name}: {tensor.name}")
    inputs = [value for value in graph.input if value.name not in values]
    if len(inputs) != 1 or len(graph.output) != 1:
        found = f"{len(inputs)} inputs and {len(graph.output)} outputs"
        raise InputError(name, found, "a graph with one input and one output")
    values[inputs[0].name] = Flow.input(_shape(inputs[0], name))
    for index, node in enumerate(graph.node):
        where = f"{name}: node {index + 1}, {node.op_type}"
        if node.op_type not in _OPERATORS or node.domain not in ("", "ai.onnx"):
            raise InputError(where, "an unknown operator", f"one of {', '.join(_OPERATORS)}")
        for needed in node.input:
            if needed and needed not in values:
                raise InputError(where, f"the value {needed!r}, which nothing gives", "values in order")
        if not node.output or (not node.input and node.op_type != "Constant"):
            found = f"{len(node.input)} inputs and {len(node.output)} outputs"
            raise InputError(where, found, "at least one of both")
        given = [values[needed] if needed else None for needed in node.input]
        values[node.output[0]] = _OPERATORS[node.op_type](given, attributes_of(node, where), where)
    result = values.get(graph.output[0].name)
    if not isinstance(result, Flow):
        raise InputError(name, "an output that does not depend on the input", "a network")
    return result.network()


def _graph(content: bytes, name: str) -> Any:
    try:
        import onnx
        from google.protobuf.message import DecodeError
    except ImportError:
        advice = "pip install 'symrelu[onnx]'"
        raise InputError(name, "no library that reads ONNX", "onnx", advice) from None
    try:
        read = onnx.load_model_from_string(content)
    except (DecodeError, ValueError) as error:
        raise InputError(name, f"no ONNX file ({error})", "a whole ONNX file") from None
    graph = read.graph
    if not any(used.domain in ("", "ai.onnx") for used in read.opset_import):  # it comes last: a file cut off
        raise InputError(name, "an ONNX file without a version of its operators", "a whole ONNX file")
    if not graph.node:
        raise InputError(name, "an ONNX file without nodes", "a network")
    return graph


def _shape(value: Any, name: str) -> tuple[int, ...]:
    """The shape of the input; a dimension that is not fixed counts as a batch of one."""
    from onnx import TensorProto

    kind = value.type.tensor_type.elem_type
    if kind not in (TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16):
        raise InputError(f"{name}: {value.name}", f"entries of the type {kind}", "an input of floats")
    sizes = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
    shape = tuple(size if size > 0 else 1 for size in sizes)
    if not shape or math.prod(shape) > 10**6:
        raise InputError(f"{name}: {value.name}", f"the shape {tuple(sizes)}", "a shape with fixed sizes")
    return shape


# ---- operators: (inputs, attributes, where) -> value -------------------------------------------------


def _flow(given: list[Any], where: str) -> Flow:
    """The only input that depends on the input of the network."""
    flows = [value for value in given if isinstance(value, Flow)]
    if len(flows) != 1:
        found = "no input" if not flows else "two values that depend on the input"
        wanted = "one value that depends on the input"
        raise InputError(where, found, wanted, "branches that are added or subtracted")
    return flows[0]


def _other(given: list[Any], index: int, where: str) -> Constant:
    value = given[index] if index < len(given) else None
    if not isinstance(value, Constant):
        raise InputError(where, f"input {index + 1} that is no constant", "a constant")
    return value


def _matmul(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given, where)
    if flow is given[0]:
        return flow.times(_other(given, 1, where), where)
    return flow.times_left(_other(given, 0, where), where)


def _gemm(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given, where)
    if flow is not given[0] or attributes.get("transA", 0):
        raise InputError(where, "the input of the network on the right", "x W + b")
    weights = _other(given, 1, where)
    if attributes.get("transB", 0):
        weights = weights.transposed(where)
    out = flow.times(weights.scaled(number(attributes.get("alpha", 1.0), where)), where)
    if len(given) < 3 or given[2] is None:
        return out
    bias = _other(given, 2, where).scaled(number(attributes.get("beta", 1.0), where))
    return out.combined(bias, "+", where)


def _elementwise(sign: str) -> Callable[[list[Any], dict[str, Any], str], Flow]:
    def operator(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
        if sign in "+-" and len(given) == 2 and all(isinstance(value, Flow) for value in given):
            return joined(given[0], given[1], 1 if sign == "+" else -1, where)
        flow = _flow(given, where)
        first = flow is given[0]
        constant = _other(given, 1 if first else 0, where)
        if sign == "/" and not first:
            raise InputError(where, "a division by the input", "a division by a constant")
        if sign == "-" and not first:
            minus = Constant((), (exact_number(-1),))
            return flow.combined(minus, "*", where).combined(constant, "+", where)
        return flow.combined(constant, sign, where)

    return operator


def _activation(name: str) -> Callable[[list[Any], dict[str, Any], str], Flow]:
    def operator(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
        if name == "leaky_relu":
            import numpy as np

            slope = float(np.float32(attributes.get("alpha", 0.01)))  # ONNX holds it in 32 bits
            return _flow(given, where).activated(name, slope=number(slope, where))
        return _flow(given, where).activated(name)

    return operator


def _clip(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given[:1], where)
    bounds: dict[str, Any] = {}
    for index, (key, bound) in enumerate((("min", "lo"), ("max", "hi")), start=1):
        if key in attributes:
            bounds[bound] = number(attributes[key], where)
        elif index < len(given) and given[index] is not None:
            value = _other(given, index, where)
            if len(value.entries) != 1:
                raise InputError(where, f"a bound of the shape {value.shape}", "a number")
            bounds[bound] = value.entries[0]
    return flow.activated("clip", **bounds) if bounds else flow


def _same(given: list[Any], attributes: dict[str, Any], where: str) -> Any:
    return given[0]


def _flatten(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given, where)
    axis = attributes.get("axis", 1)
    if not -len(flow.shape) <= axis <= len(flow.shape):
        raise InputError(where, f"axis {axis}", f"an axis of the shape {flow.shape}")
    axis = axis + len(flow.shape) if axis < 0 else axis
    return flow.reshaped((math.prod(flow.shape[:axis]), math.prod(flow.shape[axis:])), where)


def _reshape(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given[:1], where)
    asked = _integers(given, where)
    sizes = [
        flow.shape[i] if size == 0 and i < len(flow.shape) and not attributes.get("allowzero") else size
        for i, size in enumerate(asked)
    ]
    if sizes.count(-1) == 1:
        rest = math.prod(size for size in sizes if size != -1)
        sizes[sizes.index(-1)] = len(flow) // rest if rest > 0 else 0
    return flow.reshaped(tuple(sizes), where)


def _integers(given: list[Any], where: str) -> list[int]:
    entries = _other(given, 1, where).entries
    if any(entry.q != 1 for entry in entries):
        raise InputError(where, "sizes or axes that are no integers", "integers")
    return [int(entry.p) for entry in entries]


def _squeeze(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    """Sizes 1 come and go; only the last one matters to what follows, and it is kept."""
    flow = _flow(given[:1], where)
    axes = _axes(given, attributes, where) or [i for i, size in enumerate(flow.shape) if size == 1]
    places = {axis % len(flow.shape) for axis in axes if -len(flow.shape) <= axis < len(flow.shape)}
    if len(places) != len(axes) or any(flow.shape[i] != 1 for i in places):
        raise InputError(where, f"axes {axes} of the shape {flow.shape}", "axes of size 1")
    return flow.reshaped(tuple(size for i, size in enumerate(flow.shape) if i not in places), where)


def _unsqueeze(given: list[Any], attributes: dict[str, Any], where: str) -> Flow:
    flow = _flow(given[:1], where)
    axes = _axes(given, attributes, where)
    total = len(flow.shape) + len(axes)
    places = {axis % total for axis in axes if -total <= axis < total}
    if len(places) != len(axes):
        raise InputError(where, f"axes {axes}", f"different axes of {total}")
    sizes = iter(flow.shape)
    return flow.reshaped(tuple(1 if i in places else next(sizes) for i in range(total)), where)


def _axes(given: list[Any], attributes: dict[str, Any], where: str) -> list[int]:
    if len(given) > 1 and given[1] is not None:
        return _integers(given, where)
    return [int(axis) for axis in attributes.get("axes", ())]


def _constant_node(given: list[Any], attributes: dict[str, Any], where: str) -> Constant:
    for key in ("value", "value_float", "value_int", "value_floats", "value_ints"):
        if key not in attributes:
            continue
        value = attributes[key]
        if isinstance(value, Constant):
            return value
        listed = isinstance(value, (list, tuple))
        entries = tuple(number(entry, where) for entry in (value if listed else [value]))
        return Constant((len(entries),) if listed else (), entries)
    raise InputError(where, "no value that is a number", "value=")


_OPERATORS: Mapping[str, Callable[[list[Any], dict[str, Any], str], Any]] = MappingProxyType(
    {
        "MatMul": _matmul,
        "Gemm": _gemm,
        "Add": _elementwise("+"),
        "Sub": _elementwise("-"),
        "Mul": _elementwise("*"),
        "Div": _elementwise("/"),
        "Relu": _activation("relu"),
        "LeakyRelu": _activation("leaky_relu"),
        "Abs": _activation("abs"),
        "Clip": _clip,
        "Identity": _same,
        "Dropout": _same,
        "Flatten": _flatten,
        "Reshape": _reshape,
        "Squeeze": _squeeze,
        "Unsqueeze": _unsqueeze,
        "Constant": _constant_node,
    }
)
