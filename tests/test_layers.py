"""The order of the house, and what no file may contain: read off the syntax trees."""

from __future__ import annotations

import ast
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "symrelu"
FILES = sorted(PACKAGE.rglob("*.py"))

BELOW = {
    "errors": set(),
    "terms": {"errors"},
    "kernel": {"errors", "terms"},
    "model": {"errors", "terms"},
    "geometry": {"errors", "terms", "model"},
    "laws": {"errors", "terms", "model", "geometry"},
    "equivalent_kernels": {"errors", "terms", "model", "geometry", "laws"},
    "methods": {"errors", "terms", "kernel", "model", "geometry", "laws", "equivalent_kernels"},
}
BELOW["invariance"] = BELOW["methods"] | {"methods"}
BELOW["script"] = BELOW["invariance"] | {"invariance"}
BELOW["io"] = BELOW["script"] | {"script"}
BELOW["report"] = BELOW["io"] | {"io"}
BELOW["cli"] = BELOW["report"] | {"report"}
BELOW["__main__"] = {"cli"}

# A noun shows itself through the reports and proves itself by the methods, which are above it; only these
# methods may look up.
SHOWS = {"_repr_latex_", "_repr_html_", "_repr_svg_", "_repr_mimebundle_", "plot", "prove"}
# A noun of the model asks these for an algorithm, in the method that needs it.
ASKED = {"model": {"geometry", "laws"}}
HEAVY = {"z3", "highspy", "matplotlib", "jinja2", "rich", "onnx", "safetensors", "numpy", "scipy"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    """Each imported module with its line and the functions, or the type checker, that it is imported in."""

    def visit(node: ast.AST, inside: tuple[str, ...]) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, inside
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "." * node.level, node.lineno, inside
            elif node.module == "symrelu":
                for alias in node.names:
                    yield f"symrelu.{alias.name}", node.lineno, inside
            else:
                yield str(node.module), node.lineno, inside
        name = (node.name,) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else ()
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            name = ("TYPE_CHECKING",)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, inside + name)

    yield from visit(tree(path), ())


def own_layer(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] != "symrelu":
        return None
    return parts[1] if len(parts) > 1 else "symrelu"


def each(*exempt: str) -> pytest.MarkDecorator:
    chosen = [path for path in FILES if str(path.relative_to(PACKAGE)) not in exempt]
    return pytest.mark.parametrize("path", chosen, ids=lambda path: str(path.relative_to(PACKAGE)))


@each("__init__.py")
def test_imports_go_down_the_list(path: Path) -> None:
    home = layer(path)
    wrong = [
        f"line {line}: {module}"
        for module, line, inside in imports(path)
        if own_layer(module) not in BELOW[home] | {home, None}
        and not SHOWS & set(inside)
        and not (inside and own_layer(module) in ASKED.get(home, ()))
    ]
    assert not wrong, f"{home} may import {sorted(BELOW[home])} only"


@pytest.mark.parametrize("path", sorted((PACKAGE / "kernel").rglob("*.py")), ids=lambda path: path.name)
def test_the_kernel_imports_the_standard_library_and_flint_only(path: Path) -> None:
    allowed = {"symrelu.terms.term", "symrelu.terms.substitution", "symrelu.terms.sorts", "symrelu.errors"}
    forbidden = {"importlib", "pickle", "ctypes", "subprocess", "marshal", "shelve"}
    for module, line, _ in imports(path):
        top = module.split(".")[0]
        if top == "symrelu":
            assert module in allowed or module.startswith("symrelu.kernel"), f"line {line}: {module}"
        else:
            assert top == "flint" or (top in sys.stdlib_module_names and top not in forbidden), f"line {line}"


