"""The nouns that symrelu computes with: frozen and exact."""
