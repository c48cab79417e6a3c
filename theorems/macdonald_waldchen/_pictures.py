"""The pictures of the chapters: each function makes those of the module of its name, from exact objects."""

from sympy import Rational

from symrelu import (
    Layer,
    Network,
    Polyhedron,
    SpaceFillingFamily,
    cells_figure,
    chain_figure,
    density_figure,
    hilbert,
    image_figure,
    lebesgue,
    levels_figure,
    push,
    reals,
    uniform_box,
)

HALF, QUARTER = Rational(1, 2), Rational(1, 4)
SQUARE = [(0, 1), (0, 1)]


def popular_families_in_space():
    """A small network: its cells, what it makes of the uniform law on the square, and a marginal of that."""
    first, second = (
        Layer([[2, -1], [-1, 2]], [-QUARTER, -QUARTER]),
        Layer([[1, 1], [1, -1]], [-HALF, QUARTER]),
    )
    network = Network([first, second])
    law = push(network, uniform_box(SQUARE))
    marginal = density_figure(
        law.marginal(1),
        reals("y"),
        "The law of the first coordinate of this image: density, and atoms as bars.",
    )
    return (
        cells_figure(
            network.cells(Polyhedron.box(SQUARE)),
            "The cells of a network of widths 2, 2, 2 on the unit square, darker where more units work.",
        ),
        image_figure(
            network.cells(Polyhedron.box(SQUARE)),
            law.atoms(),
            "The image of the uniform law on the square under this network: cells that keep their dimension, "
            "darker where the density is higher, segments, and atoms with their masses.",
        ),
        *((marginal,) if marginal else ()),
    )


def lebesgue_curve():
    """The first polygons of Lebesgue's curve in the plane."""
    polygons = [lebesgue(2).polygon(level) for level in range(1, 5)]
    return (levels_figure(polygons, "The polygons of Lebesgue's curve in the plane, levels 1 to 4."),)


def hilbert_curve():
    """The first polygons of Hilbert's curve in the plane."""
    polygons = [hilbert(2).polygon(level) for level in range(1, 5)]
    return (levels_figure(polygons, "The polygons of Hilbert's curve in the plane, levels 1 to 4."),)


def space_filling():
    """The means along the first segments of the family on the line."""
    family = SpaceFillingFamily(1)
    laws = [(theta, family.law(theta)) for theta in (1 + Rational(k, 81) for k in range(2 * 81 + 1))]
    curves = {
        "mean": [(theta, law.mean()) for theta, law in laws],
        "mass of 0": [(theta, law.atoms().get(0, 0)) for theta, law in laws],
    }
    return (
        chain_figure(
            curves,
            "The family on the line along Lebesgue's curve: the mean of $p_3(\\theta)$ and its mass at $0$, "
            "on the first filling segment $[1, 2]$ and on the connection $[2, 3]$.",
            "parameter",
        ),
    )


def third_restriction():
    """How the distance of two members outgrows that of their parameters."""
    family = SpaceFillingFamily(1)
    pairs = [(k, family.steep(k).ratio) for k in range(2, 13)]
    return (
        chain_figure(
            pairs,
            "The distance of the laws at $\\theta_k$ and $\\theta^*$ over that of the parameters: "
            "no Lipschitz constant bounds it.",
            "k",
            "ratio",
            log=True,
        ),
    )