def test_the_terms_of_the_kernel_stand_alone() -> None:
    trusted = ("term", "sorts", "borel", "heads", "substitution")
    for name in (f"{word}.py" for word in trusted):
        for module, line, inside in imports(PACKAGE / "terms" / name):
            top = module.split(".")[0]
            own = {"symrelu.errors", *(f"symrelu.terms.{word}" for word in trusted)}
            fine = module in own or top in sys.stdlib_module_names
            shows = module == "symrelu.terms.show" and inside  # printing only
            assert fine or shows, f"{name} line {line}: {module}"


TABLES = {"facts.py", "rows.py", "schemas.py", "laws.py", "distributions.py", "integrals.py", "existence.py"}


def test_the_kernel_stays_small() -> None:
    lines = {path.name: len(code_lines(path)) for path in (PACKAGE / "kernel").rglob("*.py")}
    tables = sum(count for name, count in lines.items() if name in TABLES)
    assert tables <= 950, f"lines of code in the tables: {lines}"
    assert sum(lines.values()) - tables <= 2_500, f"lines of code without comments and docstrings: {lines}"


def code_lines(path: Path) -> set[int]:
    """The lines of a file that hold code: no blank line, comment or docstring."""
    documentation: set[int] = set()
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            documentation |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    silent = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    silent |= {tokenize.ENCODING, tokenize.ENDMARKER}
    with path.open("rb") as file:
        spans = [(t.start[0], t.end[0]) for t in tokenize.tokenize(file.readline) if t.type not in silent]
    return {line for start, end in spans for line in range(start, end + 1)} - documentation


@each()
def test_files_and_functions_are_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 320
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"line {node.lineno}: {node.name} has {length} lines"


@each()
def test_nothing_runs_text_or_hides_an_error(path: Path) -> None:
    for node in ast.walk(tree(path)):
        where = f"line {getattr(node, 'lineno', 0)}"
        assert not isinstance(node, ast.Assert), f"{where}: assert vanishes under python -O"
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None), f"{where}: bare except"
        if isinstance(node, ast.ImportFrom):
            assert all(alias.name != "*" for alias in node.names), f"{where}: star import"
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            bare = isinstance(node.func, ast.Name)
            assert not (bare and name in {"eval", "exec", "compile", "__import__"}), f"{where}: {name}"
            assert name not in {"parse_expr", "nsimplify"}, f"{where}: {name}"
    for module, line, _ in imports(path):
        assert module.split(".")[0] not in {"pickle", "marshal", "shelve", "dill"}, f"line {line}: {module}"
        assert not module.startswith("."), f"line {line}: imports name the whole path"


@each("cli/application.py", "cli/library.py", "cli/run.py")
def test_only_the_command_line_prints(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input", "breakpoint"}, f"line {node.lineno}"


@each()
def test_no_module_remembers(path: Path) -> None:
    mutable = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    makers = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.Global), f"line {node.lineno}: global"
    for node in (
        *tree(path).body,
        *(s for c in tree(path).body if isinstance(c, ast.ClassDef) for s in c.body),
    ):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            value = node.value
            made = isinstance(value, ast.Call) and getattr(value.func, "id", "") in makers
            assert not (isinstance(value, mutable) or made), f"line {node.lineno}"


@each()
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    guarded = {
        line
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    for module, line, inside in imports(path):
        heavy = module.split(".")[0] in HEAVY
        assert inside or line in guarded or not heavy, f"line {line}: {module} at the top of the file"


def test_every_file_says_what_it_is() -> None:
    for path in FILES:
        assert ast.get_docstring(tree(path)), f"{path} has no docstring"


def test_theorem_modules_use_public_names_only() -> None:
    for path in sorted((ROOT / "theorems").rglob("*.py")):
        for module, line, _ in imports(path):
            top = module.split(".")[0]
            sibling = (path.parent / f"{top}.py").exists() or top == "theorems"
            public = module == "symrelu" or module.startswith("symrelu.") is False
            pure = {"symrelu", "sympy", "__future__", "fractions", "functools", "itertools"}
            assert sibling or module == "." or top in pure, f"{path} line {line}: {module}"
            assert public or module.count(".") == 1, f"{path} line {line}: {module} is not a public name"
