"""Certificates: forged ones are refused, and nothing but refusals comes out of hostile text."""

from __future__ import annotations

import copy
import json
import random
from fractions import Fraction
from typing import Any

import pytest

from symrelu.errors import CheckFailed, Refused
from symrelu.kernel.certificate import dump, load, load_steps, replay, replay_file
from symrelu.kernel.definedness import publish
from symrelu.kernel.digest import digest
from symrelu.kernel.flattening import root_facts
from symrelu.kernel.rules import (
    apply,
    argue,
    cite,
    discharge,
    exists,
    extend,
    generalise,
    induct,
    prove,
    schema,
    specialise,
)
from symrelu.kernel.theorem import Theorem
from symrelu.terms.term import Term, lam, num, op, var

x, n, k = var("x", "R"), var("n", "N"), var("k", "N")
TRUE, FALSE = op("and"), op("or")
Body = dict[str, Any]


def same(t: Term) -> Theorem:
    return prove(op("eq", t, t), ("or", 0, (("close", ((1, (1,)),)), ("close", ((1, (1,)),)))))


def many_rules() -> Theorem:
    """One theorem whose derivation uses most rules."""
    i, j = var("i", "N"), var("j", "N")
    ones = lam(i, lam(j, num(1)))
    square = prove(num(0) <= x**2, ("close", ((1, (0,)), (1, (x,)))))
    all_squares = generalise(square, x)
    naturals = prove(n >= 0, ("fact", "nat", (n,), ("close", ((Fraction(1), (0,)), (1, (1,))))))
    at_zero = prove(num(0) >= 0, ("close", ((1, (0,)),)))
    later = specialise(generalise(naturals, n), k + 1)
    relu = op("relu", x)
    graph = prove(relu >= 0, ("graph", relu, (("close", ((1, (0,)), (1, (1,)))), ("close", ((1, (0,)),)))))
    parts = (
        specialise(all_squares, num(3)),
        discharge(prove(x < 1, ("close", ((1, (0,)), (1, (1,)))), given=(x < 0,)), x < 0),
        induct(at_zero, later, k, op("forall", lam(n, n >= 0))),
        exists(specialise(all_squares, num(2)), op("exists", lam(x, num(0) <= x**2)), num(2)),
        extend(same(2 * x), x),
        graph,
        schema("archimedes", x),
        schema("recursion", "N", num(0), lam(n, lam(k, k + n))),  # type: ignore[arg-type]
        apply("differentiate", (), (lam(x, x**3), x)),
        apply("ball", (), (num(3) < op("pi"), 64)),
        apply("rank", (), (ones, 2, 2, 1, (1,), (1,), ((1, -1),))),
        apply("det", (), (ones, 2)),
        apply("partition", (), (x, ((None, (0, False)), ((0, True), None)))),
        apply("affine", (), (op("relu", 2 * x + 1), (0 <= x,), (), ((0, None),))),
        apply("finite", (at_zero,), (lam(n, n >= 0), 0, 0)),
        cite(op("forall", lam(x, num(0) <= x * x)), "squares", "a book"),
    )
    claim = num(0) < 1
    hyps = frozenset[Term]().union(*(part.hyps for part in parts))
    last = len(root_facts(hyps, tuple(part.claim for part in parts), claim)) - 1
    return prove(claim, ("close", ((1, (last,)),)), premises=parts)


MANY = many_rules()
HONEST = dump(publish("many rules", MANY.claim, tuple(MANY.hyps), MANY))
SMALL = dump(publish("zero", TRUE, (), prove(TRUE, ("absurd", 0))))


def body_of(text: str) -> Body:
    return json.loads(text)


def text_of(body: Body) -> str:
    """The text, with its digest made right again if that is possible."""
    body = copy.deepcopy(body)
    try:
        body["digest"] = digest(body)
    except (KeyError, TypeError, IndexError, RecursionError):
        body["digest"] = ""
    return json.dumps(body)


