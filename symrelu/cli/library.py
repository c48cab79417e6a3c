"""The commands on theorem modules and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from symrelu import errors
from symrelu.cli.application import Json, app, progress, say
from symrelu.io import answer
from symrelu.io.answer import Answer

CERTIFICATES = Path("reports/certificates")


class Style(StrEnum):
    """The styles of a report."""

    article = "article"
    appendix = "appendix"
    slides = "slides"
    html = "html"


Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET]...", help="A file, a folder, or the name of a theorem; none: all."),
]
Styles = Annotated[list[Style] | None, typer.Option("--style", help="How it looks; may be repeated.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")]
Certificates = Annotated[Path, typer.Option("--certificates", help="The folder of the certificates.")]


@app.command()
def check(
    targets: Targets = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Search anew, whatever is stored.")] = False,
    certificates: Certificates = CERTIFICATES,
    seconds: Annotated[float, typer.Option(min=0.1, max=86400, help="Bound for each theorem.")] = 600,
    jobs: Annotated[int, typer.Option(min=0, max=64, help="Processes; 0: one for each processor.")] = 0,
    as_json: Json = False,
) -> int:
    """Prove the theorem modules: one line each, axioms shown, certificates written."""
    from symrelu.io.jobs import check_in_processes, usual_jobs

    rows: list[dict[str, Any]] = []
    items, hands = propositions(targets), jobs or usual_jobs()
    for row in check_in_processes(items, hands, certificates, fresh=fresh, seconds=seconds):
        rows.append(row)
        if not as_json:
            print(answer.theorem_line(rows[-1]), flush=True)
    proved = sum(row["verdict"] == "proved" for row in rows)
    said = Answer({"theorems": rows}, f"{proved} of {len(rows)} proved", answer.worst(rows))
    return say(said, as_json)


@app.command()
def replay(
    target: Annotated[Path, typer.Argument(help="A certificate, or a folder of certificates.")],
    as_json: Json = False,
) -> int:
    """Re-check certificates with the kernel alone."""
    files = sorted(target.rglob("*.json")) if target.is_dir() else [target]
    if not files or not files[0].exists():
        found = f"no certificate in {str(target)!r}" if target.is_dir() else f"no file {str(target)!r}"
        raise errors.InputError("replay", found, "certificates", "symrelu check, which writes them")
    from symrelu.kernel.certificate import Replayed, replay_file

    rows: list[dict[str, Any]] = []
    replayed = Replayed()
    for file in files:
        try:
            rows.append(answer.replayed_fields(file, replay_file(file, replayed)))
        except (errors.Refused, errors.CheckFailed) as error:
            rows.append(answer.refused_fields(file, str(error)))
        if not as_json:
            print(answer.theorem_line(rows[-1]), flush=True)
    proved = sum(row["verdict"] == "proved" for row in rows)
    text = f"{proved} of {len(rows)} re-checked by the kernel"
    return say(Answer({"certificates": rows}, text, answer.worst(rows)), as_json)


@app.command()
def show(
    target: Annotated[str, typer.Argument(help="The name of a theorem, a module, a file or a folder.")],
    kernel: Annotated[bool, typer.Option("--kernel", help="Show the kernel's steps.")] = False,
    as_json: Json = False,
) -> int:
    """The statement of a theorem, its derivation, and what examples say of the three restrictions."""
    from symrelu.io.restrictions import restriction_rows, restriction_text
    from symrelu.script.library import prove

    wanted = propositions([target])
    chosen = [item for item in wanted if target in (item.name, f"{item.module}.{item.name}")] or wanted
    known: dict[Any, Any] = {}
    with progress("proving"):
        results = [prove(item, known) for item in chosen]
    rows, examples = [answer.shown_fields(result, kernel) for result in results], restriction_rows(results)
    shown = [*map(answer.shown_text, rows), *([restriction_text(examples)] if examples else [])]
    return say(Answer({"theorems": rows, "restrictions": examples}, "\n\n".join(shown)), as_json)


@app.command()
def report(
    targets: Targets = None,
    output: Output = Path("reports"),
    style: Styles = None,
    certificates: Certificates = CERTIFICATES,
    as_json: Json = False,
) -> int:
    """Write the theorems with their proofs as LaTeX (and PDF where a TeX is installed) or HTML."""
    from symrelu.report.build import compile_tex
    from symrelu.report.build import report as write_report
    from symrelu.report.chapters import chapters_of
    from symrelu.script.library import check as results

    chosen = propositions(targets)
    with progress("proving"):
        chapters = chapters_of(tuple(results(chosen, folder=certificates)), chosen)
    with progress("writing"):
        written = (write_report(chapters, output, str(one)) for one in style or [Style.article])
        files = [file for files in written for file in files]
        made = {file.with_suffix(".pdf"): compile_tex(file) for file in files if file.suffix == ".tex"}
    there = [str(file) for file in (*files, *made) if file.exists()]
    notes = sorted({found for found in made.values() if isinstance(found, str)})
    return say(Answer({"written": there, "notes": notes}, "\n".join([*there, *notes])), as_json)


@app.command()
def graph(targets: Targets = None, as_json: Json = False) -> int:
    """Which theorem uses which."""
    rows = [
        {"name": f"{item.module}.{item.name}", "uses": [f"{used.module}.{used.name}" for used in item.uses]}
        for item in propositions(targets)
    ]
    lines = [f"{row['name']} <- {', '.join(row['uses']) or '(nothing)'}" for row in rows]
    return say(Answer({"theorems": rows}, "\n".join(lines)), as_json)


def propositions(targets: Sequence[str] | None) -> tuple[Any, ...]:
    """The propositions of files, folders and names; of the shipped modules where nothing is named."""
    from symrelu.script.library import library, ordered, shipped

    try:
        return ordered(item for target in targets or (shipped(),) for item in library(target))
    except errors.SymreluError:
        raise
    except Exception as error:  # what a user's own module raises while it is imported
        found = f"{type(error).__name__}: {error}"
        raise errors.InputError(" ".join(targets or ()), found, "modules that can be imported") from error
