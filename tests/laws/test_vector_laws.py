"""Laws on R^d: exact values, parts by dimension, degenerate layers; each kind against samples."""

from __future__ import annotations

import itertools
import json
import random

import mpmath
import pytest
import sympy as sp

from symrelu.errors import InputError, NoClosedForm
from symrelu.laws.base import atom, discrete, exponential, laplace, logistic, mix, normal, student_t, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product, uniform_box, uniform_polygon, uniform_polytope
from symrelu.model.network import Layer, Network
from symrelu.model.polyhedron import Polyhedron
from symrelu.model.vector_law import VectorLaw
from symrelu.terms import claim
from symrelu.terms.symbols import positive, reals, relu

Q = sp.Rational
y1, y2, y3 = reals("y1 y2 y3")
SQUARE = uniform_box([(-1, 1), (-1, 1)])
SIMPLEX = Polyhedron.simplex([(-1, -1, -1), (1, 0, 0), (0, 1, 0), (0, 0, 1)])
PLANE = Layer([[1, 2], [3, -1]], [0, 0])
LINE = Layer([[1, 2], [2, 4]], [0, 0])


def random_layer(generator: random.Random, n: int, m: int, activation: str = "relu") -> Layer:
    W = [[Q(generator.randint(-8, 8), 4) for _ in range(n)] for _ in range(m)]
    return Layer(W, [Q(generator.randint(-4, 4), 4) for _ in range(m)], activation)


def deep(seed: int, *widths: int, last: str = "relu") -> Network:
    generator = random.Random(seed)
    pairs = list(itertools.pairwise(widths))
    return Network(
        [random_layer(generator, n, m) for n, m in pairs[:-1]] + [random_layer(generator, *pairs[-1], last)]
    )


LAWS = {
    "points": push(relu, points([(1, -1), (1, -2), (-1, 2), (3, 1)], [Q(1, 8), Q(3, 8), Q(1, 4), Q(1, 4)])),
    "segment": push(PLANE, along(uniform(-2, 1), (1, 0), (1, -1))),
    "ray": push(PLANE, along(exponential(2), (-1, 0), (1, 1))),
    "normal on a line": push(deep(3, 2, 4, 2), along(normal(0, 1), (0, 1), (1, -2))),
    "Laplace on a line": push(PLANE, along(laplace(Q(1, 4), 1), (Q(1, 2), 0), (-1, 1))),
    "logistic curve": push(deep(4, 1, 3, 2), logistic(0, 1)),
    "clipped on a line": push(LINE, along(push(relu, normal(0, 1)), (Q(1, 2), 0), (1, -1))),
    "singular Gaussian": push(relu, normal([0, 1], [[1, 2], [2, 4]])),
    "square": push(PLANE, SQUARE),
    "rank one": push(LINE, SQUARE),
    "triangle": push(deep(1, 2, 3, 2), uniform_polygon([(0, 0), (2, 0), (0, 1)])),
    "folded": push(Layer([[1, 0], [0, 1]], [0, 0], "abs"), uniform_box([(-1, 2), (-1, 3)])),
    "leaky": push(Layer([[1, 1], [1, -1]], [0, 0], "leaky_relu", slope=Q(1, 10)), SQUARE),
    "clipped": push(Layer([[1, 1], [1, -1]], [0, 0], "clip", lo=Q(-1, 2), hi=Q(1, 2)), SQUARE),
    "discrete times uniform": push(PLANE, product(discrete({-1: Q(1, 3), 1: Q(2, 3)}), uniform(-1, 1))),
    "deep": push(deep(5, 2, 4, 4, 2), SQUARE),
    "cube": push(deep(2, 3, 3, 2), uniform_box([(-1, 1)] * 3)),
    "cube, rank two": push(Layer([[1, 1, 0], [0, 1, 1], [1, 0, -1]], [0, 0, 0]), uniform_box([(-1, 1)] * 3)),
    "square in space": push(Layer([[1, 0], [0, 1], [1, 1]], [0, 0, 0]), SQUARE),
    "simplex": push(relu, uniform_polytope(SIMPLEX)),
    "half fixed": push(PLANE, product(push(relu, uniform(-1, 1)), uniform(-1, 1))),
    "mixed": mix((Q(1, 3), push(relu, SQUARE)), (Q(2, 3), along(normal(0, 1), (0, 0), (1, 0)))),
    "curve from R": push(Layer([[1], [-1]], [0, Q(1, 2)]), normal(0, 1)),
    "one unit": push(Network([PLANE, Layer([[1, -1]], [Q(1, 3)])]), SQUARE),
}  # fmt: skip


