"""The table of contents: what `symrelu` exports, and that it exports it lazily."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import symrelu

FILE = Path(symrelu.__file__)


@pytest.mark.parametrize("name", symrelu.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(symrelu, name)
    assert value.__doc__, f"{name} has no docstring"
    assert not isinstance(value, type(sys)), f"{name} is a module"


def test_the_three_lists_agree() -> None:
    guarded = next(n for n in ast.parse(FILE.read_text()).body if isinstance(n, ast.If))
    typed = {
        (f"{node.module}", alias.name)
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    table = {(module, name) for module, names in symrelu._NAMES.items() for name in names.split()}
    assert typed == table
    assert len(symrelu.__all__) == len(set(symrelu.__all__))
    assert set(symrelu.__all__) == {name for _, name in table}


def test_star_import() -> None:
    names: dict[str, object] = {}
    exec("from symrelu import *", names)  # noqa: S102
    assert set(symrelu.__all__) <= set(names)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'relo'"):
        symrelu.relo  # noqa: B018


def test_a_subpackage_does_not_hide_the_function_of_its_name() -> None:
    code = "import symrelu.laws.base, symrelu; from symrelu import laws; laws('mu'); symrelu.laws('mu')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_importing_symrelu_imports_nothing_heavy() -> None:
    code = "import sys, symrelu; print({'sympy', 'flint', 'z3', 'numpy', 'typer'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
