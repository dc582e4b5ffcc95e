"""The tables and models that normalizing needs, read once and handed to the stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path

from annotate.data.load import folder_bytes, read_arrays, read_bytes, read_table, shipped
from annotate.errors import ConfigurationError
from annotate.normalize.casing import Capitals
from annotate.normalize.context import LanguageModel
from annotate.normalize.lexicon import Entry, Lexicon, Substitution
from annotate.normalize.profile import Profile, read_profile
from annotate.normalize.spin import DamageModel
from annotate.normalize.trees import Trees

RULE_SET = "1"
"""Version of the rules and of the meaning of the tables."""
FILES = ("language_model.npz", "lexicon.tsv", "capitals.tsv", "reliability.tsv", "judge.npz")
AUTO = "auto"
PROFILES = ("generic", "polish-spun", "chinese-mt", "tortured-phrases")


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
    profiles: tuple[Profile, ...] = ()
    """The profiles whose tables are used, each on the texts that belong to it."""


def load_resources(profile: str = AUTO) -> Resources:
    """The shipped tables and models, with a profile as `load_profiles` takes it.

    Takes about a second; load once and pass them on.
    """
    judge = read_arrays("judge.npz")
    return Resources(
        model=LanguageModel.from_arrays(read_arrays("language_model.npz")),
        lexicon=_lexicon(),
        capitals=_capitals(),
        trees=Trees.from_arrays(judge),
        damage=DamageModel(*(float(value) for value in judge["damage"])),
        reliability={row["rule"]: float(row["probability"]) for row in read_table("reliability.tsv")},
        profiles=load_profiles(profile),
    )


def load_profiles(profile: str = AUTO) -> tuple[Profile, ...]:
    """The shipped profiles, each for the texts that belong to it; or one for all texts, by its name or its folder.

    The generic one is always among them. Raises ConfigurationError where there is no such profile, or it is wrong.
    """
    if profile == AUTO:
        return tuple(read_profile(_folder(name)) for name in PROFILES)
    chosen = replace(read_profile(_folder(profile)), least=0)
    return (chosen,) if profile == "generic" else (read_profile(_folder("generic")), chosen)


def _folder(profile: str) -> Traversable:
    """The folder of a shipped profile, or of the user's own."""
    if profile in PROFILES:
        return shipped("profiles", profile)
    if not Path(profile).is_dir():
        names = ", ".join(PROFILES)
        raise ConfigurationError(f"{profile}: no profile is called so ({names}), and no folder either")
    return Path(profile)


def rule_set_fingerprint(profile: str = AUTO) -> str:
    """Version of the rule set with the first digits of a hash over all its tables: `1+3fa92c01`."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(read_bytes(name))
    for folder in map(_folder, PROFILES if profile == AUTO else dict.fromkeys(("generic", profile))):
        for content in folder_bytes(folder, (".toml", ".tsv")):
            digest.update(content)
    return f"{RULE_SET}+{digest.hexdigest()[:8]}"


def _lexicon() -> Lexicon:
    rows = read_table("lexicon.tsv")
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


def _capitals() -> Capitals:
    rows = list(read_table("capitals.tsv"))
    return Capitals(
        names=frozenset((row["word"], row["following"]) for row in rows if row["following"] != "*"),
        shares={row["word"]: float(row["share"]) for row in rows if row["following"] == "*"},
    )
