"""The command line: the only place that prints.

Exit codes: 0 proved or done, 1 refuted or failed, 2 unknown, 64 wrong usage or bad input; 70 a fault of ours.
Nothing heavy is imported here; `symrelu replay` runs with the kernel alone.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from symrelu import errors
from symrelu.io import answer
from symrelu.io.answer import Answer
from symrelu.io.deadline import deadline

FAULT, INTERRUPTED = 70, 130
CERTIFICATES = Path("reports/certificates")
app = typer.Typer(
    name="symrelu",
    help="A symbolic proof-assistant companion for the theory of ReLU networks.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Style(StrEnum):
    """The styles of a report."""

    article = "article"
    appendix = "appendix"
    slides = "slides"
    html = "html"


Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout and nothing else.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, max=86400, help="Bound of the search.")]
Layers = Annotated[list[str] | None, typer.Option("--layer", help='A layer "W,b"; may be repeated.')]
Given = Annotated[list[str] | None, typer.Option("--given", help='A hypothesis "s > 0"; may be repeated.')]
Targets = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TARGET]...", help="A file, a folder, or the name of a theorem; none: all."),
]
Certificate = Annotated[Path | None, typer.Option("--certificate", help="Where to write the certificate.")]
Styles = Annotated[list[Style] | None, typer.Option("--style", help="How it looks; may be repeated.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.")]
Certificates = Annotated[Path, typer.Option("--certificates", help="The folder of the certificates.")]


@app.command()
def push(
    law: Annotated[str, typer.Option("--law", help='A law, such as "normal(0,1)".')],
    layer: Layers = None,
    network: Annotated[Path | None, typer.Option("--network", help="A network in a JSON file.")] = None,
    given: Given = None,
    certify: Annotated[bool, typer.Option("--certify", help="Prove the law; write certificates.")] = False,
    certificates: Annotated[Path, typer.Option(help="The folder for them.")] = Path("certificates"),
    seconds: Seconds = 60,
    as_json: Json = False,
) -> int:
    """The exact law of a layer, of layers one after the other, or of a network, under a law of the input."""
    with deadline("push", seconds), _progress("pushing the law"):
        from symrelu.io import image

        law_of_image = image.image(law, layer or (), network, given or ())
        fields = law_of_image.to_json()
        if certify:
            fields |= image.certificates(law_of_image, certificates)
    return _say(answer.law_answer(fields), as_json)


@app.command()
def decide(
    claim: Annotated[str, typer.Argument(help='A claim, such as "relu(l*t) == l*relu(t)".')],
    given: Given = None,
    seconds: Seconds = 5,
    certificate: Certificate = None,
    as_json: Json = False,
) -> int:
    """Prove or refute a claim about piecewise-linear or elementary expressions."""
    from symrelu.io.claim import claim as read_claim
    from symrelu.io.claim import hypotheses

    scope, facts = hypotheses(given or ())
    goal = read_claim(claim, scope)

    def search() -> Any:
        from symrelu.methods.decide import decide as decide_claim

        return decide_claim(goal, given=facts, seconds=seconds)

    return _say(_verdict("decide", search, seconds, certificate), as_json)


@app.command()
def invariant(
    family: Annotated[str, typer.Option("--family", help='A family, such as "normal(mu, sigma)".')],
    given: Given = None,
    dim: Annotated[int, typer.Option("--dim", min=1, help="The dimension of the space.")] = 1,
    seconds: Seconds = 60,
    certificate: Certificate = None,
    as_json: Json = False,
) -> int:
    """Prove or refute that a family of laws is invariant under all ReLU layers."""
    from symrelu.io.law import family as read_family

    candidate = read_family(family, given or ())
    if candidate.law.dim != dim:
        wanted = f"{candidate.law.dim}, the dimension of the family"
        raise errors.InputError("dim", str(dim), wanted, f"--dim {candidate.law.dim}")

    def search() -> Any:
        from symrelu.invariance import decide_invariance

        return decide_invariance(candidate, seconds=seconds)

    return _say(_verdict("invariant", search, seconds, certificate), as_json)


@app.command()
def check(
    targets: Targets = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Search anew, whatever is stored.")] = False,
    certificates: Certificates = CERTIFICATES,
    as_json: Json = False,
) -> int:
    """Prove the theorem modules: one line each, axioms shown, certificates written."""
    from symrelu.script.library import check as results

    rows: list[dict[str, Any]] = []
    for result in results(_propositions(targets), fresh=fresh, folder=certificates):
        rows.append(answer.checked_fields(result))
        if not as_json:
            print(answer.theorem_line(rows[-1]), flush=True)
    proved = sum(row["verdict"] == "proved" for row in rows)
    said = Answer({"theorems": rows}, f"{proved} of {len(rows)} proved", answer.worst(rows))
    return _say(said, as_json)


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
    from symrelu.kernel.certificate import replay_file

    rows: list[dict[str, Any]] = []
    for file in files:
        try:
            rows.append(answer.replayed_fields(file, replay_file(file)))
        except (errors.Refused, errors.CheckFailed) as error:
            rows.append(answer.refused_fields(file, str(error)))
        if not as_json:
            print(answer.theorem_line(rows[-1]), flush=True)
    proved = sum(row["verdict"] == "proved" for row in rows)
    text = f"{proved} of {len(rows)} re-checked by the kernel"
    return _say(Answer({"certificates": rows}, text, answer.worst(rows)), as_json)


@app.command()
def show(
    target: Annotated[str, typer.Argument(help="The name of a theorem, a module, a file or a folder.")],
    kernel: Annotated[bool, typer.Option("--kernel", help="Show the kernel's steps.")] = False,
    as_json: Json = False,
) -> int:
    """The statement of a theorem, and its derivation."""
    from symrelu.script.library import prove

    wanted = _propositions([target])
    chosen = [item for item in wanted if target in (item.name, f"{item.module}.{item.name}")] or wanted
    known: dict[Any, Any] = {}
    with _progress("proving"):
        rows = [answer.shown_fields(prove(item, known), kernel) for item in chosen]
    text = "\n\n".join(answer.shown_text(row) for row in rows)
    return _say(Answer({"theorems": rows}, text), as_json)


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

    chosen = _propositions(targets)
    with _progress("proving"):
        chapters = chapters_of(tuple(results(chosen, folder=certificates)), chosen)
    with _progress("writing"):
        written = (write_report(chapters, output, str(one)) for one in style or [Style.article])
        files = [file for files in written for file in files]
        made = {file.with_suffix(".pdf"): compile_tex(file) for file in files if file.suffix == ".tex"}
    there = [str(file) for file in (*files, *made) if file.exists()]
    notes = sorted({found for found in made.values() if isinstance(found, str)})
    return _say(Answer({"written": there, "notes": notes}, "\n".join([*there, *notes])), as_json)


@app.command()
def graph(targets: Targets = None, as_json: Json = False) -> int:
    """Which theorem uses which."""
    rows = [
        {"name": f"{item.module}.{item.name}", "uses": [f"{used.module}.{used.name}" for used in item.uses]}
        for item in _propositions(targets)
    ]
    lines = [f"{row['name']} <- {', '.join(row['uses']) or '(nothing)'}" for row in rows]
    return _say(Answer({"theorems": rows}, "\n".join(lines)), as_json)


def _propositions(targets: Sequence[str] | None) -> tuple[Any, ...]:
    """The propositions of files, folders and names; of the shipped modules where nothing is named."""
    from symrelu.script.library import library, ordered, shipped

    try:
        return ordered(item for target in targets or (shipped(),) for item in library(target))
    except errors.SymreluError:
        raise
    except Exception as error:  # what a user's own module raises while it is imported
        found = f"{type(error).__name__}: {error}"
        raise errors.InputError(" ".join(targets or ()), found, "modules that can be imported") from error


def _verdict(task: str, search: Callable[[], Any], seconds: float, certificate: Path | None) -> Answer:
    try:
        with deadline(task, seconds), _progress("searching"):
            verdict = search()
    except errors.OutOfTime as error:
        return answer.unknown_answer(str(error))
    if certificate is None or verdict.theorem is None:
        return answer.verdict_answer(verdict, None)
    from symrelu.io.certificate import write_certificate

    write_certificate(str(verdict.theorem.claim)[:500], verdict.theorem, certificate)
    return answer.verdict_answer(verdict, str(certificate))


def _say(said: Answer, as_json: bool) -> int:
    if as_json:
        print(json.dumps(said.fields, ensure_ascii=False))
    elif said.text:
        print(said.text)
    return said.code


@contextmanager
def _progress(text: str) -> Generator[None, None, None]:
    """A sign of life on stderr while a person is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code; every error is one message on stderr."""
    gc.set_threshold(100_000, 20, 50)  # terms are trees: nearly nothing that dies is a cycle
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        command = typer.main.get_command(app)
        given = list(sys.argv[1:] if arguments is None else arguments)
        with command.make_context("symrelu", given) as context:
            code = command.invoke(context)
        sys.stdout.flush()
        return int(code or 0)
    except typer.Exit as left:
        return left.exit_code
    except errors.SymreluError as error:
        print(f"symrelu: {error}", file=sys.stderr)
        return answer.code_of(error)
    except (KeyboardInterrupt, typer.Abort):
        print("symrelu: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answer.DONE
    except Exception as error:
        message = getattr(error, "format_message", None)  # typer's usage errors; their class is not exported
        if message is not None:
            print(f"symrelu: {message().rstrip()}", file=sys.stderr)
            return answer.USAGE
        if os.environ.get("SYMRELU_TRACEBACK"):
            raise
        advice = "  set SYMRELU_TRACEBACK=1 for the place where it arose"
        print(f"symrelu: a fault of symrelu, {type(error).__name__}: {error}\n{advice}", file=sys.stderr)
        return FAULT
