"""The digest of a certificate: what it is named by."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any

from symrelu.kernel import facts, schemas
from symrelu.terms.sorts import SEQ, R
from symrelu.terms.term import var

VERSION = "symrelu-certificate-1"


@lru_cache(maxsize=1)
def tables() -> str:
    """A digest of the facts and schemas that certificates refer to: names, proofs, a formula of each."""
    made = sha256()
    for fact in facts.FACTS.values():
        formula = fact.build(*(var(f"a{i}", sort) for i, sort in enumerate(fact.sorts)))
        made.update(f"{fact.name}: {fact.proof}\n".encode() + formula.key)
    for name, row in schemas.SCHEMAS.items():
        made.update(f"{name}: {row.proof}\n".encode())
        made.update(schemas.sample(name, R).key + schemas.sample(name, SEQ).key)
    return made.hexdigest()


def digest(body: dict[str, Any]) -> str:
    """SHA-256 of version, tables, terms without the names of bound variables, steps and what is published."""
    terms = [["lam", *row[2:]] if row[0] == "lam" else row for row in body["terms"]]
    core = [VERSION, tables(), terms, body["steps"], body["published"]]
    return sha256(json.dumps(core, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
