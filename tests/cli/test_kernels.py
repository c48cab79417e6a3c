"""The command `symrelu kernel`."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.io.expression import number
from tests.cli.conftest import Run

INPUTS = ("kernel", "--x", "1,0,0", "--y", "1,1,0")


def test_a_kernel_at_two_inputs(run: Run) -> None:
    found = run(*INPUTS, "--activation", "relu", "--weights", "student_t(5)", "--dim", "3")
    assert found.code == 0
    assert found.out.splitlines()[0] == "kernel 5/(6*pi) + 5/8"
    assert "second moment of a weight 5/3" in found.out
    fields = run(*INPUTS, "--weights", "student_t(5)", "--json").fields
    assert number(fields["kernel"]) == 5 / (6 * sp.pi) + sp.Rational(5, 8)
    assert fields["angle"] == "pi/4"
    assert fields["x"] == ["1", "0", "0"]
    assert fields["conditions"] == []
    assert fields["enclosure"].startswith("[0.890258238486492")


WEIGHTS = {
    "gaussian": "1/(2*pi)", "gaussian(2)": "2/pi", "sphere": "1/(4*pi)", "ball": "1/(8*pi)",
    "shell(1,2)": "5/(8*pi)", "pearson_ii(3)": "1/(16*pi)", "generalised_normal(1)": "3/(2*pi)",
    "multivariate_laplace": "1/(2*pi)", "scale_mixture(exponential(1), 2)": "2/pi",
    "radial(exp(-s), s, (0, oo))": "3/(2*pi)", "independent(uniform(-1,1))": "1/16", "cauchy": "oo",
    "independent(discrete({1: 1/2, -1: 1/2}))": "1/4", "normal([0,0], [[1,0],[0,1]])": "1/(2*pi)",
    "uniform_box([(-1,1), (-1,1)])": "1/16", "points([(1,1), (-1,0)])": "1/2",
    "product(laplace(0,1), laplace(0,1))": "1/4",
}  # fmt: skip


@pytest.mark.parametrize("weights", WEIGHTS)
def test_laws_of_weights(run: Run, weights: str) -> None:
    fields = run("kernel", "--weights", weights, "--x", "1,0", "--y", "0,1", "--json").fields
    assert fields["kernel"] == WEIGHTS[weights]


ACTIVATIONS = {
    "relu": "1/(2*pi)", "leaky_relu(1/5)": "8/(25*pi)", "abs": "2/pi", "identity": "0", "step": "1/4",
    "step(1/2)": "1/4", "two_slope(3,-2)": "25/(2*pi)", "relu(t)^2": "1/4", "relu(x)^3": "2/pi",
    "3*relu(u) + 2*relu(-u)": "25/(2*pi)", "power(2, 1, -1)": "0", "max(t, t/5)": "8/(25*pi)",
}  # fmt: skip


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activations(run: Run, activation: str) -> None:
    fields = run("kernel", "--activation", activation, "--theta", "pi/2", "--json").fields
    assert fields["kernel"] == ACTIVATIONS[activation]


def test_symbols(run: Run) -> None:
    law = ("--weights", "student_t(nu)", "--theta", "pi/2")
    found = run("kernel", *law, "--given", "nu > 2", "--json").fields
    assert (found["kernel"], found["conditions"]) == ("nu/(2*pi*(nu - 2))", [])
    assert run("kernel", *law, "--given", "nu > 0", "--json").fields["conditions"] == ["nu > 2"]
    found = run("kernel", "--weights", "sphere(rho)", "--given", "rho > 0", "--dim", "m", "--json").fields
    assert found["second_moment"] == "rho**2/m"
    assert found["angle"] == "theta"
    found = run("kernel", "--x", "1,0", "--y", "1,t", "--given", "t > 0", "--json").fields
    assert "acos(1/sqrt(t**2 + 1))" in found["kernel"]
    bias = run("kernel", "--x", "0", "--y", "1", "--bias", "1", "--json").fields
    assert (bias["kernel"], bias["dim"], bias["bias"]) == ("1/(2*pi) + 3/8", "1", "1")


def test_depth(run: Run) -> None:
    layers = run("kernel", "--theta", "pi/2", "--depth", "4", "--digits", "20", "--json").fields["layers"]
    assert [row["exact"] is None for row in layers] == [False, False, False, True, True]
    assert layers[1]["exact"] == "1/pi"
    for row, value in zip(layers[1:], ("0.3183098861837906", "0.4937310902003715", "0.6048257201129445",
                                       "0.6809535333557363"), strict=True):  # fmt: skip
        assert value in row["correlation"]
    text = run("kernel", "--theta", "1", "--depth", "60").out
    assert text.rstrip().endswith("... 21 more")


def test_a_claim_of_invariance(run: Run) -> None:
    coin = ("kernel", "--weights", "independent(discrete({1: 1/2, -1: 1/2}))", "--invariance")
    found = run(*coin, "--dim", "2", "--json")
    assert found.code == 1
    assert found.fields["verdict"] == "refuted"
    assert found.fields["witness"]["kernel"] == "1/4"
    assert found.fields["witness"]["image_kernel"] == "0"
    assert run("kernel", "--weights", "sphere", "--invariance", "--dim", "3").code == 0
    assert run("kernel", "--weights", "independent(cauchy(0,1))", "--invariance", "--dim", "2").code == 1
    assert run(*coin).code == 64


def test_an_infinite_kernel_says_so(run: Run) -> None:
    found = run(*INPUTS, "--weights", "cauchy")
    assert found.code == 0
    assert found.out.startswith("kernel oo   (E |W|^2 is infinite)")
    undefined = run(*INPUTS, "--weights", "cauchy", "--activation", "identity")
    assert undefined.code == 2
    assert "undefined" in undefined.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--x", "1,0.5", "--y", "1,0"), "write 1/2"),
        (("--x", "1,0"), "--x and --y"),
        (("--x", "1,0", "--y", "0,1", "--theta", "1"), "--x and --y"),
        (("--x", "1,0", "--y", "0,1,2"), "3 coordinates"),
        (("--x", "1,0", "--y", "0,1", "--dim", "3"), "expected 3"),
        (("--theta", "4"), "from 0 to pi"),
        (("--dim", "0"), "a natural number"),
        (("--dim", "1.5"), "a natural number"),
        (("--activation", "relu(t - 1)"), "unit circle"),
        (("--activation", "leaky_relu"), "leaky_relu(1/5)"),
        (("--activation", "a*relu(b)"), "an expression in t"),
        (("--activation", "relu(t) + "), "expected"),
        (("--weights", "normal(0,1)"), "independent(normal(...))"),
        (("--weights", "student_t(-1)"), "a positive number"),
        (("--weights", "student_t(nu)"), '--given "nu > 0"'),
        (("--weights", "student_t"), "expected student_t(1, 2)"),
        (("--weights", "radial(1 - r, r, (0, 2))"), "negative at"),
        (("--weights", "radial(exp(-r))"), "radial(exp(-r), r, (0, oo))"),
        (("--weights", "sphere(radius=1)"), "the keyword 'radius'"),
        (("--weights", "gausian"), "Try: gaussian"),
        (("--weights", "__import__('os')"), "expected"),
        (("--weights", "independent(uniform(-1,1))", "--theta", "1"), "rotation-invariant"),
        (("--theta", "theta", "--depth", "2"), "numbers"),
        (("--x", "0,0", "--y", "1,1", "--depth", "2"), "not 0"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], text: str) -> None:
    found = run("kernel", *arguments)
    assert found.code == 64
    assert text in found.err
    assert "fault" not in found.err
