"""Errors of symrelu: fields first, text derived."""

from __future__ import annotations

from dataclasses import dataclass


class SymreluError(Exception):
    """Root of every error that symrelu raises on purpose."""


@dataclass(eq=False)
class InputError(SymreluError):
    """What a user gave is not what was expected; nothing was computed.

    >>> str(InputError("scale", "-1", "a positive number", "write normal(0, 1)"))
    'scale: found -1, expected a positive number. Try: write normal(0, 1)'
    """

    name: str
    found: str
    expected: str
    advice: str = ""

    def __str__(self) -> str:
        advice = f". Try: {self.advice}" if self.advice else ""
        return f"{self.name}: found {self.found}, expected {self.expected}{advice}"


@dataclass(eq=False)
class Unreadable(InputError):
    """A text is not in the grammar; `text` and `position` say where, and a caret shows it.

    >>> print(Unreadable("law", "'?'", "a law", "", "nor?al", 3))
    law: found '?', expected a law
        nor?al
           ^
    """

    text: str = ""
    position: int = 0

    def __str__(self) -> str:
        if not self.text.strip():
            return super().__str__()
        start = max(0, self.position - 40)
        window = self.text[start : self.position + 30].replace("\n", " ").replace("\t", " ")
        return f"{super().__str__()}\n    {window}\n    {' ' * (self.position - start)}^"


class LawDependent(InputError):
    """An activation is not positively homogeneous, so its kernel is not the same for all invariant laws.

    >>> print(LawDependent("relu(t - 1)"))
    activation: found relu(t - 1), expected c1*relu(t)^p + c2*relu(-t)^p, positively homogeneous. Try: relu, \
leaky_relu, abs, relu(t)^2
        The kernel of another activation depends on the law and not on one moment alone:
        for relu(t - 1) and x = y = (1, 0) it is 0 if W is uniform on the unit circle,
        and positive if W is normal with the same second moment.
    """

    def __init__(self, activation: str) -> None:
        expected = "c1*relu(t)^p + c2*relu(-t)^p, positively homogeneous"
        super().__init__("activation", activation, expected, "relu, leaky_relu, abs, relu(t)^2")

    def __str__(self) -> str:
        lines = (
            "The kernel of another activation depends on the law and not on one moment alone:",
            "for relu(t - 1) and x = y = (1, 0) it is 0 if W is uniform on the unit circle,",
            "and positive if W is normal with the same second moment.",
        )
        return "\n    ".join([super().__str__(), *lines])


@dataclass(eq=False)
class Refused(SymreluError):
    """The kernel does not accept a term, a rule instance, evidence or a certificate.

    >>> str(Refused("specialise: 1/2 does not fit N"))
    'specialise: 1/2 does not fit N'
    """

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class CheckFailed(SymreluError):
    """A step of a derivation does not re-check; `path` leads from the published step to it."""

    path: tuple[int, ...]
    reason: str

    def __str__(self) -> str:
        return f"step {self.path[-1] if self.path else '?'}: {self.reason}"


@dataclass(eq=False)
class ProofFailed(SymreluError):
    """A proof was promised and none was found; the formulas of the first open leaf say where it stopped."""

    goal: str
    left_open: tuple[str, ...] = ()
    advice: str = ""

    def __str__(self) -> str:
        lines = ["no proof was found of", f"    {self.goal}"]
        if self.left_open:
            lines.append("  left open, not contradictory so far:")
            lines += [f"    {formula}" for formula in self.left_open]
        if self.advice:
            lines.append(f"  Try: {self.advice}")
        return "\n".join(lines)


@dataclass(eq=False)
class NotPiecewiseLinear(SymreluError):
    """A map was expected to be piecewise linear and is not."""

    map: str
    reason: str

    def __str__(self) -> str:
        advice = "relu, max_, min_, abs_, clip of affine expressions"
        return f"not piecewise linear: {self.map} ({self.reason}). Try: {advice}"


@dataclass(eq=False)
class NoClosedForm(SymreluError):
    """An exact value was asked for and no closed form is known."""

    quantity: str
    advice: str = ""

    def __str__(self) -> str:
        advice = f". Try: {self.advice}" if self.advice else ""
        return f"no closed form is known for {self.quantity}{advice}"


@dataclass(eq=False)
class OutOfTime(SymreluError):
    """A search used up the time that it was given."""

    task: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.task} did not finish within {self.seconds:g} s. Try: a larger --seconds"


@dataclass(eq=False)
class TooManyCells(SymreluError):
    """A network has more linear regions than were asked for, or than could be found in time.

    >>> str(TooManyCells(1000, "1,000 cells"))
    'the linear regions are not complete within 1,000 cells: 1,000 were found. \
Try: a smaller domain, a larger limit, or more seconds'
    """

    found: int
    bound: str

    def __str__(self) -> str:
        advice = "a smaller domain, a larger limit, or more seconds"
        found = f"{self.found:,} were found"
        return f"the linear regions are not complete within {self.bound}: {found}. Try: {advice}"


@dataclass(eq=False)
class TooManyVertices(SymreluError):
    """The vertices of a polyhedron, or the facets of a hull, are too many to be listed.

    `found` vertices (facets) belong to the first `rows` of its `total` rows (points).

    >>> str(TooManyVertices("vertices", 16000, 29, 41))
    'the vertices are too many to be listed: 16,000 after 29 of 41 rows. \
Try: bounding_box(), interior_point() or includes(), which need none, or fewer dimensions'
    """

    quantity: str
    found: int
    rows: int
    total: int

    def __str__(self) -> str:
        advice = "bounding_box(), interior_point() or includes(), which need none, or fewer dimensions"
        rows = "rows"
        if self.quantity == "facets":
            rows, advice = "points", "fewer points, or fewer dimensions"
        found = f"{self.found:,} after {self.rows:,} of {self.total:,} {rows}"
        return f"the {self.quantity} are too many to be listed: {found}. Try: {advice}"


@dataclass(eq=False)
class TooManyDigits(SymreluError):
    """An exact answer exists and is too long to be written down.

    >>> str(TooManyDigits("the inverse", 1000, "lebesgue(6)"))
    'the inverse has more than 1,000 digits. Try: lebesgue(6)'
    """

    quantity: str
    bound: int
    advice: str = ""

    def __str__(self) -> str:
        advice = f". Try: {self.advice}" if self.advice else ""
        return f"{self.quantity} has more than {self.bound:,} digits{advice}"
