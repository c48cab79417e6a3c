"""python -m symrelu."""

from __future__ import annotations

from symrelu.cli import main

if __name__ == "__main__":
    main()
