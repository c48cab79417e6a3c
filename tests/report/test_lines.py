"""Long formulas: every line fits, and nothing is lost between the lines."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from symrelu.report.displays import display
from symrelu.report.latex import tex
from symrelu.report.layout import Row, fence_depth
from symrelu.report.lines import lines
from symrelu.report.notation import layout_of
from symrelu.terms.term import Term, num, op, var
from tests.report.entries import INVARIANT, LAYER_OF_CLIP

LEAVES = [var(name, "R") for name in ("x", "y", "alpha", "w_1")]


def sums(parts: list[Term]) -> Term:
    return op("+", *parts) if len(parts) > 1 else parts[0]


numbers = st.recursive(
    st.sampled_from([*LEAVES, num(2), num(-1)]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=5).map(sums),
        st.tuples(inner, inner).map(lambda pair: op("*", *pair)),
        st.tuples(inner, inner, inner).map(lambda triple: op("clip", *triple)),
        inner.map(lambda one: op("relu", one)),
    ),
    max_leaves=25,
)


def glyphs(text: str) -> str:
    text = re.sub(
        r"\\(begin|end)\{aligned\}(\[t\])?|&(\\hspace\{[0-9.]+em\})?|\\\\|\\fitline|\\times", "", text
    )
    return re.sub(r"\\[,; ]|\\(big|Big|bigg|Bigg)[lr]|\\cdot|\s|\\\[|\\\]", "", text)


@settings(max_examples=60, deadline=None)
@given(numbers, numbers, st.sampled_from([14.0, 20.0, 31.0, 36.0]))
def test_lines_fit_and_hold_the_whole_formula(left: Term, right: Term, room: float) -> None:
    layout = layout_of(op("eq", left, right))
    found = lines(layout, room)
    whole = glyphs(tex(layout))
    assert glyphs("".join(tex(Row(line.items)) for line in found)) == whole
    too_wide = any(line.width > room for line in found)
    assert (r"\fitline" in display(layout, room)) == too_wide
    if too_wide:  # only where names are nested so deeply that no place to break is left
        assert fence_depth(layout) >= 4 or room < 20


def test_a_long_claim_breaks_before_its_relation() -> None:
    shown = display(layout_of(LAYER_OF_CLIP), 31)
    assert r"\implies \operatorname{ReLU}(w\operatorname{clip}(z; l, h) + b)" in shown
    assert "\\\\\n  &\\hspace{2.4em} = \\operatorname{clip}" in shown


def test_a_formula_that_fits_stays_on_one_line() -> None:
    assert "aligned" not in display(layout_of(LAYER_OF_CLIP), 200)
    assert all(line.width <= 30 for line in lines(layout_of(INVARIANT), 30))