def refused(text: Any) -> None:
    with pytest.raises((Refused, CheckFailed)):
        load(text)


def test_the_honest_certificate_loads() -> None:
    result = load(HONEST)
    assert result.formula == MANY.claim
    assert {axiom.name for axiom in result.axioms} == {"squares"}
    assert dump(result) == HONEST
    assert load(text_of(body_of(HONEST))).formula == MANY.claim


def appended(body: Body, *rows: Any) -> list[int]:
    first = len(body["terms"])
    body["terms"].extend(rows)
    return list(range(first, first + len(rows)))


def test_every_claim_replaced_is_refused() -> None:  # 81
    for i in range(len(body_of(HONEST)["steps"])):
        body = body_of(HONEST)
        (false,) = appended(body, ["or"])
        body["steps"][i]["claim"] = false
        refused(text_of(body))


def test_every_hypothesis_dropped_or_added_is_refused() -> None:  # 82
    dropped = 0
    for i, step in enumerate(body_of(HONEST)["steps"]):
        body = body_of(HONEST)
        if step["given"]:
            body["steps"][i]["given"] = step["given"][1:]
            dropped += 1
        else:
            body["steps"][i]["given"] = appended(body, ["or"])
        refused(text_of(body))
    assert dropped


def test_every_forward_or_own_reference_is_refused() -> None:  # 83
    for i, step in enumerate(body_of(HONEST)["steps"]):
        for target in (i, i + 1, -1, 10**6, True, None, "0", 0.0):
            if step["from"]:
                body = body_of(HONEST)
                body["steps"][i]["from"][0] = target
                refused(text_of(body))
    for row in (["+", 1, 1], ["+", 0, 0], ["lam", "x", "R", 0], ["forall", -1]):
        body = body_of(SMALL)
        body["terms"].insert(0, row)
        refused(text_of(body))


def test_unknown_names_are_refused() -> None:  # 84
    for name in ("version", "digest", "title"):
        for value in ("symrelu-certificate-2", None, 1, [], {}, ""):
            body = body_of(SMALL)
            body[name] = value
            if name != "title" or type(value) is not str:
                refused(json.dumps(body))
    for rule in ("Prove", "", None, 1, ["prove"], {"prove": 1}, "apply", "__class__", "a" * 10**5):
        body = body_of(SMALL)
        body["steps"][0]["rule"] = rule
        refused(text_of(body))
    for row in (
        ["true"],
        [],
        "and",
        None,
        1,
        {},
        [["and"]],
        [{}],
        [None],
        ["num"],
        ["var", "x"],
        ["app"],
        ["bound", 0, "R", 1],
        ["var", "x", "Q"],
        ["var", "x", ["law", "N"]],
        ["var", "and", "B"],
        ["lam", "x", "R", 0, 0],
        ["_make"],
    ):
        body = body_of(SMALL)
        body["terms"].append(row)
        refused(text_of(body))
    for args in (
        ["nothing"],
        ["uniform_cdf"],
        [["archimedes"]],
        [None],
        [],
        ["archimedes", 1],
        ["recursion", 1, 1, 1],
    ):
        body = body_of(SMALL)
        body["steps"][0].update(rule="schema", args=args)
        refused(text_of(body))


def test_unknown_fields_are_refused() -> None:
    for change in (
        lambda b: b.update(more=1),
        lambda b: b.pop("title"),
        lambda b: b["steps"][0].update(axioms=[]),
        lambda b: b["steps"][0].pop("given"),
        lambda b: b["published"].update(axioms=[]),
        lambda b: b["published"].pop("demands"),
        lambda b: b.update(terms={}),
        lambda b: b.update(steps=None),
    ):
        body = body_of(SMALL)
        change(body)
        refused(text_of(body))


def test_one_field_twice_is_refused() -> None:
    for old in ('"title":', '"rule":', '"claim":', '"steps":'):
        refused(SMALL.replace(old, f"{old}0,{old}", 1))


