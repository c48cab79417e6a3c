"""Pictures: what they hold, and that both drawings show all of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from sympy import Rational

from symrelu import (
    InputError,
    Layer,
    Network,
    Polyhedron,
    cells_figure,
    chain_figure,
    density_figure,
    hilbert,
    image_figure,
    levels_figure,
    push,
    reals,
    region_figure,
    uniform,
    uniform_box,
)
from symrelu.report.drawing import bounds, pgfplots, svg
from symrelu.report.picture import FigureEntry

STAGES = {"stage 1": [(0, Rational(1, 4)), (Rational(1, 4), 0)], "stage 2": [(0, 2), (1, 0)]}


def regions() -> FigureEntry:
    squares = [([(0, 0), (1, 0), (1, 1)], 0.5), ([(0, 0), (1, 1), (0, 2)], 1)]
    return region_figure(squares, "Two cells.", segments=[[(0, 0), (2, 2)]], atoms={(0, 0): Rational(1, 4)})


def density() -> FigureEntry:
    made = density_figure(push(Layer(2, -1), uniform(0, 1)), reals("y"), "A density.")
    assert made is not None
    return made


@pytest.mark.parametrize("figure", [chain_figure(STAGES, "Stages."), regions(), density()])
def test_all_points_are_inside_the_box(figure: FigureEntry) -> None:
    low, high, bottom, top = bounds(figure)
    assert all(low <= x <= high and bottom <= y <= top for x, y in figure.places())


def test_labelled_chains_have_a_legend() -> None:
    drawn = pgfplots(chain_figure(STAGES, "Stages."))
    assert drawn.count(r"\addlegendentry") == 2
    assert "(0,0.25) (0.25,0)" in drawn
    assert "legend" not in pgfplots(chain_figure([(0, 0), (1, 1)], "One."))
    picture = svg(chain_figure(STAGES, "Stages."))
    assert "stage 2" in picture
    assert "stroke-dasharray" in picture


def test_regions_show_their_shades_segments_and_atoms() -> None:
    drawn = pgfplots(regions())
    assert "fill opacity=0.3]" in drawn
    assert "fill opacity=0.6]" in drawn
    assert drawn.count("-- cycle;") == 2
    assert "(0,0) (2,2)" in drawn
    assert "xlabel={$x_1$}" in drawn
    assert r"\tfrac{1}{4}" in drawn


@pytest.mark.parametrize("figure", [chain_figure(STAGES, "Stages."), regions(), density()])
def test_the_page_gets_well_formed_svg(figure: FigureEntry) -> None:
    root = ET.fromstring(svg(figure))
    assert root.tag == "svg"
    assert len(list(root)) > 3


HALVES = Layer([[1, 0], [0, 1]], [-Rational(1, 2), -Rational(1, 2)])
SQUARE = [(0, 1), (0, 1)]


def test_the_cells_of_a_network_in_their_shades() -> None:
    made = cells_figure(Network([HALVES]).cells(Polyhedron.box(SQUARE)), "Four cells.")
    assert sorted(area.shade for area in made.areas) == [0, 0.5, 0.5, 1]
    assert all(len(set(area.corners)) == 4 for area in made.areas)
    assert "legend" not in pgfplots(made)


def test_an_image_in_the_plane_has_shades_segments_and_atoms() -> None:
    cells = tuple(Network([HALVES]).cells(Polyhedron.box(SQUARE)))
    made = image_figure(cells, push(HALVES, uniform_box(SQUARE)).atoms(), "An image.")
    assert [area.shade for area in made.areas] == [0.5]
    assert sorted(set(made.curves[0].points) | set(made.curves[1].points)) == [(0, 0), (0, 0.5), (0.5, 0)]
    assert [(dot.x, dot.y) for dot in made.dots] == [(0, 0)]


def test_levels_stand_beside_each_other_without_axes() -> None:
    made = levels_figure([hilbert(2).polygon(level) for level in (1, 2)], "Two levels.")
    assert [len(curve.points) for curve in made.curves] == [4, 16]
    assert min(x for x, _ in made.curves[1].points) > max(x for x, _ in made.areas[0].corners)
    assert "symrelu bare" in pgfplots(made)
    assert "tick" not in svg(made)


def test_heights_by_their_logarithms() -> None:
    made = chain_figure([(1, 10), (2, 1000)], "Growth.", "k", "ratio", log=True)
    assert "ymode=log" in pgfplots(made)
    assert "<tspan" in svg(made)
    ET.fromstring(svg(made))
    with pytest.raises(InputError, match="not positive"):
        chain_figure([(1, 0)], "None.", log=True)
