"""One run of the command line: every error is one message on stderr."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from symrelu import errors
from symrelu.cli.application import app
from symrelu.io import answer

FAULT, INTERRUPTED = 70, 130


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
