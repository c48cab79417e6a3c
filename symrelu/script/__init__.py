"""The language in which theorem modules are written."""
