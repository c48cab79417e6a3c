"""Text and files to layers and networks."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp

from symrelu.errors import InputError, Unreadable
from symrelu.io.layer import layer
from symrelu.io.network import dyadic, network_from_json, read_network
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import reals


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2,-1", Layer(2, -1)),
        ("-1/2, 3/4", Layer(sp.Rational(-1, 2), sp.Rational(3, 4))),
        ("w,b", Layer(*reals("w b"))),
        ("[[1,2],[3,-1]],[0,1]", Layer([[1, 2], [3, -1]], [0, 1])),
        ("[[1],[2]],[0,1],identity", Layer([[1], [2]], [0, 1], activation="identity")),
        ("1,0,abs", Layer(1, 0, activation="abs")),
        ("1,0,leaky_relu(1/10)", Layer(1, 0, activation="leaky_relu", slope=sp.Rational(1, 10))),
        ("1,0,clip(0,1)", Layer(1, 0, activation="clip", lo=0, hi=1)),
    ],
)
def test_layers(text: str, wanted: Layer) -> None:
    assert layer(text) == wanted


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2", "1 value"),
        ("1,2,3,4", "4 values"),
        ("0.5,1", "write 1/2"),
        ("[[1,2],[3]],[0,1]", "rows of lengths 2, 1"),
        ("[[1,2]],[0,1]", "as many of both"),
        ("[],[]", "a list of rows"),
        ("[[]],[0]", "an empty list"),
        ("1,2,tanh", "one of relu"),
        ("1,2,leaky_relu", "leaky_relu(slope)"),
        ("1,2,abs(3)", "abs with 1 numbers"),
        ("1,0,clip(1,0)", "lo <= hi"),
    ],
)
def test_what_is_no_layer(text: str, part: str) -> None:
    with pytest.raises(InputError) as caught:
        layer(text)
    assert part in str(caught.value)


def bytes_of(*layers: object) -> bytes:
    return json.dumps({"layers": layers}).encode()


def test_a_network_of_exact_numbers() -> None:
    content = bytes_of(
        {"W": [["1/2", -3]], "b": ["sqrt(2)"]}, {"W": [[1]], "b": [0], "activation": "identity"}
    )
    wanted = Network([Layer([[sp.Rational(1, 2), -3]], [sp.sqrt(2)]), Layer(1, 0, activation="identity")])
    assert network_from_json(content) == wanted


def test_a_float_in_a_file_is_the_dyadic_rational_that_it_is() -> None:
    tenth = network_from_json(bytes_of({"W": [[0.1]], "b": [-2.5e-3]}))
    assert tenth.parameters == (sp.Rational(3602879701896397, 2**55), sp.Rational(str(Fraction(-2.5e-3))))
    assert dyadic(5e-324, "W") == Fraction(1, 2**1074)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b'{"layers": [{"W": [[NaN]], "b": [0]}]}', "NaN"),
        (b'{"layers": [{"W": [[-Infinity]], "b": [0]}]}', "-Infinity"),
        (b'{"layers": [{"W": [[1e999]], "b": [0]}]}', "a finite number"),
        (b'{"layers": [{"W": [["0.1"]], "b": [0]}]}', "write 1/10"),
        (b'{"layers": [{"W": [["x"]], "b": [0]}]}', "the symbol x"),
        (b'{"layers": [{"W": [["__import__(1)"]], "b": [0]}]}', "the unknown function"),
        (b'{"layers": [{"W": [[true]], "b": [0]}]}', "a truth value"),
        (b'{"layers": [{"W": [[null]], "b": [0]}]}', "null"),
        (b'{"layers": [{"W": [[1], [1, 2]], "b": [0, 1]}]}', "rows of"),
        (b'{"layers": [{"W": [[1]], "b": [0, 1]}]}', "as many of both"),
        (b'{"layers": [{"W": [[1]]}]}', "no 'b'"),
        (b'{"layers": [{"W": [[1]], "b": [0], "activaton": "relu"}]}', "Try: activation"),
        (b'{"layers": [{"W": [[1]], "b": [0], "activation": "rely"}]}', "Try: relu"),
        (b'{"layers": [{"W": [[1]], "b": [0], "activation": "leaky_relu"}]}', "slope"),
        (b'{"layers": [{"W": [[1]], "b": [0], "b": [1]}]}', "twice"),
        (b'{"layers": [{"W": [[1], [2]], "b": [0, 0]}, {"W": [[1]], "b": [0]}]}', "layer 2"),
        (b'{"layers": []}', "at least one layer"),
        (b"[]", "a list"),
        (b"{", "no JSON"),
        (b"\xff\xfe", "net"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"layers": [{"W": [[' + b"1" * 5_000 + b']], "b": [0]}]}', "cannot be read"),
    ],
)
def test_what_is_no_network(content: bytes, part: str) -> None:
    with pytest.raises(InputError) as caught:
        network_from_json(content, "net")
    assert part in str(caught.value)


def test_errors_name_the_entry() -> None:
    content = bytes_of({"W": [[1, 2], [3, "4,5"]], "b": [0, 0]})
    with pytest.raises(Unreadable, match=r"net: layers\[0\]\.W\[1\]\[1\]"):
        network_from_json(content, "net")


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "net.json"
    file.write_bytes(bytes_of({"W": [[1]], "b": [0]}))
    assert read_network(file).widths == (1, 1)
    with pytest.raises(InputError, match="no such file"):
        read_network(tmp_path / "other.json")
    with pytest.raises(InputError, match="ends in"):
        read_network(tmp_path / "net.txt")
