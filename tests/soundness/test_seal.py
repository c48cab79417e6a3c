"""Theorems and results come from the kernel alone; what is forged in memory does not survive `load`."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from symrelu.errors import CheckFailed, Refused
from symrelu.kernel.certificate import dump, load
from symrelu.kernel.definedness import Published, publish
from symrelu.kernel.rules import apply, argue, prove
from symrelu.kernel.theorem import Axiom, Step, Theorem, seal
from symrelu.terms.term import Term, num, op, var

x = var("x", "R")
TRUE, FALSE = op("and"), op("or")


def honest() -> Theorem:
    return prove(num(0) <= x**2, ("close", ((1, (0,)), (1, (x,)))))


def patched(theorem: Theorem, **fields: object) -> Theorem:
    """A copy with other fields, made past every guard that Python lets one pass."""
    made = object.__new__(Theorem)
    for name in ("hyps", "claim", "axioms", "step"):
        object.__setattr__(made, name, fields.get(name, getattr(theorem, name)))
    return made


def result_of(theorem: Theorem) -> Published:
    return publish("forged", theorem.claim, tuple(theorem.hyps), theorem)


def test_the_constructor_is_closed() -> None:  # 1
    for key in ({}, {"seal": object()}, {"seal": None}, {"seal": True}):
        with pytest.raises(Refused):
            Theorem(frozenset(), FALSE, frozenset(), Step("prove", (), ()), **key)
        with pytest.raises(Refused):
            Published("t", honest(), (), (), (), frozenset(), **key)
    with pytest.raises(Refused):
        Term()


def test_replace_is_refused() -> None:  # 2
    with pytest.raises(Refused):
        dataclasses.replace(honest(), claim=FALSE)
    with pytest.raises(Refused):
        dataclasses.replace(result_of(honest()), theorem=argue(FALSE, "a draft"))


def test_nothing_is_set() -> None:
    theorem = honest()
    for name, value in (("claim", FALSE), ("axioms", frozenset()), ("hyps", frozenset())):
        with pytest.raises(AttributeError):
            setattr(theorem, name, value)
    with pytest.raises(Refused):
        theorem.claim.head = "lt"
    with pytest.raises(Refused):
        del theorem.claim.head
    assert copy.copy(theorem) is theorem
    assert copy.deepcopy(theorem) is theorem


def test_nothing_is_pickled() -> None:  # 5
    for value in (honest(), honest().claim, result_of(honest())):
        with pytest.raises((Refused, TypeError, pickle.PicklingError)):
            pickle.dumps(value)


def test_a_patched_copy_does_not_replay() -> None:  # 3
    for fields in ({"claim": FALSE}, {"claim": num(0) < x**2}, {"hyps": frozenset({x < 0})}):
        with pytest.raises((Refused, CheckFailed)):
            load(dump(result_of(patched(honest(), **fields))))


def test_stripped_axioms_come_back() -> None:  # 4
    false = argue(FALSE, "a draft")
    stripped = result_of(patched(false, axioms=frozenset()))
    assert not stripped.axioms
    assert load(dump(stripped)).axioms == false.axioms
    used = prove(num(1) < num(0), ("absurd", 0), premises=(patched(false, axioms=frozenset()),))
    assert load(dump(result_of(used))).axioms == false.axioms


def test_a_step_that_was_not_made_does_not_replay() -> None:
    for step in (
        Step("prove", (), ((), FALSE, ("close", ()))),
        Step("seal", (), ()),
        Step("prove", (honest(),), ((), FALSE, ("absurd", 0))),
        Step("schema", (), ("nothing",)),
        Step("apply", (), ("prove", (), ())),
    ):
        with pytest.raises((Refused, CheckFailed)):
            load(dump(result_of(patched(honest(), claim=FALSE, step=step))))


def test_the_constructor_of_the_kernel_checks_sequents() -> None:
    step = Step("prove", (), ())
    for claim in (num(1), x, FALSE.args, None, True):
        with pytest.raises(Refused):
            seal((), claim, (), step)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        seal((), TRUE, (Axiom("a", "cited", "b", FALSE), Axiom("a", "argued", "", FALSE)), step)


def test_premises_are_theorems() -> None:
    class Claimed:
        hyps: frozenset[Term] = frozenset()
        claim = FALSE
        axioms: frozenset[Axiom] = frozenset()

    class Derived(Theorem):
        pass

    for premise in (Claimed(), Theorem, Claimed, None, FALSE, object.__new__(Derived)):
        with pytest.raises(Refused):
            apply("prove", (premise,), ((), FALSE, ("absurd", 0)))  # type: ignore[arg-type]
    for rule in (None, 1, "", "seal", "Prove", ["prove"], ("prove",), b"prove"):
        with pytest.raises(Refused):
            apply(rule, (), ((), FALSE, ("absurd", 0)))  # type: ignore[arg-type]
    with pytest.raises(Refused):
        apply("prove", [honest()], ((), FALSE, ("absurd", 0)))  # type: ignore[arg-type]


_FORGERIES = """
import dataclasses, sys
from symrelu.errors import CheckFailed, Refused
from symrelu.kernel.certificate import dump, load
from symrelu.kernel.definedness import publish
from symrelu.kernel.rules import apply, generalise, prove
from symrelu.kernel.theorem import Step, Theorem
from symrelu.terms.term import lam, num, op, var, bound
x, n = var("x", "R"), var("n", "N")
FALSE = op("or")
square = prove(num(0) <= x**2, ("close", ((1, (0,)), (1, (x,)))))
below = prove(x < 1, ("close", ((1, (0,)), (1, (1,)))), given=(x < 0,))
natural = prove(n >= 0, ("fact", "nat", (n,), ("close", ((1, (0,)), (1, (1,))))))
def patched():
    made = object.__new__(Theorem)
    for name in ("hyps", "claim", "axioms", "step"):
        object.__setattr__(made, name, FALSE if name == "claim" else getattr(square, name))
    return load(dump(publish("forged", FALSE, (), made)))
forgeries = [
    lambda: Theorem(frozenset(), FALSE, frozenset(), Step("prove", (), ())),
    lambda: dataclasses.replace(square, claim=FALSE),
    patched,
    lambda: prove(FALSE, ("close", ())),
    lambda: prove(FALSE, ("absurd", -1)),
    lambda: prove(x < 0, ("close", ((-1, (0,)),))),
    lambda: generalise(below, x),
    lambda: apply("induct", (square, square), (x, FALSE)),
    lambda: apply("specialise", (generalise(natural, n),), (num(-1),)),
    lambda: publish("t", below.claim, (), below),
    lambda: load(dump(publish("t", square.claim, (), square)).replace('"claim":', '"claim": 0, "was":')),
    lambda: op("forall", lam(x, bound(0, "R") < 1)),
    lambda: num(0.5),
]
if __debug__:
    sys.exit("assertions are on")
for i, forge in enumerate(forgeries):
    try:
        forge()
    except (Refused, CheckFailed):
        continue
    sys.exit(f"accepted: {i}")
print("refused", len(forgeries))
"""


def test_guards_do_not_rest_on_assertions() -> None:
    done = subprocess.run(
        [sys.executable, "-O", "-c", _FORGERIES], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "refused 13\n"), done.stderr
