"""Verdicts: proved, refuted or unknown; none of them is a truth value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, NoReturn


@dataclass(frozen=True, repr=False)
class Verdict:
    """What was found about a claim. Match on `Proved`, `Refuted`, `Unknown`, or look at `status`."""

    status: ClassVar[str] = ""

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has three values; match on Proved, Refuted, Unknown")

    @property
    def axioms(self) -> tuple[Any, ...]:
        """What the theorem of the verdict takes on trust, by name."""
        found = getattr(getattr(self, "theorem", None), "axioms", ())
        return tuple(sorted(found, key=lambda axiom: str(getattr(axiom, "name", axiom))))

    def trust(self) -> str:
        """The axioms, to be put behind the line."""
        names = [f"{getattr(a, 'kind', 'axiom')} {getattr(a, 'name', a)}" for a in self.axioms]
        return f" [rests on {', '.join(names)}]" if names else ""

    def line(self) -> str:
        """One line that says what happened."""
        return type(self).__name__

    def __repr__(self) -> str:
        return self.line()

    def _repr_html_(self) -> str:
        name = type(self).__name__
        return f"<strong>{name}</strong>{escape(self.line().removeprefix(name))}"


def _assignment(values: Mapping[Any, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values.items())


@dataclass(frozen=True, repr=False)
class Proved(Verdict):
    """The kernel has checked a theorem with the claim.

    >>> Proved("0 <= relu(x)", reason="by signs (2 cases)")
    Proved by signs (2 cases): 0 <= relu(x)
    """

    theorem: Any
    parameter_map: Any = None
    reason: str = ""
    status: ClassVar[str] = "proved"
    witness: ClassVar[None] = None

    def line(self) -> str:
        claim = getattr(self.theorem, "claim", self.theorem)
        return f"Proved{' ' + self.reason if self.reason else ''}: {claim}{self.trust()}"


@dataclass(frozen=True, repr=False)
class Refuted(Verdict):
    """The claim fails at a witness, and the kernel has checked that.

    >>> Refuted(None, {"u": 1, "x": -1}, "2 is not 1")
    Refuted at u = 1, x = -1: 2 is not 1
    """

    theorem: Any
    witness: Any
    reason: str = ""
    status: ClassVar[str] = "refuted"
    parameter_map: ClassVar[None] = None

    def line(self) -> str:
        if isinstance(self.witness, Mapping):
            at = f" at {_assignment(self.witness)}" if self.witness else ""
        else:
            at = f" by {self.witness}" if self.witness is not None else ""
        reason = self.reason or str(getattr(self.witness, "reason", "") or "")
        return f"Refuted{at}{': ' + reason if reason else ''}{self.trust()}"


@dataclass(frozen=True, repr=False)
class Unknown(Verdict):
    """Neither a proof nor a witness was found; `tried` says what was done, method by method.

    >>> Unknown("f = g", (("ring", "no normal form"), ("linear", "not linear")))
    Unknown after ring (no normal form), linear (not linear)
    """

    goal: Any
    tried: tuple[Any, ...] = ()
    reason: str = ""
    status: ClassVar[str] = "unknown"
    theorem: ClassVar[None] = None
    witness: ClassVar[None] = None
    parameter_map: ClassVar[None] = None

    def line(self) -> str:
        steps = [f"{t[0]} ({t[1]})" if isinstance(t, tuple) and len(t) == 2 else str(t) for t in self.tried]
        after = f" after {', '.join(steps)}" if steps else ""
        return f"Unknown{after}{': ' + self.reason if self.reason else ''}"
