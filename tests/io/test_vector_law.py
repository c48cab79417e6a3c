"""Text to laws on R^d."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.errors import SymreluError
from symrelu.io.image import image
from symrelu.io.law import family, law
from symrelu.io.vector_law import GAUSSIAN, VECTOR_FORMS
from symrelu.laws.base import mix, normal, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product, uniform_box, uniform_polygon
from symrelu.model.network import Layer
from symrelu.terms.symbols import relu

Q = sp.Rational


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("points([(0,1), (2,3)], [1/3, 2/3])", points([(0, 1), (2, 3)], [Q(1, 3), Q(2, 3)])),
        ("points([(0,1), [2,3]])", points([(0, 1), (2, 3)])),
        ("along(normal(0,1), (0,0), (1,sqrt(2)))", along(normal(0, 1), (0, 0), (1, sp.sqrt(2)))),
        (
            "product(normal(0,1), push(relu, normal(0,1)))",
            product(normal(0, 1), law("push(relu, normal(0,1))")),
        ),
        ("uniform_box([(0,1), (-1,1)])", uniform_box([(0, 1), (-1, 1)])),
        ("uniform_polygon([(0,0), (1,0), (0,1)])", uniform_polygon([(0, 0), (1, 0), (0, 1)])),
        ("normal([0,1/2], [[1,0],[0,4]])", normal([0, Q(1, 2)], [[1, 0], [0, 4]])),
        ("push(relu, normal([0,0], [[1,1],[1,1]]))", push(relu, normal([0, 0], [[1, 1], [1, 1]]))),
        (
            "push(Layer([[1,2],[3,-1]], [0,1]), uniform_box([(0,1), (0,1)]))",
            push(Layer([[1, 2], [3, -1]], [0, 1]), uniform_box([(0, 1), (0, 1)])),
        ),
        (
            "push(Layer([[1],[2]], [0,0], identity), uniform(0,1))",
            push(Layer([[1], [2]], [0, 0], "identity"), uniform(0, 1)),
        ),
        (
            "mix((1/2, points([(0,0)])), (1/2, uniform_box([(0,1), (0,1)])))",
            mix((Q(1, 2), points([(0, 0)])), (Q(1, 2), uniform_box([(0, 1), (0, 1)]))),
        ),
    ],
)  # fmt: skip
def test_what_is_read(text: str, wanted: object) -> None:
    assert law(text) == wanted


def test_every_example_is_read() -> None:
    for example in (*VECTOR_FORMS.values(), GAUSSIAN):
        assert law(example).dim == 2


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("points", "points([(0,1), (2,3)], [1/3, 2/3])"),
        ("points(3)", "points([(0,1), (2,3)], [1/3, 2/3])"),
        ("points([1, 2])", "a list of lists"),
        ("points([(0,1), (2,)])", "points of one dimension"),
        ("points([(0,1), (2,3)], [1/3, 1/3])", "weights that sum to 1"),
        ("points([(0,1), (2,3)], [4/3, -1/3])", "at least 0"),
        ("points([(0,1)], weights=[1])", "the keyword 'weights'"),
        ("along(normal(0,1), (0,0), (1,2,3))", "3 coordinates"),
        ("along(uniform_box([(0,1), (0,1)]), (0,0), (1,2))", "a law on R^2"),
        ("product()", "product(normal(0,1), uniform(0,1))"),
        ("product(normal(0,1), uniform_box([(0,1), (0,1)]))", "a law on R^2"),
        ("product(1, 2)", "no law"),
        ("uniform_box([(0,1), (1,0)])", "a < b"),
        ("uniform_box([(0,1,2)])", "a pair"),
        ("uniform_box([0, 1])", "a list of lists"),
        ("uniform_polygon([(0,0), (1,0), (2,0)])", "found"),
        ("uniform_polygon([(0,0), (2,0), (1/2,1/2), (0,2)])", "found"),
        ("normal([0,0], [[1,2],[2,1]])", "a positive semidefinite matrix"),
        ("normal([0,0], [[1,2],[0,1]])", "a symmetric matrix"),
        ("normal([0,0], [[1,0]])", "matrix"),
        ("normal([0,0], 1)", GAUSSIAN),
        ("normal([0,0.5], [[1,0],[0,1]])", "write 1/2"),
        ("push(x + 1, uniform_box([(0,1), (0,1)]))", "relu or Layer(W, b)"),
        ("push(Layer([[1,2,3]], [0]), uniform_box([(0,1), (0,1)]))", "a map from R^3"),
        ("push(Layer([[1,2]]), uniform_box([(0,1), (0,1)]))", "W,b"),
        ("mix((1/2, normal(0,1)), (1/2, uniform_box([(0,1), (0,1)])))", "pairs (weight, law)"),
        ("mix((1/2, points([(0,)])), (1/2, uniform_box([(0,1), (0,1)])))", "laws on one space"),
        ("pionts([(0,1)])", "Try: points"),
    ],
)
def test_what_is_refused_and_how(text: str, part: str) -> None:
    with pytest.raises(SymreluError) as caught:
        law(text)
    assert part in str(caught.value)


def test_a_family_on_the_plane_has_its_parameters_in_the_order_of_the_text() -> None:
    found = family("push(Layer([[a,0],[0,1]], [c,0]), product(push(relu(t), normal(m,1)), uniform(0,1)))")
    assert [str(p) for p in found.parameters] == ["a", "c", "m"]
    found = family("normal([m1,m2], [[s,0],[0,1]])", ["s > 0"])
    assert [str(p) for p in found.parameters] == ["m1", "m2", "s"]
    found = family("push(relu, along(density_law(2*y, y, (0,1)), (p,q), (1,0)))")
    assert [str(p) for p in found.parameters] == ["p", "q"]


def test_a_law_on_r_and_a_dimension_mean_independent_coordinates() -> None:
    one = image("uniform(-1,1)", ["[[1,2],[3,-1]],[0,0]"], None, [], dim=2)
    assert one.atoms() == {(0, 0): Q(13, 48)}
    same = image("uniform_box([(-1,1),(-1,1)])", ["[[1,2],[3,-1]],[0,0]"], None, [], dim=2)
    assert same.parts() == one.parts()
    assert image("uniform(0,1)", ["1,0"], None, [], dim=1) == image("uniform(0,1)", ["1,0"], None, [])
    with pytest.raises(SymreluError, match="--dim 2"):
        image("uniform_box([(-1,1),(-1,1)])", ["[[1,2,3]],[0]"], None, [], dim=3)
