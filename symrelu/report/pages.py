"""From documents to text: the templates, and the filters through which they print."""

from __future__ import annotations

from collections.abc import Callable
from html import escape as escape_html
from typing import Any

from symrelu.report.displays import case_table, display, gathered
from symrelu.report.document import AxiomEntry, Document, Entry, Source, StepEntry
from symrelu.report.drawing import pgfplots, svg
from symrelu.report.latex import escape, escape_spaced, heading, prose, tex
from symrelu.report.layout import Cases, Group, Layout, Symbol, height, row, width
from symrelu.report.mathml import display_math, inline_math
from symrelu.report.phrases import Phrase
from symrelu.report.prose import formula, html_prose
from symrelu.report.reasons import reason_words
from symrelu.report.sentences import Block, Display, Gathered, Paragraph
from symrelu.report.statement import statement_blocks

MOST_CASES = 10
ROOM = (("article", 36.0), ("appendix", 31.0), ("slides", 31.0), ("html", 36.0))


def _environment(filters: dict[str, Callable[..., object]], html: bool) -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("symrelu.report", "templates"),
        undefined=StrictUndefined,
        autoescape=html,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters)
    environment.tests["theorem"] = lambda value: isinstance(value, Entry)
    return environment


def method_words(step: StepEntry) -> str:
    """How a step was checked, and from which earlier steps, in words."""
    numbers = [str(number) for number in sorted(step.premises)]
    last = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if len(numbers) > 1 else "".join(numbers)
    origin = f"from step{'s' if len(numbers) > 1 else ''} {last}" if numbers else ""
    return ", ".join(part for part in (reason_words(step.method), origin) if part)


def axiom_blocks(axiom: AxiomEntry) -> tuple[Block, ...]:
    """The statement of an axiom."""
    return statement_blocks(axiom.claim)


def ends_in_display(blocks: tuple[Block, ...]) -> bool:
    """Whether a display is the last of some blocks."""
    return bool(blocks) and not isinstance(blocks[-1], Paragraph)


def axiom_label(axiom: AxiomEntry) -> str:
    """Where others refer to."""
    return "axiom:" + "-".join(
        part
        for part in "".join(c if c.isalnum() and c.isascii() else " " for c in axiom.name.lower()).split()
    )


def _short(digest: str) -> str:
    return digest.rsplit(":", 1)[-1][:10]


def _prefixed(prefix: str, layout: Layout) -> Layout:
    return row(formula(prefix), layout) if prefix else layout


def _tex_phrase(phrase: Phrase) -> str:
    return "".join(escape_spaced(part) if isinstance(part, str) else f"${tex(part)}$" for part in phrase)


def _cite(source: Source) -> str:
    return (
        rf"\cite[{{{escape(source.place)}}}]{{{source.key}}}" if source.place else rf"\cite{{{source.key}}}"
    )


def tex_pages(document: Document, style: str, prefix: str = "", bibliography: str = "references") -> str:
    """A document as a TeX file of one style."""
    room = dict(ROOM)[style]
    labels = {key: entry.label for entry in document.theorems for key in (entry.name, entry.title)}

    def used(entry: Entry) -> str:
        return _listed(
            [
                rf"Theorem~\ref{{{prefix}{labels[name]}}}" if name in labels else escape(name)
                for name in entry.uses
            ]
        )

    def block(item: Block) -> str:
        if isinstance(item, Gathered):
            return gathered(((one.formula, one.end) for one in item.displays), room)
        return (
            _tex_phrase(item.phrase) if isinstance(item, Paragraph) else display(item.formula, room, item.end)
        )

    environment = _environment(
        {
            "text": escape,
            "breakable": lambda text: escape(text).replace(r"\_", r"\_\allowbreak{}"),
            "prose": prose,
            "heading": heading,
            "math": tex,
            "block": block,
            "cite": _cite,
            "short": _short,
            "used": used,
            "reason": lambda step: escape(method_words(step)),
            "pgfplots": pgfplots,
            "displays": ends_in_display,
            "axiom_blocks": axiom_blocks,
            "axiom_label": axiom_label,
            "display": lambda layout, lead="": _display(lead, layout, room),
            "formula": lambda layout: (
                f"${tex(layout)}$."
                if width(layout) < 12 and height(layout) < 2
                else display(layout, room, ".")
            ),
        },
        html=False,
    )
    page = environment.get_template(f"{style}.tex")
    return _tidy(page.render(document=document, prefix=prefix, bibliography=bibliography))


def _display(lead: str, layout: Layout, room: float) -> str:
    core = layout.body if isinstance(layout, Group) else layout
    if isinstance(core, Cases) and len(core.rows) > MOST_CASES:
        return rf"(${lead.removesuffix('=').strip(' =')}$ by cases)" + "\n" + case_table(core.rows)
    return display(_lead(lead, layout), room)


def _lead(text: str, layout: Layout) -> Layout:
    return row(Symbol(text, text, "words", 0.5 * len(text)), layout) if text else layout


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip() + "\n"


def html_page(document: Document) -> str:
    """A document as one page."""
    from markupsafe import Markup

    room = dict(ROOM)["html"]
    numbers = {
        entry.label: f"{i}.{k}"
        for i, chapter in enumerate(document.chapters, 1)
        for k, entry in enumerate((e for e in chapter.entries if isinstance(e, Entry)), 1)
    }
    pictured = (item for chapter in document.chapters for item in (chapter, *chapter.entries))
    places = (f"{item.label}{k}" for item in pictured for k, _ in enumerate(item.figures, 1))
    figures = {place: number for number, place in enumerate(places, 1)}
    titles = {key: entry for entry in document.theorems for key in (entry.name, entry.title)}

    def phrase(parts: Phrase) -> str:
        return "".join(escape_html(part) if isinstance(part, str) else inline_math(part) for part in parts)

    def block(item: Block) -> Markup:
        if isinstance(item, Gathered):
            return Markup("".join(display_math(one.formula, room, one.end) for one in item.displays))
        if isinstance(item, Display):
            return Markup(display_math(item.formula, room, item.end))
        return Markup(f"<p>{phrase(item.phrase)}</p>")

    def used(entry: Entry) -> Markup:
        links = (
            f'<a href="#{titles[n].label}">Theorem {numbers[titles[n].label]}</a>'
            if n in titles
            else escape_html(n)
            for n in entry.uses
        )
        return Markup(_listed(list(links)))

    environment = _environment(
        {
            "block": block,
            "used": used,
            "short": _short,
            "reason": method_words,
            "prose": lambda note: Markup(html_prose(note)),
            "math": lambda layout: Markup(inline_math(layout)),
            "svg": lambda figure: Markup(svg(figure)),
            "displays": ends_in_display,
            "axiom_blocks": axiom_blocks,
            "axiom_label": axiom_label,
            "display": lambda layout, lead="": Markup(display_math(_prefixed(lead, layout), room)),
        },
        html=True,
    )
    return _tidy(
        environment.get_template("page.html").render(document=document, numbers=numbers, figures=figures)
    )
