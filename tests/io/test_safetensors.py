"""Safetensors files to networks."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from symrelu.errors import InputError
from symrelu.io.network import read_network
from symrelu.io.safetensors import network_from_safetensors
from symrelu.model.network import Layer, Network
from symrelu.model.rational import rational

numpy_file = pytest.importorskip("safetensors.numpy")


def saved(**tensors: Any) -> bytes:
    named = {name.replace("__", "."): np.asarray(value) for name, value in tensors.items()}
    return numpy_file.save(named)


def f4(*values: Any) -> Any:
    return np.array(values, dtype=np.float32)


def test_layers_in_the_order_of_their_numbers() -> None:
    content = numpy_file.save({
        "layers.10.weight": f4([1, -1]), "layers.10.bias": f4(0.1),
        "layers.2.weight": np.array([[2.0], [0.5]]),
    })  # fmt: skip
    tenth = Fraction(float(np.float32(0.1)))
    last = Layer([[1, -1]], [tenth], activation="identity")
    assert network_from_safetensors(content) == Network([Layer([[2], [Fraction(1, 2)]], [0, 0]), last])


@pytest.mark.parametrize("prefix", ["", "layers.", "model.net.", "fc"])
def test_prefixes(prefix: str, tmp_path: Path) -> None:
    file = tmp_path / "net.safetensors"
    file.write_bytes(numpy_file.save({f"{prefix}0.weight": f4([3]), f"{prefix}0.bias": f4(4)}))
    assert read_network(file) == Network([Layer(3, 4, activation="identity")])


@pytest.mark.parametrize(
    ("tensors", "part"),
    [
        ({"0.weight": f4([1]), "0.bias": f4(float("nan"))}, "0.bias, entry 0: found nan"),
        ({"0.weight": f4([1]), "0.scale": f4(1)}, "the tensor '0.scale'"),
        ({"0.weight": f4([1]), "a.1.weight": f4([1])}, "one prefix"),
        ({"0.bias": f4(1)}, "a bias without a weight"),
        ({"0.weight": f4(1)}, "the shape (1,)"),
        ({"0.weight": f4([1], [2]), "0.bias": f4(1)}, "2 entries"),
        ({"0.weight": f4([1], [2]), "1.weight": f4([1])}, "layer 2"),
        ({"0.weight": np.array([[True]])}, "entries of the type BOOL"),
        ({"0.weight": np.array([[1j]], dtype=np.complex64)}, "entries of the type C64"),
        ({}, "no tensor"),
    ],
)
def test_what_is_no_network(tensors: dict[str, Any], part: str) -> None:
    with pytest.raises(InputError) as caught:
        network_from_safetensors(numpy_file.save(tensors), "net")
    assert part in str(caught.value)


def test_files_that_are_cut_off_or_changed() -> None:
    whole = numpy_file.save({"0.weight": f4([1, 2], [3, 4]), "0.bias": f4(1, 2)})
    for length in range(len(whole)):
        with pytest.raises(InputError):
            network_from_safetensors(whole[:length])
    rng = random.Random(3)
    for _ in range(300):
        changed = bytearray(whole)
        changed[rng.randrange(len(whole))] = rng.randrange(256)
        try:
            assert isinstance(network_from_safetensors(bytes(changed)), Network)
        except InputError:
            continue


def written(kind: str, data: bytes, count: int) -> bytes:
    entry = f'{{"0.weight":{{"dtype":"{kind}","shape":[1,{count}],"data_offsets":[0,{len(data)}]}}}}'
    return len(entry).to_bytes(8, "little") + entry.encode() + data


@pytest.mark.parametrize(
    ("kind", "words", "values"),
    [
        ("F16", [0x3C00, 0xC500, 0x0001, 0x7BFF], ["1", "-5", "1/16777216", "65504"]),
        ("BF16", [0x3F80, 0xC0A0, 0x0001, 0x3DCD], ["1", "-5", f"1/{2**133}", "205/2048"]),
        ("F8_E4M3", [0x38, 0xCA, 0x01, 0x7E], ["1", "-5", "1/512", "448"]),
        ("F8_E5M2", [0x3C, 0xC5, 0x01, 0x7B], ["1", "-5", "1/65536", "57344"]),
    ],
)
def test_short_floats_are_what_they_are(kind: str, words: list[int], values: list[str]) -> None:
    size = 1 if kind.startswith("F8") else 2
    data = b"".join(word.to_bytes(size, "little") for word in words)
    (layer,) = network_from_safetensors(written(kind, data, len(words))).layers
    assert layer.weights == (tuple(map(rational, values)),)


@pytest.mark.parametrize(
    ("kind", "data", "part"),
    [
        ("BF16", b"\x80\x7f", "found inf"), ("BF16", b"\xc0\x7f", "found nan"),
        ("F16", b"\0\xfc", "found -inf"),
        ("F8_E4M3", b"\xff", "found nan"), ("F8_E5M2", b"\x7c", "found inf"),
        ("F8_E8M0", b"\x01", "entries of the type F8_E8M0"),
        ("F9", b"\x01", "no safetensors file"),
    ],
)  # fmt: skip
def test_short_floats_that_are_no_numbers(kind: str, data: bytes, part: str) -> None:
    with pytest.raises(InputError) as caught:
        network_from_safetensors(written(kind, data, 1), "net")
    assert part in str(caught.value)


def test_all_short_floats_against_another_reader() -> None:
    types = pytest.importorskip("ml_dtypes")
    for kind, name in (("BF16", "bfloat16"), ("F8_E4M3", "float8_e4m3fn"), ("F8_E5M2", "float8_e5m2")):
        values = np.arange(2**16 if kind == "BF16" else 2**8, dtype="u2" if kind == "BF16" else "u1")
        with np.errstate(invalid="ignore"):
            wanted = values.view(getattr(types, name)).astype(np.float64)
        finite = values[np.isfinite(wanted)]
        (layer,) = network_from_safetensors(written(kind, finite.tobytes(), len(finite))).layers
        assert [float(Fraction(int(w.p), int(w.q))) for w in layer.weights[0]] == wanted[
            np.isfinite(wanted)
        ].tolist()


@pytest.mark.parametrize("kind", ["weight", "bias"])
def test_two_tensors_of_one_layer_are_refused(kind: str) -> None:
    shapes = {"weight": f4([1]), "bias": f4(1)}
    content = numpy_file.save({"0.weight": f4([3]), f"0.{kind}": shapes[kind], f"00.{kind}": shapes[kind]})
    with pytest.raises(InputError, match="a second"):
        network_from_safetensors(content)
