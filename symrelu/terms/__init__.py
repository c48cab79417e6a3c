"""What can be said: sorts, terms, claims, and the bridge from SymPy."""
