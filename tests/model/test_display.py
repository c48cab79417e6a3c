"""How laws show themselves: JSON that reads back, LaTeX, one line, figures."""

from __future__ import annotations

import pytest
import sympy as sp

from symrelu.laws.base import beta_law, laplace, mix, normal, uniform
from symrelu.laws.push import push
from symrelu.model.network import Layer, Network
from symrelu.terms.symbols import reals

y, w = reals("y w")
HALF = sp.Rational(1, 2)


def test_json_reads_back_exactly():
    law = push(Layer(2, -1), laplace(0, 1))
    shown = law.to_json()
    assert shown["dim"] == 1
    assert shown["mass"] == "1"
    assert shown["atoms"] == [{"at": ["0"], "mass": "1 - exp(-1/2)/2"}]
    (part,) = shown["parts"]
    assert part["support"] == ["0", "oo"]
    read = sp.parse_expr(part["density"], local_dict={"y": y})
    assert sp.integrate(read, (y, 0, sp.oo)) == 1 - sp.parse_expr(shown["atoms"][0]["mass"])


def test_json_of_a_law_with_cases():
    shown = push(Layer(w, 0), uniform(0, 1)).to_json()
    assert [case["condition"] for case in shown["cases"]] == ["w > 0", "Eq(w, 0)", "w < 0"]


def test_one_line_and_latex():
    law = push(Layer(2, -1), uniform(0, 1))
    assert repr(law) == "push(Layer(2, -1), uniform(0, 1))"
    assert law._repr_latex_().startswith(r"$\left(\frac{1}{2}\right)\,\delta_{0} + ")
    assert r"\begin{cases}" in push(Layer(w, 0), uniform(0, 1))._repr_latex_()
    deep = law
    for _ in range(5):
        deep = push(Layer(1, 0), deep)
    assert repr(deep) == "push(6 maps, uniform(0, 1))"
    assert repr(Network([Layer([[1], [2]], [0, 0]), Layer([[1, 1]], [0])])) == "Network(widths 1-2-1)"


FIGURES = (
    normal(0, 1),
    beta_law(sp.Rational(5, 2), sp.Rational(4, 3)),
    mix((HALF, uniform(0, 1)), (HALF, laplace(0, 1))),
)


@pytest.mark.parametrize("law", FIGURES, ids=str)
def test_figures_draw_densities_and_atoms(law):
    import matplotlib

    matplotlib.use("Agg")
    image = push(Layer(2, -1), law)
    (axes,) = image.plot().axes
    assert len(axes.containers) == len(image.atoms()) == 1
    assert len(axes.lines) >= len([part for part in image.parts() if hasattr(part, "density")])


def test_support_is_a_set():
    assert push(Layer(2, -1), uniform(0, 1)).support() == sp.Interval(0, 1)
    assert push(Layer(1, 1), normal(0, 1)).support() == sp.Interval(0, sp.oo)


def test_claims_and_results_show_themselves() -> None:
    from symrelu import Equal, library, prove, reals, relu

    x = reals("x")
    assert Equal(relu(x), x)._repr_latex_() == r"$\displaystyle \operatorname{ReLU}(x) = x$"
    result = prove(library("clips.rectified_clip")[0])
    assert r"\operatorname{ReLU}(\operatorname{clip}(z; l, h))" in result._repr_latex_()


def test_events_are_joined_by_the_connectives_of_claims() -> None:
    from symrelu import And, Not, Or, reals, uniform

    x, law = reals("x"), uniform(0, 4)
    assert law.prob(And(x > 1, x < 2)) == sp.Rational(1, 4)
    assert law.prob(Or(x < 1, And(x > 2, Not(x > 3)))) == HALF