@pytest.mark.parametrize("name", LAWS)
def test_the_mass_is_one_and_the_parts_carry_it(name: str) -> None:
    law = LAWS[name]
    assert sp.simplify(law.mass() - 1) == 0
    assert sp.simplify(sum(part.mass for part in law.parts()) - 1) == 0


@pytest.mark.parametrize("name", LAWS)
def test_samples_agree(name: str) -> None:
    """Means, second moments, probabilities and the distribution function within five standard errors."""
    law = LAWS[name]
    n = 40_000
    drawn = law.sample(n, seed=7)
    assert drawn.shape == (n, law.dim)
    for i in range(law.dim):
        powers = tuple(int(j == i) for j in range(law.dim))
        mean, second = (float(law.moment(tuple(k * p for p in powers))) for k in (1, 2))
        assert abs(drawn[:, i].mean() - mean) <= 5 * ((second - mean**2) / n) ** 0.5 + 1e-12
    symbols = [sp.Symbol(f"y{i + 1}", real=True) for i in range(law.dim)]
    generator = random.Random(name)
    for _ in range(3):
        a = [generator.randint(-3, 3) for _ in symbols]
        c = Q(generator.randint(-4, 4), 4)
        form = sum(k * y for k, y in zip(a, symbols, strict=True))
        event = sp.And(form > c, symbols[0] > 0) if any(a) else symbols[-1] > c
        inside = (drawn @ a > float(c)) & (drawn[:, 0] > 0) if any(a) else drawn[:, -1] > float(c)
        exact = float(law.prob(event)) if event not in (True, False) else float(bool(event))
        assert abs(inside.mean() - exact) <= 5 * 0.5 / n**0.5
        corner = [Q(generator.randint(0, 8), 4) for _ in symbols]
        below = (drawn <= [float(v) + 1e-12 for v in corner]).all(axis=1)
        exact = float(law.cdf(*corner))
        assert abs(below.mean() - exact) <= 5 * 0.5 / n**0.5


@pytest.mark.parametrize("name", [name for name in LAWS if LAWS[name].dim > 1])
def test_the_densities_integrate_to_the_masses(name: str) -> None:
    """Parts of dimension 1 by quadrature, full-dimensional ones by the integrals of the geometry."""
    for part in LAWS[name].parts():
        if part.dim == 1:
            (t,) = part.coordinates
            ends = [
                (mpmath.mpf(-1) if e < 0 else 1) * mpmath.inf if e.is_infinite else number(e)
                for e in part.interval
            ]
            value = mpmath.quad(sp.lambdify(t, part.density, "mpmath"), ends)
            assert abs(value - number(part.mass)) < 1e-12
        elif part.dim == LAWS[name].dim:
            assert part.support.integral(part.density, part.coordinates) == part.mass


def number(value: sp.Expr) -> mpmath.mpf:
    return mpmath.mpf(str(sp.N(value, 25)))


@pytest.mark.parametrize("name", [name for name in LAWS if LAWS[name].dim > 1])
def test_parts_on_one_subspace_are_disjoint_and_hold_their_corners(name: str) -> None:
    parts = [part for part in LAWS[name].parts() if part.dim > 0]
    for part in parts:
        for corner in part.corners:
            assert all(sp.simplify(e) == 0 for e in _residues(part, corner))
            assert part.holds(part.chart.local(corner), closed=True)
    for i, one in enumerate(parts):
        for two in parts[i + 1 :]:
            if one.chart == two.chart and all(_rational(part) for part in (one, two)):
                assert one.support.intersection(two.support).is_empty()


def _rational(part: object) -> bool:
    try:
        return part.support is not None  # type: ignore[attr-defined]
    except InputError:
        return False


