"""The hinge certificate against quadrature, sampling, and the printed numbers."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy as sp

from symrelu.errors import InputError, ProofFailed
from symrelu.invariance.hinge_certificate import DECLARED, NONE, HingeCertificate, hinge_certificate
from symrelu.invariance.hinges import onto_ray
from symrelu.laws.base import atom, exponential, laplace, mix, normal, uniform
from symrelu.laws.push import push
from symrelu.laws.vectors import along, points, product
from symrelu.model.family import Family
from symrelu.model.network import Layer
from symrelu.terms.symbols import positive, reals
from tests.invariance.families_in_space import GAUSS, MARGINAL_ATOMS, PLANE

a, b, c, e = reals("a b c e")
s1, s2 = positive("s1 s2")
QUARTERS = tuple(Fraction(k, 4) for k in range(4))
DENSITIES = {
    "uniform": (uniform(0, 1), lambda t: mpmath.mpf(1)),
    "exponential": (exponential(1), lambda t: mpmath.exp(-t)),
    "normal": (push(Layer(1, 0), normal(0, 1)), mpmath.npdf),
    "laplace": (push(Layer(1, 0), laplace(0, 1)), lambda t: mpmath.exp(-t) / 2),
}


def certificate(law, places=QUARTERS):
    family = Family(along(uniform(0, 1), (a, b), (c, e)), (a, b, c, e))
    return HingeCertificate(family, {}, onto_ray(2, (1, 0), 0), law, places, NONE)


@pytest.mark.parametrize("name", DENSITIES)
def test_entries_are_the_means_of_hats_times_hinges(name):
    law, density = DENSITIES[name]
    found = certificate(law)
    with mpmath.workdps(30):
        for k in range(1, 4):
            low, high = mpmath.mpf(k - 1) / 4, mpmath.mpf(k) / 4
            middle = (low + high) / 2
            for j in range(1, 4):
                q = mpmath.mpf(j) / 4

                def value(t, q=q, middle=middle):
                    return max(0, 1 - abs(t - middle) * 8) * max(0, q - t) * density(t)

                expected = mpmath.quad(value, [low, middle, high])
                assert (
                    abs(mpmath.mpf(sp.N(found.matrix[k - 1, j - 1], 30)) - expected) < mpmath.mpf(10) ** -25
                )


def test_the_printed_example_of_three_hinges():
    found = certificate(uniform(0, 1))
    kappa = (1, sp.Rational(1, 2), 2)
    assert found.matrix * 64 == sp.Matrix([[1, 3, 5], [0, 1, 3], [0, 0, 1]])
    assert found.determinant == sp.Rational(1, 2**18)
    assert found.functionals(kappa) == (sp.Rational(25, 128), sp.Rational(13, 128), sp.Rational(1, 32))
    assert found.cell_matrix * 32 == sp.Matrix([[1, 3, 5], [0, 1, 3], [0, 0, 1]])
    assert found.layers(kappa)[1:] == (
        Layer([[1, 0], [-1, 1]], [0, sp.Rational(1, 4)]),
        Layer([[1, 0], [-sp.Rational(1, 2), 1]], [0, sp.Rational(1, 4)]),
        Layer([[1, 0], [-2, 1]], [0, sp.Rational(3, 2)]),
    )


def test_the_printed_example_of_an_exponential():
    found = certificate(exponential(1))
    first = 30 * sp.exp(-sp.Rational(1, 8)) - 16 * sp.exp(-sp.Rational(1, 4)) - 14
    assert sp.simplify(found.matrix[0, 0] - first) == 0
    assert abs(sp.N(found.determinant, 25) - sp.Float("1.32261253400120e-6", 15)) < 1e-19
    cells = sp.exp(-sp.Rational(3, 4)) * (sp.exp(-sp.Rational(1, 4)) - sp.Rational(3, 4)) ** 3
    diagonal = sp.Mul(*(found.cell_matrix[k, k] for k in range(3)))
    assert abs(sp.N(diagonal - cells, 30)) < 1e-28


def test_all_gaussians_of_the_plane():
    found = hinge_certificate(Family(GAUSS, PLANE), locally_lipschitz=True)
    assert (found.count, found.regularity, found.axioms) == (6, DECLARED, ("lipschitz_null",))
    printed = ["0.1843731902", "0.08383048596", "0.01464158365", "9.74888973e-4", "2.457944506e-5"]
    for k, value in enumerate([*printed, "2.333462735e-7"]):
        assert abs(sp.N(found.cell_matrix[k, k], 20) / sp.Float(value, 15) - 1) < 1e-9
    diagonal = sp.Mul(*(found.cell_matrix[k, k] for k in range(6)))
    assert abs(sp.N(diagonal, 20) / sp.Float("1.265365264e-18", 15) - 1) < 1e-9
    assert found.is_positive


def test_functionals_are_means_under_the_bent_member():
    found = certificate(uniform(0, 1))
    kappa = (sp.Rational(1, 2), 1, sp.Rational(3, 4))
    net = found.network(kappa)
    grid = [sp.Rational(2 * k + 1, 800) for k in range(400)]
    drawn = [net((t, 0)) for t in grid]
    for k, expected in enumerate(found.functionals(kappa), start=1):
        middle = sp.Rational(2 * k - 1, 8)
        means = [max(0, 1 - abs(x - middle) * 8) * min(max(0, y), sp.Rational(3, 2)) for x, y in drawn]
        assert abs(float(sum(means) / 400 - expected)) < 1e-4


def test_what_is_not_declared_is_said():
    found = hinge_certificate(MARGINAL_ATOMS["independent normal"])
    assert found.regularity == NONE and "not declared" in repr(found)
    assert repr(found).endswith("; cites lipschitz_null)")


def test_families_of_finite_support_and_on_the_line_have_none():
    with pytest.raises(ProofFailed):
        hinge_certificate(Family(points([(a, b), (c, e)]), (a, b, c, e)))
    with pytest.raises(InputError):
        hinge_certificate(Family(normal(a, s1), (a, s1)))


def test_one_strength_for_each_hinge():
    with pytest.raises(InputError, match="3"):
        certificate(uniform(0, 1)).layers((1, 2))


def test_fifty_parameters():
    found = hinge_certificate(Family(product(normal(a, s1), normal(b, s2)), (a, s1, b, s2)), 51)
    assert found.count == 51 and found.is_positive


def test_atoms_between_the_places_count():
    law = mix((sp.Rational(1, 2), atom(sp.Rational(1, 6))), (sp.Rational(1, 2), uniform(0, 1)))
    found, smooth = certificate(law), certificate(uniform(0, 1))
    share = sp.Rational(1, 2) * sp.Rational(2, 3)  # its mass times the hat over (0, 1/4) at 1/6
    for j in range(3):
        height = sp.Rational(j + 1, 4) - sp.Rational(1, 6)
        assert found.matrix[0, j] == smooth.matrix[0, j] / 2 + share * height
        assert found.cell_matrix[0, j] == smooth.cell_matrix[0, j] / 2 + height / 2
    assert found.matrix[1, 1] == smooth.matrix[1, 1] / 2


@pytest.mark.parametrize("count", [0, 1, 2, -1, True, 3.0])
def test_as_many_hinges_as_parameters_show_nothing(count):
    with pytest.raises(InputError, match="3 hinges"):
        hinge_certificate(Family(along(uniform(0, 1), (0, c), (a, 0)), (a, c)), count)


def test_only_a_truth_value_declares_the_regularity():
    with pytest.raises(InputError, match="locally_lipschitz"):
        hinge_certificate(Family(GAUSS, PLANE), locally_lipschitz="no")
    with pytest.raises(InputError, match="family"):
        hinge_certificate(3)


def test_no_functionals_of_negative_strengths():
    found = certificate(uniform(0, 1))
    for wrong in ((1, -1, 1), (1, 1)):
        with pytest.raises(InputError, match="kappa"):
            found.functionals(wrong)


@pytest.mark.parametrize("strength", ["1/2", "x", 0.5])
def test_strengths_are_exact_numbers(strength):
    made = certificate(uniform(0, 1))
    for asked in (made.functionals, made.layers):
        with pytest.raises(InputError, match="kappa"):
            asked((strength, 0, 0))
