"""The application to which each command adds itself, the options that commands share, and what they say."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from symrelu.io.answer import Answer

app = typer.Typer(
    name="symrelu",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"symrelu {version('symrelu')}")
        raise typer.Exit


@app.callback()
def _options(  # pyright: ignore[reportUnusedFunction]
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """A symbolic proof-assistant companion for the theory of ReLU networks."""


Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout and nothing else.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, max=86400, help="Bound of the search.")]
Given = Annotated[list[str] | None, typer.Option("--given", help='A hypothesis "s > 0"; may be repeated.')]
Certificate = Annotated[Path | None, typer.Option("--certificate", help="Where to write the certificate.")]


def say(said: Answer, as_json: bool) -> int:
    if as_json:
        print(json.dumps(said.fields, ensure_ascii=False))
    elif said.text:
        print(said.text)
    return said.code


@contextmanager
def progress(text: str) -> Generator[None, None, None]:
    """A sign of life on stderr while a person is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(text):
        yield