def _residues(part: object, corner: tuple[object, ...]) -> list[sp.Expr]:
    from symrelu.model.scalar import expression

    rows = part.chart.equations  # type: ignore[attr-defined]
    return [
        expression(row.bound - sum(a * x for a, x in zip(row.normal, corner, strict=True))) for row in rows
    ]


# ---- values that are known -------------------------------------------------------------------------


def test_the_plane_example() -> None:
    law = push(PLANE, SQUARE)
    assert law.prob(sp.And(y1 > 1, y2 > 1)) == Q(17, 168)
    assert law.mean()[0] == Q(13, 24)
    assert law.atoms() == {(0, 0): Q(13, 48)}
    assert law.density((Q(1, 2), Q(1, 2))) == Q(1, 28)
    assert law.density((3, 3)) == 0
    assert law.marginal(1).density(Q(1, 2)) == Q(1, 4)
    assert law.cdf(0, 0) == Q(13, 48)
    assert law.cdf(10, 10) == 1
    assert law.cdf(-1, 10) == 0


def test_the_rank_one_example() -> None:
    law = push(LINE, SQUARE)
    assert law.prob(sp.And(y1 > 1, y2 > 1)) == Q(1, 4)
    assert law.atoms() == {(0, 0): Q(1, 2)}
    assert [part.dim for part in law.parts()] == [0, 1, 1]
    assert law.prob(sp.Eq(y2, 2 * y1)) == 1
    assert law.prob(y2 > 2 * y1) == 0
    assert law.density((1, 2)) == 0


def test_two_coordinates_of_the_cube_add_to_the_irwin_hall_density() -> None:
    law = push(Layer([[1, 1, 1]], [0], "identity"), uniform_box([(0, 1)] * 3))
    y = reals("y")
    assert [part.support for part in law.parts()] == [(0, 1), (1, 2), (2, 3)]
    assert sp.expand(law.parts()[1].density - (-2 * y**2 + 6 * y - 3) / 2) == 0
    assert law.cdf(Q(3, 2)) == Q(1, 2)
    assert law.variance() == Q(1, 4)


def test_the_density_of_a_plane_projection_of_the_cube() -> None:
    """(x1 + x3, x2 + x3) for the unit cube: the density at (1, 1) is the length of the fibre, 1."""
    law = push(Layer([[1, 0, 1], [0, 1, 1]], [0, 0], "identity"), uniform_box([(0, 1)] * 3))
    assert law.density((1, 1)) == 1
    assert law.density((Q(1, 2), Q(3, 4))) == Q(1, 2)
    assert law.density((Q(1, 2), Q(7, 4))) == 0
    assert law.covariance().tolist() == [[Q(1, 6), Q(1, 12)], [Q(1, 12), Q(1, 6)]]


def test_strict_and_weak_relations_differ_at_atoms_and_on_parts_of_lower_dimension() -> None:
    law = push(relu, SQUARE)
    assert law.prob(y1 >= 0) == 1
    assert law.prob(y1 > 0) == Q(1, 2)
    assert law.prob(sp.Eq(y1, 0)) == Q(1, 2)
    assert law.prob(sp.Ne(y1, 0)) == Q(1, 2)
    assert law.prob(sp.And(sp.Eq(y1, 0), y2 > 0)) == Q(1, 4)
    assert law.prob(sp.Or(y1 > 0, y2 > 0)) == Q(3, 4)
    assert law.prob(sp.Not(sp.Or(y1 > 0, y2 > 0))) == Q(1, 4)
    assert law.prob(claim.And(y1 <= 0, y2 <= 0)) == Q(1, 4)
    assert law.prob(Polyhedron([([1, 0], "==", 0), ([0, 1], ">", 0)])) == Q(1, 4)
    assert law.prob(sp.true) == 1
    assert law.prob(False) == 0
    assert law.prob(sp.Xor(y1 > 0, y2 > 0)) == Q(1, 2)
    assert law.prob(sp.And(y1 < y2, y1 > y2)) == 0


# ---- degenerate layers -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in LAWS if n not in ("leaky", "folded", "mixed", "one unit")])
def test_a_second_relu_changes_nothing(name: str) -> None:
    once = push(relu, LAWS[name])
    assert push(relu, once).parts() == once.parts()


