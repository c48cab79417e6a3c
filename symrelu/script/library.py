"""Read a folder of theorem modules, order it, prove it, and keep its certificates."""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from symrelu.errors import InputError, SymreluError
from symrelu.kernel.certificate import Replayed, dump
from symrelu.kernel.interpreter import collector_paused, deep_recursion
from symrelu.script.citations import all_standard
from symrelu.script.notes import notes_of, restore
from symrelu.script.proposition import Proposition, Result, prove

_ROOT = "symrelu_theorems"


def shipped() -> Path:
    """The folder of the theorem modules that come with symrelu."""
    here = Path(__file__).resolve().parents[1]
    for folder in (here / "_theorems", here.parent / "theorems"):
        if folder.is_dir():
            return folder
    raise InputError("theorems", str(here.parent), "a folder of theorem modules", "reinstall symrelu")


def load_module(path: Path) -> ModuleType:
    """The module in a file; importing it proves nothing. Modules of a folder import each other: `from .x`."""
    if not path.stem.isidentifier():
        raise InputError("module", path.name, "a file name that is a Python name", "width_one.py")
    return importlib.import_module(f"{_package(path.parent)}.{path.stem}")


def _package(folder: Path) -> str:
    """The folder as a package of its own, named apart from all others."""
    name = f"{_ROOT}.{folder.name}_{sha256(str(folder).encode()).hexdigest()[:8]}"
    for package, paths in ((_ROOT, []), (name, [str(folder)])):
        if package not in sys.modules:
            module = ModuleType(package)
            module.__path__ = paths
            sys.modules[package] = module
    return name


def library(target: str | Path = "theorems") -> tuple[Proposition, ...]:
    """The propositions of a folder, a file, or the shipped modules, in an order in which they can be proved.

    The modules of a folder come as its `contents.txt` lists them, one name per line, the others after these.
    A dotted name such as `width_one` or `width_one.closed_form` selects within the shipped modules.
    """
    path = Path(target)
    if str(target) == "theorems" and not path.is_dir():
        path = shipped()
    if path.is_file() or path.is_dir():
        files = [path] if path.is_file() else sorted(path.rglob("*.py"), key=_place)
        found = ordered(p for file in files if not file.name.startswith("_") for p in propositions(file))
        if not found:
            raise InputError("target", str(path), "Python files with propositions", "@theorem(title, claim)")
        return found
    module, _, name = str(target).partition(".")
    files = shipped().rglob(f"{module}.py") if module.isidentifier() else ()
    chosen = [p for file in files for p in propositions(file) if name in ("", p.name)]
    if chosen:
        return ordered(chosen)
    everything = library(shipped())
    chosen = [p for p in everything if p.name == str(target)]
    if not chosen:
        modules = ", ".join(sorted({p.module for p in everything}))
        raise InputError(
            "target", str(target), "a file, a folder, a module or a proposition", f"one of {modules}"
        )
    return ordered(chosen)


def _place(file: Path) -> tuple[Path, int, str]:
    """Where a module stands: by folder, then by the contents of the folder, then by name."""
    listed = contents(file.parent)
    return file.parent, listed.index(file.stem) if file.stem in listed else len(listed), file.stem


def contents(folder: Path) -> tuple[str, ...]:
    """The names in the `contents.txt` of a folder, in order; none where there is no such file."""
    path = folder / "contents.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def propositions(file: Path) -> tuple[Proposition, ...]:
    """The propositions of one file, in the order in which they stand there."""
    module = load_module(file.resolve())
    found = [v for v in vars(module).values() if isinstance(v, Proposition)]
    return tuple(p for p in found if p.script.__module__ == module.__name__)


def ordered(items: Iterable[Proposition]) -> tuple[Proposition, ...]:
    """What a proposition uses comes before it."""
    out: dict[Proposition, None] = {}

    def visit(p: Proposition) -> None:
        if p not in out:
            for used in p.uses:
                visit(used)
            out[p] = None

    for item in items:
        visit(item)
    return tuple(out)


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """One line of `symrelu check`."""

    name: str
    title: str
    paper: str
    verdict: str
    axioms: tuple[str, ...]
    steps: int
    seconds: float
    stored: bool
    reason: str
    result: Result | None


