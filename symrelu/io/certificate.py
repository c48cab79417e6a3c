"""The theorem of a verdict as a certificate in a file."""

from __future__ import annotations

from pathlib import Path

from symrelu.errors import InputError, OutOfTime, ProofFailed
from symrelu.kernel.certificate import dump
from symrelu.kernel.definedness import Obligation, Published, publish, required
from symrelu.kernel.interpreter import deep_recursion
from symrelu.kernel.theorem import Theorem
from symrelu.methods.establish import establish
from symrelu.methods.sums import are_weights, stated_weights
from symrelu.script.library import write_whole
from symrelu.terms.term import Term


def write_certificate(title: str, theorem: Theorem, path: Path, seconds: float = 5) -> None:
    """Publish a theorem, with the proofs that it is defined wherever it speaks, and write it in one move.

    Raises: InputError, where it is not shown to be defined or the file cannot be written.
    """
    given = theorem.given
    side = tuple(_defined(obligation, given, seconds) for obligation in required(theorem.claim, given, ()))
    write_published(publish(title, theorem.claim, given, theorem, side, ()), path)


def write_published(result: Published, path: Path) -> None:
    """Write a published theorem as a certificate, in one move.

    Raises: InputError, where the file cannot be written.
    """
    with deep_recursion():
        text = dump(result)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise InputError(
            "certificate", f"{str(path)!r} ({reason.lower()})", "a file that can be written"
        ) from None


def _defined(obligation: Obligation, given: tuple[Term, ...], seconds: float) -> Theorem:
    here = (*given, *obligation.context)
    weights = stated_weights(obligation.condition)
    try:
        if weights is not None:
            return are_weights(*weights, given=here)
        return establish(obligation.condition, given=here, seconds=seconds)
    except (ProofFailed, OutOfTime):
        wanted = f"a proof that it is defined: {obligation.condition}"
        raise InputError("certificate", "a claim that may be undefined", wanted, "--given") from None