@pytest.mark.parametrize("name", LAWS)
def test_a_detour_through_a_wider_space_gives_the_same_law(name: str) -> None:
    """x = relu(x) - relu(-x): cut into orthants, yet the same measure; a shift is another one."""
    law = LAWS[name]
    d = law.dim
    one = [[int(i == j) for j in range(d)] for i in range(d)]
    wide = Layer([*one, *([-v for v in row] for row in one)], [0] * (2 * d))
    back = Layer([[*row, *(-v for v in row)] for row in one], [0] * d, "identity")
    detour = push(Network([wide, back]), law)
    assert detour.same_as(law)
    assert law.same_as(detour)
    shifted = push(Layer(one, [Q(1, 9)] + [0] * (d - 1), "identity"), law)
    assert not shifted.same_as(law)


def test_neighbouring_parts_of_one_density_are_one() -> None:
    wide = Layer([[1, 0], [0, 1], [-1, 0], [0, -1]], [0, 0, 0, 0])
    back = Layer([[1, 0, -1, 0], [0, 1, 0, -1]], [0, 0], "identity")
    (part,) = push(Network([wide, back]), SQUARE).parts()
    assert (part.mass, part.density, len(part.rows)) == (1, Q(1, 4), 4)


def test_laws_that_agree_on_a_part_of_the_space_only_are_not_the_same() -> None:
    assert not push(relu, SQUARE).same_as(push(relu, uniform_box([(-1, 1), (-2, 1)])))
    assert not points([(0, 0), (1, 1)]).same_as(points([(0, 0), (1, 1)], [Q(1, 3), Q(2, 3)]))
    assert not points([(0, 0)]).same_as(points([(0, 0, 0)]))
    assert not along(normal(0, 1), (0, 0), (1, 0)).same_as(along(normal(0, 1), (0, 0), (0, 1)))
    assert along(normal(0, 1), (0, 0), (1, 1)).same_as(along(normal(0, 2), (0, 0), (Q(1, 2), Q(-1, -2))))
    assert along(normal(1, 1), (0, 0), (1, -1)).same_as(along(normal(-1, 1), (0, 0), (-1, 1)))


def test_a_layer_without_weights_is_a_point() -> None:
    for source in (SQUARE, along(normal(0, 1), (0, 0), (1, 1)), points([(1, 2), (3, 4)])):
        law = push(Layer([[0, 0], [0, 0]], [1, -1]), source)
        assert law.atoms() == {(1, 0): 1}
        assert len(law.parts()) == 1


def test_repeated_rows_and_zero_rows() -> None:
    law = push(Layer([[1, 1], [1, 1], [0, 0]], [0, 0, 2]), SQUARE)
    assert law.atoms() == {(0, 0, 2): Q(1, 2)}
    (part,) = [part for part in law.parts() if part.dim == 1]
    assert part.chart.basis == ((1, 1, 0),)
    assert part.chart.base == (0, 0, 2)
    assert part.density == Q(1, 2) - sp.Symbol("y1", real=True) / 4


def test_points_that_coincide_after_a_layer() -> None:
    law = push(relu, points([(-1, -2), (-3, -1), (1, 1)], [Q(1, 4), Q(1, 4), Q(1, 2)]))
    assert law.atoms() == {(0, 0): Q(1, 2), (1, 1): Q(1, 2)}
    assert law.support() == (
        Polyhedron([([1, 0], "==", 0), ([0, 1], "==", 0)]),
        Polyhedron([([1, 0], "==", 1), ([0, 1], "==", 1)]),
    )


def test_cells_that_collapse_to_one_point_are_one_atom() -> None:
    fold = Network([Layer([[1, 0], [-1, 0]], [-1, -1]), Layer([[1, 1], [1, 1]], [0, 0])])
    law = push(fold, uniform_box([(-2, 2), (0, 1)]))
    assert law.atoms() == {(0, 0): Q(1, 2)}
    (part,) = [part for part in law.parts() if part.dim == 1]
    assert (part.density, part.mass) == (Q(1, 2), Q(1, 2))


def test_overlapping_images_are_added() -> None:
    law = push(Layer([[1, 0], [0, 1]], [0, 0], "abs"), uniform_box([(-1, 2), (0, 1)]))
    solid = law.parts()
    assert sorted((part.mass, part.density) for part in solid) == [(Q(1, 3), Q(1, 3)), (Q(2, 3), Q(2, 3))]