def test_steps_that_nothing_uses_are_refused() -> None:
    body = body_of(SMALL)
    (false,) = appended(body, ["or"])
    body["steps"].append(
        {"rule": "argue", "from": [], "args": [{"t": false}, "hidden"], "given": [], "claim": false}
    )
    refused(text_of(body))


@pytest.mark.parametrize("depth", [1_000, 1_990, 2_500, 100_000])
def test_nesting_bombs(depth: int) -> None:  # 85
    bomb = "[" * depth + "]" * depth
    refused(bomb)
    refused(SMALL.replace('["absurd",0]', bomb))
    refused(SMALL.replace('"prove"', bomb))
    refused(SMALL.replace('["and"]', f'["var","x",{bomb}]'))
    refused(SMALL.replace('["and"]', f'["var",{bomb},"R"]'))
    refused(SMALL.replace('["and"]', "[" + '{"t":' * depth + "0" + "}" * depth + "]"))
    with pytest.raises(Refused):
        load_steps(bomb)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 4_001,
        "1" * 4_400,
        "1" * 25_000,
        "-" + "1" * 4_400,
        "1/" + "3" * 4_400,
        "1e999",
        "nan",
        "-0",
        "1/0",
        "0/0",
        "2/4",
        "1/1",
        "01",
        " 1_0/2 ",
        "+1",
        "1/-2",
        "",
        "inf",
        "1.0",
        "\u0661",
        "1\n",
        None,
        1,
        True,
        [],
        {},
    ],
)
def test_numerals(text: Any) -> None:  # 86, 160
    for change in ("term", "evidence"):
        body = body_of(HONEST)
        if change == "term":
            body["terms"][next(i for i, row in enumerate(body["terms"]) if row[0] == "num")] = ["num", text]
        else:
            step = body["steps"][-1]
            step["args"][2][1][0][0] = {"q": text}
        refused(text_of(body))


def test_what_is_written_is_read_again() -> None:
    for factor in (Fraction(1, 3), Fraction(10**3999), 10**8):
        theorem = prove(num(0) < 1, ("close", ((factor, (0,)),)))
        assert replay(publish("t", theorem.claim, (), theorem)).formula == theorem.claim
    for factor in (Fraction(10**4500), Fraction(1, 10**4500), 10**4500, 10**9):
        theorem = prove(num(0) < 1, ("close", ((factor, (0,)),)))
        with pytest.raises(Refused):
            dump(publish("t", theorem.claim, (), theorem))


@pytest.mark.parametrize(
    "token",
    [
        "1e999",
        "NaN",
        "Infinity",
        "-Infinity",
        "0.0",
        "true",
        "null",
        '"0"',
        "-1",
        "9" * 30,
        "9" * 5_000,
        "[0]",
        "{}",
    ],
)
def test_indices(token: str) -> None:
    for old, new in (
        ('"claim":0', '"claim":%s'),
        ('{"t":0}', '{"t":%s}'),
        ('["absurd",0]', '["absurd",%s]'),
        ('"step":0', '"step":%s'),
    ):
        assert old in SMALL
        refused(SMALL.replace(old, new % token))


def test_indices_have_the_sorts_of_their_binders() -> None:  # 87
    body = body_of(SMALL)
    appended(body, ["bound", 0, "N"], ["le", 1, 1], ["lam", "x", "R", 2], ["forall", 3])
    refused(text_of(body))


@pytest.mark.parametrize(
    "name", ["a\0b", "\x010", "y) or (0", "", "a" * 101, "exp", "1a", "\u03bb", "x\n", None, 1, ["x"], True]
)
def test_names(name: Any) -> None:  # 88, 162
    for row in (["var", name, "R"], ["lam", name, "R", 0]):
        body = body_of(SMALL)
        appended(body, row)
        refused(text_of(body))


