"""Algorithms on polyhedra and networks, exact over the rationals."""
