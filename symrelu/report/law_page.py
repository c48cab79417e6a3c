# pyright: basic
"""Laws as entries of a report: atoms, densities piece by piece, distribution function, mean, picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from symrelu.errors import NoClosedForm
from symrelu.report.document import ChapterEntry, LawEntry
from symrelu.report.expressions import expression_layout
from symrelu.report.figures import density_figure
from symrelu.report.layout import Layout
from symrelu.report.names import distinct


def law_entry(title: str, law: Any) -> LawEntry:
    """What is known of a law on R in closed form; what has no closed form is left out.

    >>> from symrelu.laws.base import uniform
    >>> law_entry("The uniform law", uniform(0, 1)).atoms
    ()
    """
    import sympy as sp

    y = sp.Symbol("y", real=True)
    atoms = law.atoms()
    density, distribution, mean = law.density(y), _closed(lambda: law.cdf(y)), _closed(law.mean)
    expressions = [density, *atoms, *atoms.values(), *(e for e in (distribution, mean) if e is not None)]
    names = distinct(str(s) for e in expressions for s in sp.sympify(e).free_symbols)

    def shown(expression: Any) -> Layout:
        return expression_layout(expression, names)

    figure = density_figure(law, y, title)
    return LawEntry(
        title,
        tuple((shown(point), shown(mass)) for point, mass in atoms.items()),
        None if density == 0 else shown(density),
        None if distribution is None or density == 0 else shown(distribution),
        None if mean is None else shown(mean),
        () if figure is None else (figure,),
    )


def _closed(question: Any) -> Any:
    try:
        return question()
    except NoClosedForm:
        return None


def law_chapter(title: str, laws: Iterable[tuple[str, Any]], introduction: str = "") -> ChapterEntry:
    """Several laws under one heading."""
    return ChapterEntry(title, tuple(law_entry(name, law) for name, law in laws), introduction)
