"""Algorithms on laws: the base laws, push, and the checks of a user's own density."""