def test_a_citation_carries_its_claim() -> None:  # 89
    body = body_of(
        dump(publish("t", TRUE, (), prove(TRUE, ("absurd", 0), premises=(cite(TRUE, "true", "book"),))))
    )
    (false,) = appended(body, ["or"])
    body["steps"][0]["args"][0] = {"t": false}
    refused(text_of(body))
    body["steps"][0]["claim"] = false
    try:
        result = load(text_of(body))
    except (Refused, CheckFailed):
        return
    assert {axiom.claim for axiom in result.axioms} == {FALSE}


def test_axioms_are_counted_again() -> None:  # 4
    body = body_of(dump(publish("t", FALSE, (), argue(FALSE, "a draft"))))
    body["steps"][0].update(rule="prove", args=[[], {"t": body["steps"][0]["claim"]}, ["close", []]])
    refused(text_of(body))


def test_obligations_are_asked_for_again() -> None:  # 90
    guard = op("not", op("eq", x, num(0)))
    theorem = same(op("inv", x))
    side = specialise(argue(op("forall", lam(x, guard)), "clear"), x)
    body = body_of(dump(publish("t", theorem.claim, (), theorem, (side,))))
    body["published"]["side"] = []
    body["steps"], body["published"]["step"] = body["steps"][:1], 0
    refused(text_of(body))


def test_what_is_given_are_formulas() -> None:
    for row in (["num", "3"], ["bound", 0, "B"]):
        body = body_of(SMALL)
        body["published"]["given"] = appended(body, row)
        refused(text_of(body))


def test_texts_can_be_shown() -> None:
    for text in ("\ud800", "\x1b[2K", "a\nb", "\u202e"):
        body = body_of(SMALL)
        body["title"] = text
        refused(text_of(body))
        body = body_of(dump(publish("t", TRUE, (), argue(TRUE, "a draft"))))
        body["steps"][0]["args"][1] = text
        refused(text_of(body))


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        1,
        b"{}",
        b"[" * 10**5,
        bytearray(b"{}"),
        [],
        {},
        object(),
        "",
        "null",
        "1",
        "[]",
        "\ufeff{}",
        "{",
        "\ud800",
    ],
)
def test_what_is_no_text_or_no_object(wrong: Any) -> None:
    refused(wrong)


def test_a_file_that_cannot_be_read(tmp_path: Any) -> None:
    (tmp_path / "latin").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path, tmp_path / "missing", tmp_path / "latin"):
        with pytest.raises(Refused):
            replay_file(path)


def test_tiny_texts_ask_for_no_endless_work() -> None:
    ones = lam(n, lam(k, num(1)))
    for rule, args in (
        ("det", (ones, 2_000)),
        ("finite", (lam(n, TRUE), 0, 10**9 - 2)),
        ("rank", (ones, 2_000, 0, 0, (), (), ())),
    ):
        with pytest.raises(Refused):
            apply(rule, (), args)


_JUNK: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7,
    10**8,
    "",
    "x",
    "R",
    "prove",
    "close",
    [],
    {},
    [[]],
    {"t": 0},
    {"q": "1/2"},
    {"q": "0"},
    {"q": "-3"},
    {"t": True},
    {"t": 10**6},
    ["absurd", 0],
    ["close", []],
    [0, [0]],
    [None, None, None, None],
    "\x01" + "0",
)


def places(value: Any) -> list[tuple[Any, Any]]:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@pytest.mark.parametrize("seed", range(40))
def test_random_changes_raise_refusals_alone(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(12):
        body = body_of(HONEST)
        spots = places(body["steps"]) if source.random() < 0.6 else places(body)
        for _ in range(source.choice((1, 1, 2))):
            holder, key = source.choice(spots)
            holder[key] = copy.deepcopy(source.choice((*_JUNK, *(h[i] for h, i in source.sample(spots, 5)))))
        try:
            text = text_of(body)
        except (ValueError, RecursionError):  # a part was put into itself
            continue
        try:
            result = load(text)
        except (Refused, CheckFailed):
            continue
        assert result.formula not in (FALSE, num(1) < 0)
