"""Expressions, claims, laws, layers and networks from text and files: parsed, never evaluated."""
