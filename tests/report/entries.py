"""Entries of three theorems, written by hand, on which the reports are tested."""

from __future__ import annotations

from symrelu.report.document import AxiomEntry, Entry, StepEntry
from symrelu.terms.term import Term, lam, num, op, var

NAMES = "a b c h l t w x y z"
a, b, c, h, l, t, w, x, y, z = (var(name, "R") for name in NAMES.split())
scale = var("lambda", "R")
n = var("n", "N")
v = var("v", ("fun", "N", "R"))
mu = var("mu", ("law", "R"))
f = var("f", ("borel", "R", "R"))


def relu(term: Term) -> Term:
    return op("relu", term)


def clip(term: Term, low: Term, high: Term) -> Term:
    return op("clip", term, low, high)


def forall(*parts: Term) -> Term:
    *variables, body = parts
    for variable in reversed(variables):
        body = op("forall", lam(variable, body))
    return body


def exists(*parts: Term) -> Term:
    *variables, body = parts
    for variable in reversed(variables):
        body = op("exists", lam(variable, body))
    return body


HOMOGENEOUS = op("eq", relu(scale * t), scale * relu(t))
LAYER_OF_CLIP = op(
    "imp",
    l <= h,
    op(
        "eq",
        relu(w * clip(z, l, h) + b),
        clip(w * z + b, relu(op("min", w * l + b, w * h + b)), relu(op("max", w * l + b, w * h + b))),
    ),
)
UNIT = op("uniform", num(0), num(1))
a1, c1, l1, h1 = (var(name, "R") for name in ("a'", "c'", "l'", "h'"))
IMAGE = op(
    "eq",
    op("push", lam(y, relu(w * y + b)), op("push", lam(x, clip(a * x + c, l, h)), UNIT)),
    op("push", lam(x, clip(a1 * x + c1, l1, h1)), UNIT),
)
INVARIANT = forall(a, c, l, h, w, b, op("imp", l <= h, exists(a1, c1, l1, h1, op("and", l1 <= h1, IMAGE))))
NULL_SETS = AxiomEntry(
    "lipschitz_null", "cited", "Federer 1969, 2.10.11", forall(n, op("imp", op("lt", n, n), op("or")))
)


def homogeneity(title: str = "Positive homogeneity") -> Entry:
    positive = frozenset({num(0) < scale})
    steps = (
        StepEntry(1, r"Both sides are $\lambda t$.", HOMOGENEOUS, (num(0) <= t,), "linear arithmetic"),
        StepEntry(2, "Both sides vanish.", HOMOGENEOUS, (t < num(0),), "linear arithmetic"),
        StepEntry(3, "There is no other case.", HOMOGENEOUS, (), "case split", (1, 2)),
    )
    return Entry(
        "homogeneity", title, HOMOGENEOUS, positive, HOMOGENEOUS, positive, (), steps,
        source="own computation", module="theorems.width_one", derivation=7, digest="sha256:0123456789abcdef",
    )  # fmt: skip


def layer_of_clip(title: str = "A layer carries clips to clips") -> Entry:
    claim = forall(w, b, LAYER_OF_CLIP)
    step = StepEntry(1, "Split by the sign of $w$; the ends swap where $w<0$.", LAYER_OF_CLIP, (), "cases")
    return Entry(
        "layer_of_clip", title, claim, frozenset(), claim, frozenset(), (), (step,), ("homogeneity",),
        "Macdonald and Wäldchen 2021, Lemma 2.1", "theorems.width_one", 120, "sha256:fedcba9876543210",
    )  # fmt: skip


def invariance(title: str = "The clipped family is invariant") -> Entry:
    step = StepEntry(1, r"Apply the \emph{clip table} under the image.", INVARIANT, (), "image of an image")
    return Entry(
        "invariance", title, INVARIANT, frozenset(), INVARIANT, frozenset(), (NULL_SETS,), (step,),
        ("layer_of_clip",),
        "Macdonald and Wäldchen 2021, Theorem 3.1", "theorems.width_one", 480, "sha256:00",
    )  # fmt: skip


def theorems() -> tuple[Entry, ...]:
    return homogeneity(), layer_of_clip(), invariance()