class Checker:
    """Proves propositions one after the other, each from what it has proved or read before.

    fresh: search anew, whatever is stored in the folder; what is found is stored there.
    """

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        _make(folder)
        self.folder, self.fresh = folder, fresh
        self.known: dict[Proposition, Result] = {}
        self._replayed = Replayed()

    def recall(self, proposition: Proposition) -> None:
        """Take the result of a stored certificate, where there is one of this very proposition."""
        if proposition not in self.known:
            result = stored_result(proposition, self.folder, self._replayed)
            if result is not None:
                self.known[proposition] = result

    def line(self, proposition: Proposition) -> Checked:
        """Prove one proposition, from its certificate if statement and script have not changed."""
        start = time.monotonic()
        stored, reason, result = False, "", None
        try:
            result = None if self.fresh else stored_result(proposition, self.folder, self._replayed)
            stored = result is not None
            if result is None:
                result = self._proved(proposition)
            self.known[proposition] = result
        except SymreluError as error:
            reason = str(error)
        return _line(proposition, result, time.monotonic() - start, stored, reason)

    def _proved(self, proposition: Proposition) -> Result:
        missing = [used.name for used in proposition.uses if used not in self.known]
        if missing:
            raise InputError(proposition.name, f"unproved: {', '.join(missing)}", "its premises proved")
        with collector_paused():
            result = prove(proposition, self.known)
        return replace(result, digest=store(result, self.folder))


def check(
    items: Iterable[Proposition], *, fresh: bool = False, folder: str | Path = "reports/certificates"
) -> Iterator[Checked]:
    """Prove each proposition, from its stored certificate where statement and script have not changed."""
    checker = Checker(Path(folder), fresh)
    for proposition in items:
        yield checker.line(proposition)


def _line(p: Proposition, result: Result | None, seconds: float, stored: bool, reason: str) -> Checked:
    if result is None:
        return Checked(
            f"{p.module}.{p.name}", p.title, p.paper, "unknown", (), 0, seconds, stored, reason, None
        )
    axioms = tuple(sorted(f"{a.kind}: {a.name}" for a in result.published.axioms))
    steps = len(steps_of(result))
    return Checked(
        f"{p.module}.{p.name}", p.title, p.paper, "proved", axioms, steps, seconds, stored, "", result
    )


def steps_of(result: Result) -> tuple[int, ...]:
    """The identities of the kernel's steps of a derivation, each once."""
    seen: dict[int, None] = {}
    stack = [result.theorem]
    while stack:
        theorem = stack.pop()
        if id(theorem) not in seen:
            seen[id(theorem)] = None
            stack.extend(theorem.step.premises)
    return tuple(seen)


def certificate_path(proposition: Proposition, folder: Path) -> Path:
    """Where the certificate of a proposition is kept."""
    return folder / f"{proposition.module}.{proposition.name}.json"


def store(result: Result, folder: Path) -> str:
    """Write certificate and notes, each in one move: an interrupted run leaves no half-written file.

    The digest of the certificate is returned.
    """
    path = certificate_path(result.proposition, folder)
    with deep_recursion():
        text = dump(result.published)
        notes = {"statement": result.proposition.digest, "certificate": _sha(text), "notes": notes_of(result)}
    _make(folder)
    write_whole(path, text)
    write_whole(path.with_suffix(".notes"), json.dumps(notes, separators=(",", ":")))
    return str(json.loads(text)["digest"])


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"{str(folder)!r} ({(error.strerror or 'not writable').lower()})"
        raise InputError("certificates", found, "a folder that can be written") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file in one move."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def stored_result(proposition: Proposition, folder: Path, replayed: Replayed | None = None) -> Result | None:
    """The result of a stored certificate, replayed by the kernel, if it is of this very statement and script.

    A file is no witness for an axiom: it may cite the listed textbook statements, word for word, no others.
    """
    path = certificate_path(proposition, folder)
    try:
        notes = json.loads(path.with_suffix(".notes").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        if notes["statement"] != proposition.digest or notes["certificate"] != _sha(text):
            return None
        result = restore(proposition, text, notes["notes"], replayed)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, SymreluError):
        return None
    return result if result is not None and all_standard(result.published.axioms) else None


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()
