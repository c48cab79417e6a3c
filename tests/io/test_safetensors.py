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
        ({"0.weight": np.array([[True]])}, "entries of type bool"),
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


def test_types_that_numpy_has_not() -> None:
    header = b'{"0.weight":{"dtype":"BF16","shape":[1,1],"data_offsets":[0,2]}}'
    with pytest.raises(InputError):
        network_from_safetensors(len(header).to_bytes(8, "little") + header + b"\0\0", "net")


@pytest.mark.parametrize("kind", ["weight", "bias"])
def test_two_tensors_of_one_layer_are_refused(kind: str) -> None:
    shapes = {"weight": f4([1]), "bias": f4(1)}
    content = numpy_file.save({"0.weight": f4([3]), f"0.{kind}": shapes[kind], f"00.{kind}": shapes[kind]})
    with pytest.raises(InputError, match="a second"):
        network_from_safetensors(content)
