"""Networks on lines and segments, against fractions and an independent search for kinks."""

from __future__ import annotations

import itertools
import random
import time
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.errors import InputError
from symrelu.geometry import segment
from symrelu.model.network import Layer, Network
from symrelu.model.restriction import Restriction
from symrelu.terms.symbols import reals

Affine = tuple[Fraction, Fraction]  # slope, offset


def frac(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else Fraction(value)


def pieces_of(layer: Layer) -> tuple[list[Fraction], list[Affine]]:
    act = layer.activation
    return [frac(k) for k in act.kinks], [(frac(s), frac(o)) for s, o in act.pieces]


def forward(net: Network, x: list[Fraction]) -> list[Fraction]:
    """The network in fractions, by the definition of its activations."""
    for layer in net.layers:
        kinks, pieces = pieces_of(layer)
        values: list[Fraction] = []
        for row, b in zip(layer.weights, layer.bias, strict=True):
            u = sum((frac(w) * c for w, c in zip(row, x, strict=True)), frac(b))
            slope, offset = pieces[sum(u > k for k in kinks)]
            values.append(slope * u + offset)
        x = values
    return x


def reference(net: Network, start: list[Fraction], direction: list[Fraction], low: Any, high: Any) -> Any:
    """Nodes and patterns, one unit at a time, in fractions: no batches, no floats."""
    cells: list[tuple[Any, Any, list[Affine], list[list[int]]]]
    cells = [(low, high, list(zip(direction, start, strict=True)), [])]
    for layer in net.layers:
        kinks, pieces = pieces_of(layer)
        after: list[tuple[Any, Any, list[Affine], list[list[int]]]] = []
        for lo, hi, maps, pattern in cells:
            forms = [
                (
                    sum((frac(w) * a for w, (a, _) in zip(row, maps, strict=True)), Fraction(0)),
                    sum((frac(w) * c for w, (_, c) in zip(row, maps, strict=True)), frac(b)),
                )
                for row, b in zip(layer.weights, layer.bias, strict=True)
            ]
            roots = {(k - c) / a for a, c in forms if a for k in kinks}
            inside = [r for r in sorted(roots) if (lo is None or lo < r) and (hi is None or r < hi)]
            ends = [lo, *inside, hi]
            for left, right in itertools.pairwise(ends):
                if left is None:
                    middle = Fraction(0) if right is None else right - 1
                else:
                    middle = left + 1 if right is None else (left + right) / 2
                chosen = [sum(a * middle + c > k for k in kinks) for a, c in forms]
                images = [
                    (pieces[i][0] * a, pieces[i][0] * c + pieces[i][1])
                    for i, (a, c) in zip(chosen, forms, strict=True)
                ]
                after.append((left, right, images, [*pattern, chosen]))
        cells = after
    return cells


def check(net: Network, start: list[Fraction], direction: list[Fraction], low: Any, high: Any) -> Restriction:
    found = net.on_line(start, direction, low, high)
    wanted = reference(net, start, direction, low, high)
    merged = [wanted[0]]
    for cell in wanted[1:]:  # the reference cuts also where a unit touches its kink and turns back
        if cell[3] == merged[-1][3]:
            merged[-1] = (merged[-1][0], cell[1], *merged[-1][2:])
        else:
            merged.append(cell)
    assert len(found) == len(merged)
    for piece, (lo, hi, maps, pattern) in zip(found, merged, strict=True):
        ends = [None if t is None else frac(t) for t in (piece.low, piece.high)]
        assert ends == [lo, hi]
        assert [(frac(a), frac(c)) for a, c in zip(piece.slope, piece.offset, strict=True)] == maps
        assert [list(layer) for layer in piece.pattern] == pattern
    return found


ACTIVATIONS: list[dict[str, Any]] = [
    {"activation": "relu"},
    {"activation": "abs"},
    {"activation": "identity"},
    {"activation": "leaky_relu", "slope": Fraction(1, 10)},
    {"activation": "leaky_relu", "slope": Fraction(-2, 3)},
    {"activation": "clip", "lo": Fraction(-1, 3), "hi": Fraction(1, 2)},
    {"activation": "clip", "lo": 0, "hi": 1},
    {"activation": "clip", "lo": Fraction(1, 7)},
    {"activation": "clip", "hi": Fraction(-1, 7)},
    {"activation": "clip", "lo": 2, "hi": 2},
]


def random_network(rng: random.Random, widths: list[int], numbers: Any, relu: bool = False) -> Network:
    layers = []
    for n, m in itertools.pairwise(widths):
        W = [[numbers() for _ in range(n)] for _ in range(m)]
        kind = {"activation": "relu"} if relu else rng.choice(ACTIVATIONS)
        layers.append(Layer(W, [numbers() for _ in range(m)], **kind))
    return Network(layers)


@pytest.mark.parametrize("seed", range(40))
def test_random_networks_with_few_values(seed: int) -> None:
    """Small integers: coincidences, zero rows, units that touch their kink or stay on it."""
    rng = random.Random(seed)
    widths = [rng.randint(1, 3), *(rng.randint(1, 5) for _ in range(rng.randint(1, 4))), rng.randint(1, 3)]
    net = random_network(
        rng, widths, lambda: Fraction(rng.randint(-2, 2), rng.choice([1, 1, 2])), seed % 2 == 0
    )
    start = [Fraction(rng.randint(-3, 3)) for _ in range(widths[0])]
    direction = [Fraction(rng.randint(-2, 2)) for _ in range(widths[0])]
    low = rng.choice([None, Fraction(-2), Fraction(0)])
    high = rng.choice([None, Fraction(0), Fraction(3, 2)])
    check(net, start, direction, low, high)


@pytest.mark.parametrize("seed", range(12))
def test_random_networks_of_floats(seed: int) -> None:
    """Dyadic weights of any scale, as files hold them."""
    rng = random.Random(seed)
    scale = rng.choice([1.0, 1e-9, 1e6, 1e-170, 1e170])
    widths = [2, 6, 5, 6, 2]
    net = random_network(rng, widths, lambda: Fraction(rng.gauss(0, 1) * scale), relu=True)
    check(
        net, [Fraction(rng.gauss(0, 1)) for _ in "xy"], [Fraction(rng.gauss(0, 9)) for _ in "xy"], None, None
    )


@pytest.mark.parametrize("seed", range(10))
def test_deep_networks(seed: int) -> None:
    """Beyond a dozen layers the exact forms go forward: the same answers, over the whole line too."""
    rng = random.Random(seed)
    floats = seed % 2 == 1
    widths = [2, *(rng.randint(2, 4) for _ in range(14)), 2]
    net = random_network(
        rng,
        widths,
        lambda: Fraction(rng.gauss(0, 1)) if floats else Fraction(rng.randint(-2, 2), rng.choice([1, 2])),
    )
    low, high = rng.choice(
        [(None, None), (Fraction(-1), Fraction(2)), (None, Fraction(0)), (Fraction(0), None)]
    )
    check(net, [Fraction(1, 3), Fraction(-2)], [Fraction(1), Fraction(3, 2)], low, high)


@pytest.mark.parametrize("seed", range(6))
def test_forward_forms_on_shallow_networks(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of computing forms agree on all breakpoints, patterns and maps."""
    rng = random.Random(seed)
    net = random_network(rng, [3, 6, 6, 6, 2], lambda: Fraction(rng.gauss(0, 1)))
    before = net.on_segment([-3, 1, 0], [2, -4, 5])
    wanted = before.nodes, before.patterns, before.maps
    monkeypatch.setattr(segment, "_DEEP", 0)
    after = net.on_segment([-3, 1, 0], [2, -4, 5])
    assert (after.nodes, after.patterns, after.maps) == wanted


def test_time_grows_moderately_with_depth() -> None:
    """Errors of floats outgrow all values after some twenty layers; exact numbers grow steadily."""
    rng = np.random.default_rng(2)
    seconds: list[float] = []
    for depth in (20, 40):
        weights = [(rng.normal(size=(12, 12)) / 2.5, rng.normal(size=12)) for _ in range(depth)]
        net = Network([Layer([[*map(Fraction, row)] for row in W], [*map(Fraction, b)]) for W, b in weights])
        net.on_segment([0] * 12, [1] * 12)
        begin = time.process_time()
        path = net.on_segment([-3] * 12, [3] * 11 + [1])
        seconds.append(time.process_time() - begin)
        assert len(path) > depth
    assert seconds[1] < 10 * seconds[0] + 1


def test_numbers_beyond_floats() -> None:
    huge = Fraction(10**400 + 1, 3)
    net = Network([Layer([[huge], [-huge], [1 / huge]], [1, huge, 0]), Layer([[1, 1, huge]], [-1 / huge])])
    check(net, [Fraction(0)], [Fraction(1)], None, None)


def test_sums_that_overflow_and_cancel() -> None:
    big = Fraction(10**308)
    rows = [[big, big, -big, -big, 0], [big, big, -big, -big, -1], [-big, -big, big, big, 1]]
    last = Layer([[1, 1, 1]], [0])
    net = Network([Layer([[1]] * 5, [1] * 5), Layer(rows, [0, 2, -2]), last])
    check(net, [Fraction(0)], [Fraction(1)], Fraction(-3), Fraction(5))


def test_breakpoints_closer_than_floats() -> None:
    tiny = Fraction(1, 10**40)
    net = Network([Layer([[1]] * 4, [0, -tiny, -2 * tiny, -2 * tiny]), Layer([[1, -2, 1, 0]], [0])])
    path = check(net, [Fraction(0)], [Fraction(1)], Fraction(-1), Fraction(1))
    assert [frac(t) for t in path.breakpoints] == [0, tiny, 2 * tiny]
    near = Network([Layer([[1]] * 3, [-1 - 2 * tiny, -1, -1 - tiny]), Layer([[1, -2, 1]], [0])])
    path = check(near, [Fraction(0)], [Fraction(1)], Fraction(0), Fraction(2))
    assert [frac(t) for t in path.breakpoints] == [1, 1 + tiny, 1 + 2 * tiny]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_small_network(data: st.DataObject) -> None:
    numbers = st.fractions(-3, 3, max_denominator=4)
    widths = data.draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    layers = []
    for n, m in itertools.pairwise(widths):
        W = data.draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=m, max_size=m))
        b = data.draw(st.lists(numbers, min_size=m, max_size=m))
        layers.append(Layer(W, b, **data.draw(st.sampled_from(ACTIVATIONS))))
    points = [data.draw(st.lists(numbers, min_size=widths[0], max_size=widths[0])) for _ in "ab"]
    net = Network(layers)
    path = net.on_segment(*points)
    direction = [b - a for a, b in zip(*points, strict=True)]
    check(net, points[0], direction, Fraction(0), Fraction(1))
    t = data.draw(st.fractions(0, 1, max_denominator=30))
    x = [a + t * d for a, d in zip(points[0], direction, strict=True)]
    assert [frac(v) for v in path(t)] == forward(net, x)
    assert [frac(c) for c in path.point(t)] == x


def test_a_segment_of_one_point() -> None:
    path = Network([Layer([[1, 2]], [-3])]).on_segment((1, 1), (1, 1))
    assert (len(path), path.breakpoints, path.chain) == (1, (), ((fmpq(0),),))
    assert path[0].pattern == ((0,),)


def test_a_unit_on_its_kink_makes_no_breakpoint() -> None:
    net = Network([Layer([[1, 0], [0, 1]], [0, 0]), Layer([[1, -1]], [0])])
    path = net.on_segment((-1, -1), (1, 1))  # the difference vanishes all along
    assert path.breakpoints == (fmpq(1, 2),)
    assert path.bends == ()
    assert [piece.pattern for piece in path] == [((0, 0), (0,)), ((1, 1), (0,))]


def test_the_image_is_a_chain() -> None:
    net = Network([Layer([[1], [1]], [0, -1]), Layer([[1, 0], [0, 1]], [0, 0], activation="identity")])
    path = net.on_segment(-1, 3)
    assert path.chain == ((0, 0), (1, 0), (3, 2))
    with pytest.raises(InputError, match="an infinite end"):
        _ = net.on_line(0, 1).chain


def test_pieces_and_texts() -> None:
    path = Network([Layer([[1], [-1]], [0, 0]), Layer([[1, 1]], [0])]).on_line(0, 1)
    assert repr(path) == "Restriction(2 pieces, t from -oo to oo)"
    assert r"-\infty \le t \le \infty" in path._repr_latex_()
    assert [(piece.low, piece.high, piece.slope) for piece in path] == [(None, 0, (-1,)), (0, None, (1,))]
    assert path.to_json()["pieces"][0] == {
        "from": "-oo", "to": "0", "slope": ["-1"], "offset": ["0"], "pattern": [[0, 1], [1]],
    }  # fmt: skip
    assert path(Fraction(-5, 2)) == (fmpq(5, 2),)
    assert path[-1] == list(path)[1]
    with pytest.raises(InputError, match="from 0 to 1"):
        Network([Layer(1, 0)]).on_segment(0, 1)(2)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda net: net.on_segment((0, 0, 0), (1, 1)), "3 coordinates"),
        (lambda net: net.on_segment((0, 0.5), (1, 1)), "the float 0.5"),
        (lambda net: net.on_line((0, 0), (1, 1), 1, 0), "low <= high"),
        (lambda net: net.on_line((0, sp.sqrt(2)), (1, 1)), "a rational number"),
        (lambda net: Network([Layer(reals("w"), 0)]).on_segment(0, 1), "the number w"),
        (lambda net: Network([Layer(sp.sqrt(2), 0)]).on_segment(0, 1), "the number sqrt(2)"),
    ],
)
def test_bad_input(call: Any, part: str) -> None:
    with pytest.raises(InputError) as caught:
        call(Network([Layer([[1, 2]], [3])]))
    assert part in str(caught.value)
