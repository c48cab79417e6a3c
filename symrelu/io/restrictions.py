"""Which example uses which of the three restrictions, as fields and as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from symrelu.script.restrictions import NAMES, example_of, table


def restriction_rows(results: Iterable[Any]) -> list[dict[str, Any]]:
    """For each restriction the proved example that uses it and no other; none if no example is among them."""
    rows: list[dict[str, Any]] = []
    for name, result in table((r, example_of(r.proposition.claim)) for r in results):
        item = None if result is None else result.proposition
        example = None if item is None else example_of(item.claim)
        rows.append(
            {
                "restriction": name,
                "example": None if item is None else f"{item.module}.{item.name}",
                "uses": None if example is None else dict(zip(NAMES, example.uses, strict=True)),
            }
        )
    return rows


def restriction_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows as a table: what each example uses and what it refutes."""
    lines: list[tuple[str, ...]] = [("", *NAMES)]
    for row in rows:
        if row["uses"] is None:
            lines.append((f"no theorem here: {row['restriction']}", *("-" for _ in NAMES)))
        else:
            words = ("uses" if row["uses"][name] else "refutes" for name in NAMES)
            lines.append((str(row["example"]), *words))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines
    )
