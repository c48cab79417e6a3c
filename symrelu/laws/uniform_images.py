# pyright: basic
"""Uniform measures on polytopes under networks: the tiles into which the layers cut and move them."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from symrelu.errors import InputError, TooManyCells
from symrelu.laws.cell_image import Found
from symrelu.laws.polytope import Polytope
from symrelu.laws.tile import Tile, through
from symrelu.laws.unions import united
from symrelu.model.network import Layer
from symrelu.model.polyhedron import Polyhedron

# The law of a network with more cells, or cells with more corners in all, is not computed; `law.sample` is.
MOST_CELLS = 20_000
MOST_CORNERS = 200_000


def pushed(tile: Tile, layers: list[Layer]) -> list[Tile]:
    """The tiles into which layers cut and move a tile; neighbours under one map are united.

    Raises: TooManyCells beyond MOST_CELLS, or MOST_CORNERS in all.
    """
    tiles = [tile]
    for layer in layers:
        groups: dict[tuple[Any, Any], list[Polytope]] = {}
        parts = (part for one in tiles for part in through(one, layer))
        corners = 0
        for found, part in enumerate(parts):
            corners += len(part.polytope.vertices)
            if found >= MOST_CELLS or corners > MOST_CORNERS:
                raise TooManyCells(found, f"{MOST_CELLS:,} cells with {MOST_CORNERS:,} corners")
            groups.setdefault((part.matrix, part.offset), []).append(part.polytope)
        tiles = [
            Tile(polytope, tile.weight, matrix, offset)
            for (matrix, offset), polytopes in groups.items()
            for polytope in united(polytopes)
        ]
    return tiles


def collected(tiles: list[Tile]) -> Found:
    """Tiles that collapse to a point as atoms, the others as they are."""
    atoms = [(tile.offset, tile.mass()) for tile in tiles if tile.rank == 0]
    return atoms, [tile for tile in tiles if tile.rank > 0]


def polytope_of(polyhedron: Polyhedron) -> Polytope:
    """A bounded polyhedron of full dimension as a polytope with its vertices."""
    found = Polytope.around(polyhedron.vertices())
    found = found and found.meet((row.normal, row.bound) for row in polyhedron.rows if any(row.normal))
    if found is None:
        raise InputError("uniform_polytope", repr(polyhedron), "a bounded polyhedron of full dimension")
    return found


def images_of_uniform(polyhedron: Polyhedron, layers: list[Layer]) -> Found:
    """The uniform law on a polyhedron, pushed."""
    polytope = polytope_of(polyhedron)
    n = polytope.dim
    unit = tuple(tuple(fmpq(int(i == j)) for j in range(n)) for i in range(n))
    tile = Tile(polytope, 1 / polytope.volume, unit, (fmpq(0),) * n)
    return collected(pushed(tile, layers))
