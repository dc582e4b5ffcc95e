"""The tables and models that normalizing needs, read once and handed to the stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from annotate.data.load import read_arrays, read_bytes, read_table
from annotate.normalize.casing import Capitals
from annotate.normalize.context import LanguageModel
from annotate.normalize.lexicon import Entry, Lexicon, Substitution
from annotate.normalize.spin import DamageModel
from annotate.normalize.trees import Trees

RULE_SET = "1"
"""Version of the rules and of the meaning of the tables."""
FILES = ("language_model.npz", "lexicon.tsv", "capitals.tsv", "reliability.tsv", "judge.npz")


@dataclass(frozen=True, eq=False)
class Resources:
    """Everything that `normalize` decides by."""

    model: LanguageModel
    lexicon: Lexicon
    capitals: Capitals
    trees: Trees
    damage: DamageModel
    reliability: Mapping[str, float]
    """Probability that a detector's proposal is right, by rule, as measured on annotated pages."""


def load_resources(folder: Path | None = None) -> Resources:
    """The shipped tables and models, or those in a folder. Takes about a second; load once and pass them on."""
    judge = read_arrays("judge.npz", folder)
    return Resources(
        model=LanguageModel.from_arrays(read_arrays("language_model.npz", folder)),
        lexicon=_lexicon(folder),
        capitals=_capitals(folder),
        trees=Trees.from_arrays(judge),
        damage=DamageModel(*(float(value) for value in judge["damage"])),
        reliability={row["rule"]: float(row["probability"]) for row in read_table("reliability.tsv", folder)},
    )


def rule_set_fingerprint() -> str:
    """Version of the rule set with the first digits of a hash over all its tables: `1+3fa92c01`."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(read_bytes(name))
    return f"{RULE_SET}+{digest.hexdigest()[:8]}"


def _lexicon(folder: Path | None) -> Lexicon:
    rows = read_table("lexicon.tsv", folder)
    return Lexicon(
        Entry(
            tuple(found.split()),
            int(group[0]["occurrences"]),
            float(group[0]["evidence"]),
            tuple(
                Substitution(tuple(row["meant"].split()), float(row["seen"]), row["derived"] == "1") for row in group
            ),
        )
        for found, members in groupby(rows, key=lambda row: row["found"])
        if (group := list(members))
    )


def _capitals(folder: Path | None) -> Capitals:
    rows = list(read_table("capitals.tsv", folder))
    return Capitals(
        names=frozenset((row["word"], row["following"]) for row in rows if row["following"] != "*"),
        shares={row["word"]: float(row["share"]) for row in rows if row["following"] == "*"},
    )