def test_weights_that_are_irrational_on_lines() -> None:
    law = push(Layer([[1, sp.sqrt(2)]], [0]), along(normal(0, 1), (0, 0), (1, 1)))
    assert sp.simplify(law.mean() - (1 + sp.sqrt(2)) / sp.sqrt(2 * sp.pi)) == 0
    assert law.atoms() == {0: Q(1, 2)}
    plane = push(relu, along(uniform(0, 1), (0, 0), (sp.sqrt(2), -sp.sqrt(3))))
    (part,) = plane.parts()
    assert part.interval == (0, sp.sqrt(2))
    assert sp.simplify(plane.prob(y1 < 1) - 1 / sp.sqrt(2)) == 0


def test_events_with_irrational_numbers() -> None:
    root = sp.sqrt(2)
    assert sp.simplify(uniform_box([(0, 2), (0, 2)]).prob(y1 < root) - root / 2) == 0
    assert sp.simplify(SQUARE.prob(y1 + y2 > root) - (2 - root) ** 2 / 8) == 0
    cube = uniform_box([(0, 1)] * 3)
    assert sp.simplify(cube.prob(y1 + y2 + y3 < 1 / root) - root / 24) == 0
    upper = push(relu, SQUARE).prob(sp.And(root * y1 <= y2, y2 > 0))
    assert sp.simplify(upper - (Q(1, 4) + root / 16)) == 0
    assert points([(root, 0), (1, 0)]).prob(y1 >= root) == Q(1, 2)


def test_moments_that_are_infinite_or_undefined() -> None:
    law = push(Layer([[1], [1]], [0, 0]), student_t(1))
    assert law.mean() == (sp.oo, sp.oo)
    both = along(student_t(1), (0, 0), (1, 1))
    with pytest.raises(NoClosedForm, match="undefined"):
        both.mean()
    with pytest.raises(NoClosedForm, match="the mean of y1 is infinite"):
        law.covariance()
    assert push(relu, along(student_t(2), (0, 0), (1, 1))).covariance()[0, 1] == sp.oo


# ---- marginals, dimension one ----------------------------------------------------------------------


def test_marginals() -> None:
    law = push(PLANE, SQUARE)
    pair = law.marginal(2, 1)
    assert pair.prob(sp.And(y1 > 1, y2 > 1)) == Q(17, 168)
    assert pair.atoms() == {(0, 0): Q(13, 48)}
    assert law.marginal(1).mean() == Q(13, 24)
    assert product(normal(0, 1), uniform(0, 1)).marginal(2) == uniform(0, 1)
    assert normal([1, 2], [[4, 1], [1, 9]]).marginal(2) == normal(2, 3)
    assert points([(1, 2), (1, 3)]).marginal(1).atoms() == {1: 1}
    assert points([(1, 2), (1, 3)]).marginal(2) == discrete({2: Q(1, 2), 3: Q(1, 2)})
    assert normal([1, 2], [[0, 0], [0, 9]]).marginal(1) == atom(1)


def test_a_law_of_dimension_one_answers_as_a_law_on_r() -> None:
    law = push(Layer([[1, 1]], [0]), SQUARE)
    y = reals("y")
    assert isinstance(law, VectorLaw)
    assert [part.support for part in law.parts()] == [(0, 0), (0, 2)]
    assert law.atoms() == {0: Q(1, 2)}
    assert (law.density(1), law.density(3)) == (Q(1, 4), 0)
    assert law.cdf(1) == Q(7, 8)
    assert law.prob(y > 1) == Q(1, 8)
    assert law.mean() == Q(1, 3)
    assert law.moment(2) == Q(1, 3)
    assert law.to_json()["parts"] == [{"support": ["0", "2"], "density": "1/2 - y/4"}]
    assert push(Layer(2, -1), law).mean() == 2 * sp.integrate(
        (y - Q(1, 2)) * (Q(1, 2) - y / 4), (y, Q(1, 2), 2)
    )
    rank_one = push(relu, normal([0, 1], [[1, 2], [2, 4]])).marginal(2)
    assert abs(float(rank_one.cdf(1)) - 0.5) < 1e-12
    assert abs(float(rank_one.mean()) - 1.3955930885) < 1e-6
    assert abs(rank_one.sample(40_000, 3).mean() - float(rank_one.mean())) < 0.05


