"""ONNX files to networks, against the reference evaluator of ONNX and by hand."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flint import fmpq

from symrelu.errors import InputError
from symrelu.io.network import read_network
from symrelu.io.onnx import network_from_onnx
from symrelu.model.integer_layer import value_at
from symrelu.model.network import Layer, Network

onnx = pytest.importorskip("onnx")
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

Node = tuple[Any, ...]


def model(nodes: list[Node], shape: list[Any], opset: int = 13, **constants: Any) -> Any:
    """A chain of nodes (operator, its other inputs, attributes); the running value comes first, or at *."""
    made = []
    value = "x"
    for i, (kind, inputs, attributes) in enumerate(nodes):
        names = [value if one == "*" else one for one in inputs] if "*" in inputs else [value, *inputs]
        made.append(helper.make_node(kind, names, [f"v{i}"], **attributes))
        value = f"v{i}"
    held = [numpy_helper.from_array(np.asarray(array), name) for name, array in constants.items()]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info(value, TensorProto.FLOAT, None)]
    graph = helper.make_graph(made, "graph", inputs, outputs, held)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])


def read(*arguments: Any, **constants: Any) -> Network:
    return network_from_onnx(model(*arguments, **constants).SerializeToString(), "net")


def f4(*values: Any) -> Any:
    return np.array(values, dtype=np.float32)


def test_weights_are_the_dyadic_rationals_that_they_are() -> None:
    net = read([("MatMul", ["W"], {}), ("Add", ["b"], {}), ("Relu", [], {})], [1, 2],
               W=f4([0.1, -2], [3, 0]), b=f4(0.5, 1e-40))  # fmt: skip
    tenth, tiny = (Fraction(float(np.float32(v))) for v in (0.1, 1e-40))
    assert net == Network([Layer([[tenth, 3], [-2, 0]], [Fraction(1, 2), tiny])])


def test_the_normalisation_counts() -> None:
    net = read(
        [("Sub", ["mean"], {}), ("Div", ["range"], {}), ("Flatten", [], {"axis": 1}), ("MatMul", ["W"], {})],
        ["N", 1, 1, 2], mean=f4(1, 2), range=f4(4, 8), W=f4([1], [1]),
    )  # fmt: skip
    assert net.layers == (
        Layer([[Fraction(1, 4), Fraction(1, 8)]], [Fraction(-1, 2)], activation="identity"),
    )


def test_constants_on_the_left() -> None:
    nodes = [("Sub", ["c", "*"], {}), ("Mul", ["d", "*"], {}), ("Relu", [], {})]
    net = read(nodes, [1, 2], c=f4(3, 4), d=f4(2))
    assert net == Network([Layer([[-2, 0], [0, -2]], [6, 8])])
    column = read([("MatMul", ["W", "*"], {})], [2, 1], W=f4([1, 2], [3, 4], [5, 6]))
    assert column.layers == (Layer([[1, 2], [3, 4], [5, 6]], [0, 0, 0], activation="identity"),)


def test_gemm_with_its_factors() -> None:
    net = read([("Gemm", ["W", "b"], {"alpha": 0.5, "beta": 2.0, "transB": 1})], [1, 2],
               W=f4([2, 4], [6, 8], [0, 2]), b=f4(1, 2, 3))  # fmt: skip
    assert net.layers == (Layer([[1, 2], [3, 4], [0, 1]], [2, 4, 6], activation="identity"),)


def test_activations() -> None:
    net = read(
        [("LeakyRelu", [], {"alpha": 0.25}), ("Abs", [], {}), ("Clip", ["lo", "hi"], {}), ("Clip", ["",
        "lo"], {})], [1, 1], lo=f4(-1)[0], hi=f4(2)[0],
    )  # fmt: skip
    one = {"W": 1, "b": 0}
    assert net.layers == (
        Layer(**one, activation="leaky_relu", slope=Fraction(1, 4)),
        Layer(**one, activation="abs"),
        Layer(**one, activation="clip", lo=-1, hi=2),
        Layer(**one, activation="clip", hi=-1),
    )
    tenth = Fraction(float(np.float32(0.01)))
    (left, _), _ = read([("LeakyRelu", [], {})], [1, 1]).layers[0].activation.pieces
    assert left == fmpq(*tenth.as_integer_ratio())


def test_shapes_come_and_go() -> None:
    net = read(
        [("Reshape", ["flat"], {}), ("Squeeze", ["zero"], {}), ("Unsqueeze", ["zero"], {}), ("Identity", [],
        {}),
         ("MatMul", ["W"], {}), ("Reshape", ["as_it_is"], {}), ("Dropout", [], {})],
        [1, 2, 2], flat=np.array([1, -1]), zero=np.array([0]), W=f4([1], [2], [3], [4]),
        as_it_is=np.array([0, 0]),
    )  # fmt: skip
    assert net.layers == (Layer([[1, 2, 3, 4]], [0], activation="identity"),)


def test_constant_nodes() -> None:
    nodes = [
        helper.make_node("Constant", [], ["c"], value=numpy_helper.from_array(f4(1, 2))),
        helper.make_node("Constant", [], ["d"], value_floats=[0.5, 0.25]),
        helper.make_node("Add", ["x", "c"], ["u"]),
        helper.make_node("Mul", ["u", "d"], ["v"]),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 2]) for name in "xv"]
    made = helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:]))
    net = network_from_onnx(made.SerializeToString())
    assert net((1, 2)) == (1, 1)


@pytest.mark.parametrize("seed", range(15))
def test_random_chains_against_the_reference(seed: int) -> None:
    from onnx.reference import ReferenceEvaluator

    rng = random.Random(seed)
    generator = np.random.default_rng(seed)
    width, nodes, constants = rng.randint(1, 4), [], {}
    first = width
    for i in range(rng.randint(1, 8)):
        kind = rng.choice(["MatMul", "Gemm", "Add", "Sub", "Mul", "Div", "Relu", "LeakyRelu", "Abs", "Clip"])
        if kind in ("MatMul", "Gemm"):
            after = rng.randint(1, 4)
            constants[f"c{i}"] = generator.normal(size=(width, after)).astype(np.float32)
            width = after
        elif kind in ("Add", "Sub", "Mul", "Div"):
            constants[f"c{i}"] = generator.normal(size=rng.choice([(width,), (1,), (1, width)])).astype(
                np.float32
            )
        needs = [f"c{i}"] if f"c{i}" in constants else []
        if needs and rng.random() < 0.3 and kind in ("Add", "Sub", "Mul"):
            needs = [*needs, "*"]
        nodes.append((kind, needs, {"alpha": 0.3} if kind == "LeakyRelu" else {}))
        if kind == "Clip":
            constants["low"] = np.float32(-0.5)
            nodes[-1] = (kind, ["low"], {})
    made = model(nodes, [1, first], **constants)
    net = network_from_onnx(made.SerializeToString())
    evaluator = ReferenceEvaluator(made)
    for _ in range(5):
        x = generator.normal(size=(1, first)).astype(np.float32)
        wanted = evaluator.run(None, {"x": x})[0].ravel()
        point = tuple(fmpq(*float(v).as_integer_ratio()) for v in x.ravel())
        found = [float(int(v.p) / int(v.q)) for v in value_at(net, point)]
        assert np.allclose(found, wanted, rtol=1e-3, atol=1e-3)


def test_a_residual_block_is_exact() -> None:
    """relu(h) passes as it is, for it is not negative; the input itself as relu(x) - relu(-x)."""
    block = [("Relu", [], {}), ("MatMul", ["W"], {}), ("Relu", [], {}), ("Add", ["v0"], {})]
    net = read(block, [1, 2], W=f4([1, 2], [3, 4]))
    assert net.layers == (
        Layer([[1, 0], [0, 1]], [0, 0]),
        Layer([[1, 3], [2, 4], [1, 0], [0, 1]], [0] * 4),
        Layer([[1, 0, 1, 0], [0, 1, 0, 1]], [0, 0], activation="identity"),
    )
    skipped = read([("MatMul", ["W"], {}), ("Relu", [], {}), ("Sub", ["x", "*"], {})], [1, 1], W=f4([0.1]))
    tenth = Fraction(float(np.float32(0.1)))
    assert skipped.layers == (
        Layer([[1], [-1], [tenth]], [0, 0, 0]),
        Layer([[1, -1, -1]], [0], activation="identity"),
    )
    doubled = read([("MatMul", ["W"], {}), ("Add", ["x"], {})], [1, 2], W=f4([1, 2], [3, 4]))
    assert doubled.layers == (Layer([[2, 3], [2, 5]], [0, 0], activation="identity"),)


@pytest.mark.parametrize("seed", range(25))
def test_random_branches_against_the_reference(seed: int) -> None:
    """Any two values of one shape are added or subtracted; the others follow one another."""
    from onnx.reference import ReferenceEvaluator

    rng = random.Random(seed)
    generator = np.random.default_rng(seed)
    width, nodes, constants = rng.randint(1, 3), [], {"low": np.float32(-0.5), "high": np.float32(0.75)}
    first = width
    reached = {"x": width}
    for i in range(rng.randint(4, 9)):
        kind = rng.choice(["MatMul", "Relu", "Relu", "LeakyRelu", "Abs", "Clip", "Sum", "Sum", "Sum"])
        alike = [name for name, size in reached.items() if size == width]
        needs, attributes = [], {}
        if kind == "MatMul":
            after = rng.randint(1, 3)
            constants[f"c{i}"] = generator.normal(size=(width, after)).astype(np.float32)
            width, needs = after, [f"c{i}"]
        elif kind == "Sum":
            kind, needs = rng.choice(["Add", "Sub"]), [rng.choice(alike)]
        elif kind == "LeakyRelu":
            attributes = {"alpha": rng.choice([0.3, -2.0])}
        elif kind == "Clip":
            needs = rng.choice([["low"], ["", "high"], ["low", "high"]])
        nodes.append((kind, needs, attributes))
        reached[f"v{i}"] = width
    made = model(nodes, [1, first], **constants)
    net = network_from_onnx(made.SerializeToString())
    evaluator = ReferenceEvaluator(made)
    for _ in range(8):
        x = generator.normal(size=(1, first)).astype(np.float32) * 2
        wanted = evaluator.run(None, {"x": x})[0].ravel()
        point = tuple(fmpq(*float(v).as_integer_ratio()) for v in x.ravel())
        found = [float(int(v.p) / int(v.q)) for v in value_at(net, point)]
        assert np.allclose(found, wanted, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("name", ["FLOAT16", "BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E5M2"])
def test_short_floats_are_what_they_are(name: str) -> None:
    made = model([("Mul", ["c"], {})], [1, 1], c=f4(1))
    held = made.graph.initializer[0]
    held.CopyFrom(helper.make_tensor("c", getattr(TensorProto, name), [1], [1.5]))
    assert network_from_onnx(made.SerializeToString()).layers == (Layer(Fraction(3, 2), 0, "identity"),)


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("nodes", "shape", "constants", "part"),
    [
        ([("MatMul", ["W"], {})], [1, 2], {"W": f4([1], [NAN])}, "W, entry 1: found nan"),
        ([("Add", ["b"], {})], [1, 2], {"b": f4(INF, 1)}, "found inf"),
        ([("Sigmoid", [], {})], [1, 2], {}, "Sigmoid: found an unknown operator"),
        ([("Conv", ["W"], {})], [1, 1, 3, 3], {"W": f4([[[1]]])}, "unknown operator"),
        ([("MatMul", ["W"], {})], [1, 3], {"W": f4([1], [2])}, "shapes (1, 3) and (2, 1)"),
        ([("MatMul", ["W"], {})], [2, 2], {"W": f4([1], [2])}, "one row"),
        ([("MatMul", ["b"], {})], [1, 2], {"b": f4(1, 2)}, "a matrix"),
        ([("Add", ["b"], {})], [1, 2], {"b": f4(1, 2, 3)}, "shapes that fit"),
        ([("Add", ["b"], {})], [1, 1], {"b": f4([1, 2], [3, 4])}, "shapes that fit"),
        ([("Div", ["b"], {})], [1, 2], {"b": f4(1, 0)}, "a division by 0"),
        ([("Div", ["b", "*"], {})], [1, 2], {"b": f4(1, 2)}, "a division by the input"),
        ([("Gemm", ["W"], {"transA": 1})], [1, 1], {"W": f4([1])}, "on the right"),
        ([("Reshape", ["s"], {})], [1, 4], {"s": np.array([3, -1])}, "the shape (3, 1)"),
        ([("Reshape", ["s"], {})], [1, 4], {"s": np.array([-1, -1])}, "the shape (-1, -1)"),
        ([("Flatten", [], {"axis": 7})], [1, 4], {}, "axis 7"),
        ([("Squeeze", ["s"], {})], [1, 4], {"s": np.array([1])}, "axes of size 1"),
        ([("Add", ["nothing"], {})], [1, 4], {}, "'nothing', which nothing gives"),
        ([("Mul", ["x"], {})], [1, 4], {}, "two values that depend on the input"),
        ([("MatMul", ["W"], {}), ("Add", ["x"], {})], [1, 2], {"W": f4([1], [2])}, "branches of one shape"),
        ([("Clip", ["lo", "hi"], {})], [1, 1], {"lo": f4(1)[0], "hi": f4(0)[0]}, "lo <= hi"),
        ([("Add", ["b"], {})], [1, 1], {"b": np.array([1 + 2j], dtype=np.complex64)}, "real numbers"),
        ([("Relu", [], {})], [10**7], {}, "fixed sizes"),
        ([("Relu", [], {})], [], {}, "fixed sizes"),
        ([("Relu", [], {})], [1, 5000], {}, "5000 units"),
    ],
)
def test_what_is_no_network(nodes: list[Node], shape: list[int], constants: Any, part: str) -> None:
    with pytest.raises(InputError) as caught:
        read(nodes, shape, **constants)
    assert part in str(caught.value)
    assert str(caught.value).startswith(("net", "clip"))


def test_a_wide_input_with_its_normalisation() -> None:
    size = 3000
    nodes = [("Sub", ["m"], {}), ("Div", ["s"], {}), ("MatMul", ["W"], {})]
    net = read(nodes, [1, 1, size], m=f4(1), s=f4(2), W=np.ones((size, 1), dtype=np.float32))
    (layer,) = net.layers
    assert (layer.widths, layer.weights[0][7], layer.bias[0]) == ((size, 1), fmpq(1, 2), fmpq(-size, 2))


def test_files_that_are_cut_off_or_changed(tmp_path: Path) -> None:
    """Read as another network, or refused; never another error."""
    whole = model([("MatMul", ["W"], {}), ("Relu", [], {})], [1, 2], W=f4([1, 2], [3, 4])).SerializeToString()
    for length in range(len(whole)):
        with pytest.raises(InputError):
            network_from_onnx(whole[:length])
    rng = random.Random(7)
    for _ in range(300):
        changed = bytearray(whole)
        changed[rng.randrange(len(whole))] = rng.randrange(256)
        try:
            assert isinstance(network_from_onnx(bytes(changed)), Network)
        except InputError:
            continue
    file = tmp_path / "net.onnx"
    file.write_bytes(whole)
    assert read_network(file) == Network([Layer([[1, 3], [2, 4]], [0, 0])])


def test_data_in_another_file_is_refused() -> None:
    made = model([("MatMul", ["W"], {})], [1, 2], W=f4([1], [2]))
    made.graph.initializer[0].ClearField("raw_data")
    made.graph.initializer[0].data_location = TensorProto.EXTERNAL
    made.graph.initializer[0].external_data.add(key="location", value="/etc/passwd")
    with pytest.raises(InputError, match="data in another file"):
        network_from_onnx(made.SerializeToString())


def test_two_outputs_are_refused() -> None:
    made = model([("Relu", [], {}), ("Abs", [], {})], [1, 2])
    made.graph.output.append(helper.make_tensor_value_info("v0", TensorProto.FLOAT, None))
    with pytest.raises(InputError, match="2 outputs"):
        network_from_onnx(made.SerializeToString())


def refused(node: Any, opset: int = 13, shape: tuple[int, ...] = (1, 2), **constants: Any) -> None:
    held = [numpy_helper.from_array(np.asarray(array), name) for name, array in constants.items()]
    inputs = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    outputs = [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)]
    graph = helper.make_graph([node], "graph", inputs, outputs, held)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    with pytest.raises(InputError):
        network_from_onnx(made.SerializeToString(), "net")


def test_the_axis_of_old_additions_is_refused() -> None:
    refused(helper.make_node("Add", ["x", "c"], ["y"], axis=1, broadcast=1), 6, (1, 2, 2), c=f4(1, 2))


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        ("Gemm", {"alpha": "2"}), ("Gemm", {"transB": "0"}), ("LeakyRelu", {"alpha": "2"}),
        ("Clip", {"min": "1"}), ("Flatten", {"axis": [1]}), ("Squeeze", {"axes": 0}),
        ("Relu", {"alpha": 2.0}),
    ],
)  # fmt: skip
def test_attributes_of_another_type_are_refused(kind: str, attributes: dict[str, Any]) -> None:
    inputs = ["x", "W"] if kind == "Gemm" else ["x"]
    refused(helper.make_node(kind, inputs, ["y"], **attributes), W=f4([1, 2], [3, 4]))


def test_nodes_without_inputs_or_outputs_are_refused() -> None:
    refused(helper.make_node("Identity", [], ["y"]))
    refused(helper.make_node("Relu", ["x"], []))


def test_sizes_that_are_no_integers_are_refused() -> None:
    refused(helper.make_node("Reshape", ["x", "s"], ["y"]), s=f4(0.5, 2))


def test_an_input_of_integers_is_refused() -> None:
    made = model([("Div", ["c"], {})], [1, 2], c=np.array([2, 2]))
    made.graph.input[0].type.tensor_type.elem_type = TensorProto.INT64
    with pytest.raises(InputError, match="an input of floats"):
        network_from_onnx(made.SerializeToString(), "net")
