"""Piecewise-linear terms on a cell, and cells that cover a space once (7.6)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from flint import fmpq

from symrelu.errors import Refused
from symrelu.kernel.arguments import Conclusion, Premises, digits, entries, formula, integer, rational, real
from symrelu.kernel.matrices import exact
from symrelu.terms.sorts import numeric
from symrelu.terms.term import Term, num, op

MAX_CELLS = 200_000
MAX_CUTS = 200

# An affine form: coefficients of atoms, none of them 0; the key None is the constant.
Form = dict[Term | None, fmpq]
Interval = tuple[Term | None, fmpq | None, fmpq | None]


def _numeral(value: fmpq) -> Term:
    return num(Fraction(int(value.p), int(value.q)))


def _combined(*parts: tuple[fmpq, Form]) -> Form:
    out: Form = {}
    for factor, form in parts:
        for atom, coefficient in form.items():
            out[atom] = out.get(atom, fmpq(0)) + factor * coefficient
    return {atom: c for atom, c in out.items() if c != 0}


def _scaled(factor: int, form: Form) -> Form:
    return _combined((fmpq(factor), form))


def _constant(form: Form) -> fmpq | None:
    if not form:
        return fmpq(0)
    return form[None] if len(form) == 1 and None in form else None


class _Walk:
    """One walk over terms: their affine forms on the cell, gates decided by the evidence, in turn."""

    def __init__(self) -> None:
        self.forms: dict[Term, Form] = {}
        self.rows: list[tuple[Form, bool]] = []
        self.interval: Interval = (None, None, None)
        self.evidence: Iterator[Any] = iter(())

    def form(self, t: Term) -> Form:
        if t not in self.forms:
            self.forms[t] = self._form(t)
        return self.forms[t]

    def _form(self, t: Term) -> Form:
        head, args = t.head, t.args
        if head == "num":
            return {None: exact(t.data)} if t.data else {}
        if head in ("var", "app"):
            return {t: fmpq(1)}
        if head == "+":
            return _combined(*((fmpq(1), self.form(a)) for a in args))
        if head == "*":
            return self._times(t)
        if head == "inv":
            value = _constant(self.form(args[0]))
            if value is not None and value != 0:
                return {None: 1 / value}
        if head in ("relu", "abs"):
            u = self.form(args[0])
            return self._gate(u, {} if head == "relu" else _scaled(-1, u), u)
        if head in ("max", "min"):
            return self._extreme(head, self.form(args[0]), self.form(args[1]))
        if head == "clip":
            value, low, high = (self.form(a) for a in args)
            return self._extreme("min", high, self._extreme("max", low, value))
        raise Refused(f"affine: {t} is not piecewise linear with rational slopes")

    def _times(self, t: Term) -> Form:
        out: Form = {None: fmpq(1)}
        for arg in t.args:
            form = self.form(arg)
            left, right = _constant(out), _constant(form)
            if left is None and right is None:
                raise Refused(f"affine: {t} is not piecewise linear with rational slopes")
            out = _combined((left, form)) if left is not None else _combined((right, out))  # type: ignore[arg-type]
        return out

    def _extreme(self, head: str, first: Form, second: Form) -> Form:
        sign = fmpq(1 if head == "max" else -1)
        return self._gate(first, second, _combined((sign, first), (-sign, second)))

    def _gate(self, first: Form, second: Form, gap: Form) -> Form:
        """The first form where the gap is >= 0 (side 0), the second where it is <= 0 (side 1)."""
        side, proof = entries("affine", next(self.evidence, None), 2)
        is_first = integer("affine", side, 0, 1) == 0
        if not self._nonnegative(gap if is_first else _scaled(-1, gap), proof):
            raise Refused("affine: the evidence does not decide the side of a gate")
        return first if is_first else second

    def _nonnegative(self, form: Form, proof: object) -> bool:
        """Whether the form is >= 0 under the rows: at the ends of the interval, or as a sum of rows."""
        if proof is None:
            return self._on_interval(form)
        parts: list[tuple[fmpq, Form]] = [(fmpq(1), form)]
        for entry in entries("affine", proof):
            index, multiplier = entries("affine", entry, 2)
            row, equation = self.rows[integer("affine", index, 0, len(self.rows) - 1)]
            factor = exact(rational("affine", multiplier))
            if factor < 0 and not equation:
                return False
            parts.append((-factor, row))
        rest = _constant(_combined(*parts))
        return rest is not None and rest >= 0

    def _on_interval(self, form: Form) -> bool:
        value = _constant(form)
        if value is not None:
            return value >= 0
        atom, low, high = self.interval
        if atom is None or not set(form) <= {atom, None}:
            return False
        slope = form[atom]
        end = low if slope > 0 else high
        return end is not None and slope * end + form.get(None, fmpq(0)) >= 0

    def add_row(self, row: Term) -> None:
        """A linear hypothesis: le, lt or eq; the interval of the one atom that all rows speak of narrows."""
        if row.head not in ("le", "lt", "eq") or not numeric(row.args[0].sort):
            raise Refused(f"affine: {row} is no linear hypothesis")
        left, right = (self.form(a) for a in row.args)
        self.rows.append((_combined((fmpq(1), right), (fmpq(-1), left)), row.head == "eq"))

    def find_interval(self) -> None:
        """The bounds that rows of one and the same single atom give."""
        atoms = {atom for form, _ in self.rows for atom in form if atom is not None}
        if len(atoms) != 1:
            return
        atom = next(iter(atoms))
        low: fmpq | None = None
        high: fmpq | None = None
        for form, equation in self.rows:
            slope = form.get(atom)
            if slope is None:
                continue
            end = -form.get(None, fmpq(0)) / slope
            if slope > 0 or equation:
                low = end if low is None or end > low else low
            if slope < 0 or equation:
                high = end if high is None or end < high else high
        self.interval = (atom, low, high)


def affine(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """definitions, rows |- t = c_1 x_1 + .. + c, for a piecewise-linear t; x_i are variables or applications.

    Args: (t, rows, definitions, evidence). Rows: le, lt, eq between affine terms. Definitions: equations
    y = s, y a variable or an application; each is walked in order, and y then stands for its form, so a stack
    of any depth is a list of layers. Evidence, one entry for each gate (relu, abs, max, min; clip is two) in
    the order of the walk, equal subterms once: (side, proof). Side 0 or 1: which argument is the value (relu:
    1 is 0, abs: 1 is -u). Proof None: the rows bound one atom, both ends of the interval decide; or ((row,
    factor), ..), rows from 0: the gap (u, or the value less the other argument; reversed for min) is the sum
    of factor * row and a constant >= 0, factors >= 0 but for equations. Sound: under the hypotheses each gate
    equals the chosen side; the rest is arithmetic.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> affine((), (op("relu", 2 * x + 1), (0 <= x,), (), ((0, None),)))[1]
    relu(2*x + 1) = 2*x + 1
    >>> affine((), (op("relu", 2 * x + 1), (-1 <= x,), (), ((0, None),)))
    Traceback (most recent call last):
    symrelu.errors.Refused: affine: the evidence does not decide the side of a gate
    """
    entries("affine", premises, 0)
    value, rows, definitions, evidence = entries("affine", args, 4)
    t = real("affine", value)
    hyps = [formula("affine", row) for row in entries("affine", rows)]
    equations = [formula("affine", e) for e in entries("affine", definitions)]
    walk = _Walk()
    for row in hyps:
        walk.add_row(row)
    walk.find_interval()
    walk.evidence = iter(entries("affine", evidence))
    for equation in equations:
        if equation.head != "eq" or not _new_atom(equation.args[0], walk):
            raise Refused(f"affine: {equation} does not define a new variable or application")
        walk.forms[equation.args[0]] = walk.form(equation.args[1])
    form = walk.form(t)
    if next(walk.evidence, None) is not None:
        raise Refused("affine: evidence is left over")
    return frozenset((*hyps, *equations)), op("eq", t, _written(form))


def _new_atom(t: Term, walk: _Walk) -> bool:
    return t.head in ("var", "app") and numeric(t.sort) and t not in walk.forms


def _written(form: Form) -> Term:
    """The form as a term: atoms in the order of their keys, the constant last."""
    atoms = sorted((a for a in form if a is not None), key=lambda a: a.key)
    parts = [a if form[a] == 1 else op("*", _numeral(form[a]), a) for a in atoms]
    if None in form or not parts:
        parts.append(_numeral(form.get(None, fmpq(0))))
    return parts[0] if len(parts) == 1 else op("+", *parts)


# ---- cells that cover a space once ----------------------------------------------------------------


def partition(premises: Premises, args: tuple[Any, ...]) -> Conclusion:
    """|- (c_1 or .. or c_n) and ite(c_1, 1, 0) + .. + ite(c_n, 1, 0) = 1: exactly one of the cells holds.

    Args: (t, cells) for intervals of the line of a number t, or (tree,) for a tree of hyperplane cuts.
    Intervals come in order: (lower, upper), each end (q, closed), and None for no end, at the first lower and
    the last upper end. A tree is None (a cell) or (g, h, left, right): left of the cut g < h, right h <= g;
    its cells are the conditions on the way to a leaf, from left to right. Sound for intervals: the cuts (q,
    which side owns q) increase strictly along the line, and n - 1 such cuts part it in n pieces; for a tree:
    by induction, each cut parts what is left in two.

    >>> from symrelu.terms.term import var
    >>> x = var("x", "R")
    >>> cells = ((None, (0, False)), ((0, True), (0, True)), ((0, False), None))
    >>> partition((), (x, cells))[1].args[0]
    x < 0 or 0 <= x and x <= 0 or 0 < x
    >>> partition((), (x, ((None, (1, True)), ((1, True), None))))
    Traceback (most recent call last):
    symrelu.errors.Refused: partition: 1 belongs to two cells or to none
    """
    entries("partition", premises, 0)
    if len(entries("partition", args, 1, 2)) == 2:
        cells = _interval_cells(real("partition", args[0]), entries("partition", args[1]))
    else:
        cells = _tree_cells(args[0])
    one, zero = num(1), num(0)
    marks = [op("ite", cell, one, zero) for cell in cells]
    count = marks[0] if len(marks) == 1 else op("+", *marks)
    return frozenset(), op("and", op("or", *cells), op("eq", count, one))


def _interval_cells(t: Term, cells: tuple[Any, ...]) -> list[Term]:
    if not 1 <= len(cells) <= MAX_CELLS:
        raise Refused(f"partition: expected 1 to {MAX_CELLS} cells")
    ends = [(_end(low), _end(high)) for low, high in (entries("partition", cell, 2) for cell in cells)]
    if ends[0][0] is not None or ends[-1][1] is not None:
        raise Refused("partition: the first cell has no lower end, the last no upper end")
    for (_, upper), (lower, _) in pairwise(ends):
        if upper is None or lower is None or upper[0] != lower[0]:
            raise Refused("partition: the upper end of a cell is the lower end of the next")
        if upper[1] == lower[1]:
            raise Refused(f"partition: {digits(upper[0])} belongs to two cells or to none")
    out: list[Term] = []
    for lower, upper in ends:
        rows: list[Term] = []
        if lower is not None:
            rows.append(num(lower[0]) <= t if lower[1] else num(lower[0]) < t)
        if upper is not None:
            rows.append(t <= num(upper[0]) if upper[1] else t < num(upper[0]))
        if lower is not None and upper is not None:
            point = lower[0] == upper[0] and lower[1] and upper[1]
            if not (lower[0] < upper[0] or point):
                raise Refused(f"partition: the cell from {digits(lower[0])} to {digits(upper[0])} is empty")
        out.append(rows[0] if len(rows) == 1 else op("and", *rows))
    return out


def _end(end: object) -> tuple[Fraction, bool] | None:
    if end is None:
        return None
    value, is_closed = entries("partition", end, 2)
    if type(is_closed) is not bool:
        raise Refused("partition: an end is (number, closed or not)")
    return rational("partition", value), is_closed


def _tree_cells(tree: object) -> list[Term]:
    out: list[Term] = []
    stack: list[tuple[object, tuple[Term, ...]]] = [(tree, ())]
    while stack:
        node, rows = stack.pop()
        if node is None:
            out.append(rows[0] if len(rows) == 1 else op("and", *rows))
            continue
        g, h, left, right = entries("partition", node, 4)
        g, h = real("partition", g), real("partition", h)
        if len(rows) >= MAX_CUTS or len(stack) + len(out) > MAX_CELLS:
            raise Refused(f"partition: more than {MAX_CELLS} cells, or {MAX_CUTS} cuts of one")
        stack.append((right, (*rows, h <= g)))
        stack.append((left, (*rows, g < h)))
    return out


CELLS = MappingProxyType({"affine": affine, "partition": partition})