# ---- how they show themselves ----------------------------------------------------------------------


@pytest.mark.parametrize("name", LAWS)
def test_json_is_exact_text_that_is_read_back(name: str) -> None:
    fields = json.loads(json.dumps(LAWS[name].to_json()))
    masses = [sp.sympify(row["mass"]) for row in (*fields["atoms"], *fields["parts"]) if "mass" in row]
    assert fields["dim"] == LAWS[name].dim
    if fields["dim"] > 1:
        assert sp.simplify(sum(masses) - 1) == 0
        for part in fields["parts"]:
            assert part["dim"] == len(part["chart"]["basis"])
            assert part["support"]["vertices"]


@pytest.mark.parametrize("name", LAWS)
def test_latex_is_mathematics(name: str) -> None:
    text = LAWS[name]._repr_latex_()
    assert text.startswith("$")
    assert text.endswith("$")
    assert "\\text" not in text
    assert text.count("{") == text.count("}")
    assert len(text) > 10


def test_latex_of_what_is_not_computed_is_the_law_as_it_was_written() -> None:
    wide = push(deep(1, 2, 40, 2), SQUARE)
    for law in (wide, SQUARE, normal([0, 1], [[1, 0], [0, 4]]), LAWS["mixed"].source.parts[0][1]):
        text = law._repr_latex_()
        assert text.count("$") == 2
        assert "\\text" not in text
    assert "_{*}" in wide._repr_latex_()
    assert SQUARE._repr_latex_().count("otimes") == 1


def test_a_figure() -> None:
    for name in ("square", "normal on a line", "points", "mixed", "one unit"):
        figure = LAWS[name].plot()
        assert figure.axes[0].get_xlabel() in ("y1", "y")
    with pytest.raises(InputError, match="marginal"):
        LAWS["square in space"].plot()


# ---- what is refused -------------------------------------------------------------------------------


def test_symbols_are_named_with_what_to_do() -> None:
    a = positive("a")
    law = push(Layer([[a, 0], [0, 1]], [0, 0]), SQUARE)
    for question in (law.parts, law.mass, law.mean, law.atoms, lambda: law.prob(y1 > 0)):
        with pytest.raises(InputError, match=r"free symbols a.*law\.at"):
            question()
    assert law.at({a: 2}).mean() == (Q(1, 2), Q(1, 4))
    assert law._repr_latex_().startswith("$")
    with pytest.raises(InputError, match="free symbols a"):
        law.sample(3, 1)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        (lambda law: law.prob(reals("z") > 0), "the symbols z"),
        (lambda law: law.prob(y1 * y2 > 0), "affine"),
        (lambda law: law.prob(3), "relations"),
        (lambda law: law.prob(Polyhedron.box([(0, 1)])), "a polyhedron in R^1"),
        (lambda law: law.cdf(1), "1 coordinates"),
        (lambda law: law.cdf(y1, 1), "numbers"),
        (lambda law: law.density((0.5, 1)), "the float"),
        (lambda law: law.moment(2), "2 natural numbers"),
        (lambda law: law.moment((1, -1)), "2 natural numbers"),
        (lambda law: law.marginal(0), "coordinates from 1 to 2"),
        (lambda law: law.marginal(), "coordinates from 1 to 2"),
        (lambda law: law.variance(), "covariance"),
        (lambda law: law.sample(-1, 0), "number of samples"),
        (lambda law: push(Layer([[sp.sqrt(2), 1]], [0]), law).mass(), "rational weights"),
        (lambda law: push(Layer([[1, 2, 3]], [0]), law), "a map from R^3"),
    ],
)  # fmt: skip
def test_what_is_refused(question: object, part: str) -> None:
    with pytest.raises((InputError, NoClosedForm)) as caught:
        question(SQUARE)  # type: ignore[operator]
    assert part in str(caught.value)


def test_the_ball_shows_itself() -> None:
    from symrelu import uniform_ball

    assert "|x|_2" in uniform_ball(2)._repr_latex_()
