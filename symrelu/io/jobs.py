"""Check propositions in several processes: a module at a time, once what it uses is proved and stored."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from symrelu.errors import CheckFailed
from symrelu.io.answer import checked_fields
from symrelu.io.deadline import deadline
from symrelu.script.library import Checker
from symrelu.script.proposition import Proposition

Row = dict[str, Any]
Groups = dict[str, list[Proposition]]
MOST_JOBS = 8


def usual_jobs() -> int:
    """One process for each processor, where processes share what is loaded; else one."""
    return min(os.cpu_count() or 1, MOST_JOBS) if sys.platform == "linux" else 1


def check_in_processes(
    items: Sequence[Proposition], jobs: int, folder: Path, *, fresh: bool = False, seconds: float = 600
) -> Iterator[Row]:
    """The rows of `symrelu check` in the order of the propositions, which stands for their dependencies too.

    A process proves whole modules. What they use of modules that another process proved it reads from the
    stored certificates, which the kernel replays.

    A theorem that overruns its seconds is unknown. Raises: CheckFailed, if a process ends before its work.
    """
    groups = _groups(items)
    jobs = min(jobs, len(groups))
    if jobs < 2 or sys.platform != "linux":
        checker = Checker(folder, fresh)
        for item in items:
            yield _row(checker, item, seconds)
        return
    context = multiprocessing.get_context("fork")
    workers: dict[Any, Any] = {}
    for _ in range(jobs):
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(groups, folder, fresh, seconds, there), daemon=True)
        process.start()
        there.close()
        workers[here] = process
    try:
        yield from _collected(items, groups, list(workers))
    finally:
        for process in workers.values():
            process.terminate()
            process.join()


def _groups(items: Sequence[Proposition]) -> Groups:
    """The propositions of each module."""
    groups: Groups = {}
    for item in items:
        groups.setdefault(item.script.__module__, []).append(item)
    return groups


def _row(checker: Checker, item: Proposition, seconds: float) -> Row:
    with deadline("check", seconds):
        return checked_fields(checker.line(item))


def _work(
    groups: Groups, folder: Path, fresh: bool, seconds: float, to: Connection[Row | None, str | None]
) -> None:
    """What a process does: prove the modules that it is told, and send a row for each proposition."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that gives out the work stops the others
    checker = Checker(folder, fresh)
    while (name := to.recv()) is not None:
        for item in groups[name]:
            for used in item.uses:
                checker.recall(used)
            to.send(_row(checker, item, seconds))
        to.send(None)


def _collected(items: Sequence[Proposition], groups: Groups, workers: list[Any]) -> Iterator[Row]:
    """Give out modules that are ready, and put the rows into the order of the propositions."""
    open_uses = {name: _uses(name, group) & groups.keys() for name, group in groups.items()}
    busy: dict[Any, str] = {}
    rows: dict[str, list[Row]] = {name: [] for name in groups}
    taken: dict[str, int] = dict.fromkeys(groups, 0)
    waiting = iter(items)
    item = next(waiting, None)
    while item is not None:
        for worker in workers:
            ready = next((n for n in open_uses if not open_uses[n]), None) if worker not in busy else None
            if ready is not None:
                del open_uses[ready]
                busy[worker] = ready
                worker.send(ready)
        if not busy:
            raise CheckFailed((), "the modules use each other in a circle")
        for worker in wait(list(busy)):
            message = _received(worker)
            if message is None:
                finished = busy.pop(worker)
                open_uses = {name: uses - {finished} for name, uses in open_uses.items()}
            else:
                rows[busy[worker]].append(message)
        while item is not None and taken[name := item.script.__module__] < len(rows[name]):
            yield rows[name][taken[name]]
            taken[name] += 1
            item = next(waiting, None)


def _uses(name: str, group: Sequence[Proposition]) -> set[str]:
    """The other modules whose propositions these use."""
    return {used.script.__module__ for item in group for used in item.uses} - {name}


def _received(worker: Any) -> Row | None:
    """A row, or None where a module is finished."""
    try:
        row: Row | None = worker.recv()
    except EOFError as error:
        raise CheckFailed((), "a process of `check` ended before its work. Try: --jobs 1") from error
    return row
