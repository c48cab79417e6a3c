"""Pictures: what they hold, and that both drawings show all of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from sympy import Rational

from symrelu import Layer, chain_figure, density_figure, push, reals, region_figure, uniform
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
    assert "fill=black!30]" in drawn
    assert "fill=black!60]" in drawn
    assert drawn.count("-- cycle;") == 2
    assert "(0,0) (2,2)" in drawn
    assert "xlabel={$x_1$}" in drawn
    assert r"\tfrac{1}{4}" in drawn


@pytest.mark.parametrize("figure", [chain_figure(STAGES, "Stages."), regions(), density()])
def test_the_page_gets_well_formed_svg(figure: FigureEntry) -> None:
    root = ET.fromstring(svg(figure))
    assert root.tag == "svg"
    assert len(list(root)) > 3
