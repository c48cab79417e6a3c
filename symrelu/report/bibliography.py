"""Works that are cited, as BibTeX."""

from __future__ import annotations

from types import MappingProxyType

from symrelu.report.document import Document, Source
from symrelu.report.latex import escape

_Fields = tuple[str, tuple[tuple[str, str], ...]]
_MACDONALD: _Fields = (
    "inproceedings",
    (
        ("author", "Macdonald, Jan and Wäldchen, Stephan"),
        ("title", "A complete characterisation of {ReLU}-invariant distributions"),
        ("booktitle", "International Conference on Artificial Intelligence and Statistics"),
        ("year", "2022"),
        ("note", "arXiv:2112.06532"),
    ),
)
_TSUCHIDA: _Fields = (
    "inproceedings",
    (
        ("author", "Tsuchida, Russell and Roosta-Khorasani, Farbod and Gallagher, Marcus"),
        ("title", "Invariance of weight distributions in rectified {MLPs}"),
        ("booktitle", "International Conference on Machine Learning"),
        ("year", "2018"),
        ("note", "arXiv:1711.09090"),
    ),
)
_STOCK: _Fields = (
    "article",
    (
        ("author", "Stock, Pierre and Gribonval, Rémi"),
        ("title", "An embedding of {ReLU} networks and an analysis of their identifiability"),
        ("journal", "Constructive Approximation"),
        ("year", "2022"),
        ("note", "arXiv:2107.09370"),
    ),
)
_PHUONG: _Fields = (
    "inproceedings",
    (
        ("author", "Phuong, Mary and Lampert, Christoph H."),
        ("title", "Functional vs. parametric equivalence of {ReLU} networks"),
        ("booktitle", "International Conference on Learning Representations"),
        ("year", "2020"),
    ),
)
_FEDERER: _Fields = (
    "book",
    (
        ("author", "Federer, Herbert"),
        ("title", "Geometric Measure Theory"),
        ("publisher", "Springer"),
        ("year", "1969"),
    ),
)
_FALCONER: _Fields = (
    "book",
    (
        ("author", "Falconer, Kenneth"),
        ("title", "Fractal Geometry: Mathematical Foundations and Applications"),
        ("edition", "second"),
        ("publisher", "Wiley"),
        ("year", "2003"),
    ),
)
_LEBESGUE: _Fields = (
    "book",
    (
        ("author", "Lebesgue, Henri"),
        ("title", "Leçons sur l'intégration et la recherche des fonctions primitives"),
        ("publisher", "Gauthier-Villars"),
        ("year", "1904"),
    ),
)
_HILBERT: _Fields = (
    "article",
    (
        ("author", "Hilbert, David"),
        ("title", "Ueber die stetige Abbildung einer {L}ine auf ein {F}lächenstück"),
        ("journal", "Mathematische Annalen"),
        ("volume", "38"),
        ("pages", "459--460"),
        ("year", "1891"),
    ),
)
_CHO: _Fields = (
    "inproceedings",
    (
        ("author", "Cho, Youngmin and Saul, Lawrence K."),
        ("title", "Kernel methods for deep learning"),
        ("booktitle", "Advances in Neural Information Processing Systems"),
        ("year", "2009"),
    ),
)
WORKS: MappingProxyType[tuple[str, str], _Fields] = MappingProxyType(
    {
        ("macdonald", "2021"): _MACDONALD,
        ("macdonald", "2022"): _MACDONALD,
        ("tsuchida", "2017"): _TSUCHIDA,
        ("tsuchida", "2018"): _TSUCHIDA,
        ("stock", "2021"): _STOCK,
        ("stock", "2022"): _STOCK,
        ("phuong", "2020"): _PHUONG,
        ("federer", "1969"): _FEDERER,
        ("falconer", "2003"): _FALCONER,
        ("lebesgue", "1904"): _LEBESGUE,
        ("hilbert", "1891"): _HILBERT,
        ("cho", "2009"): _CHO,
    }
)


def _record(source: Source) -> str:
    known = next(
        (work for (name, year), work in WORKS.items() if source.key.startswith(name) and source.year == year),
        None,
    )
    year = (("year", source.year),) if source.year else ()
    kind, fields = known or ("misc", (("author", f"{{{escape(source.author)}}}"), *year, ("key", source.key)))
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields)
    return f"@{kind}{{{source.key}{lines}\n}}\n"


def bibtex(document: Document) -> str:
    """The references of a document, sorted by key."""
    return "\n".join(_record(source) for source in document.references)
