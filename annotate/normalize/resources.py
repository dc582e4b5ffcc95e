"""The tables and models that normalizing needs, read once and handed to the stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from annotate.data.load import folder_bytes, read_arrays, read_bytes, read_table, shipped
from annotate.errors import ConfigurationError
from annotate.normalize.casing import Capitals
from annotate.normalize.context import LanguageModel
from annotate.normalize.encoder import Encoder
from annotate.normalize.known_names import KnownNames
from annotate.normalize.lexicon import Counts, Lexicon
from annotate.normalize.profile import Profile, read_profile
from annotate.normalize.spin import DamageModel
from annotate.normalize.suspects import Finder
from annotate.normalize.thesaurus import Thesaurus
from annotate.normalize.trees import Trees
from annotate.transformer import load_embeddings

RULE_SET = "7"
"""Version of the rules and of the meaning of the tables."""
FILES = (
    "language_model.npz",
    "embeddings.npz",
    "encoder.npz",
    "thesaurus.npz",
    "lexicon.tsv",
    "words.tsv",
    "capitals.tsv",
    "known_names.txt",
    "reliability.tsv",
    "judge.npz",
)
AUTO = "auto"
PROFILES = ("generic", "polish-spun", "chinese-mt", "tortured-phrases")


@dataclass(frozen=True, eq=False)
class Resources:
    """Everything that `normalize` decides by."""

    finder: Finder
    capitals: Capitals
    trees: Trees
    damage: DamageModel
    reliability: Mapping[str, float]
    """Probability that a detector's proposal is right, by rule, as measured on annotated pages."""
    profiles: tuple[Profile, ...] = ()
    """The profiles whose tables are used, each on the texts that belong to it."""

    @property
    def model(self) -> LanguageModel:
        """The counts of words, pairs and triples."""
        return self.finder.model


def load_resources(profile: str = AUTO, folder: Path | None = None) -> Resources:
    """The tables and models that are shipped, with a profile as `load_profiles` takes it.

    Those that `annotate.normalize.train` makes may come from a folder. Takes about a second: load once, pass on.
    """
    judge = read_arrays("judge.npz", folder)
    return Resources(
        finder=_finder(folder),
        capitals=_capitals(folder),
        trees=Trees.from_arrays(judge),
        damage=DamageModel(*(float(value) for value in judge["damage"])),
        reliability=load_reliability(),
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
    """Version of the rule set with the first digits of a hash over all its tables: `7+3fa92c01`."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(read_bytes(name))
    for folder in map(_folder, PROFILES if profile == AUTO else dict.fromkeys(("generic", profile))):
        for content in folder_bytes(folder, (".toml", ".tsv")):
            digest.update(content)
    return f"{RULE_SET}+{digest.hexdigest()[:8]}"


def _finder(folder: Path | None) -> Finder:
    model = LanguageModel.from_arrays(read_arrays("language_model.npz", folder))
    encoder = Encoder.from_arrays(read_arrays("encoder.npz", folder), load_embeddings())
    thesaurus = Thesaurus.from_arrays(read_arrays("thesaurus.npz", folder))
    return Finder(Lexicon(_counts(folder), model), thesaurus, model, encoder, load_names())


def load_reliability() -> Mapping[str, float]:
    """Probability that a detector's proposal is right, by rule."""
    return {row["rule"]: float(row["probability"]) for row in read_table("reliability.tsv")}


def load_names() -> KnownNames:
    """The names that are known whole."""
    lines = read_bytes("known_names.txt").decode().splitlines()
    return KnownNames.of(line for line in lines if line and not line.startswith("#"))


def _counts(folder: Path | None) -> Counts:
    pairs = list(read_table("lexicon.tsv", folder))
    words = [(tuple(row["phrase"].split()), row) for row in read_table("words.tsv", folder)]
    return Counts(
        substituted={(tuple(row["found"].split()), tuple(row["meant"].split())): float(row["places"]) for row in pairs},
        occurrences={phrase: float(row["places"]) for phrase, row in words},
        kept={phrase[0]: float(row["kept"]) for phrase, row in words if len(phrase) == 1 and row["kept"] != "0"},
        clean={phrase: int(row["clean"]) for phrase, row in words},
    )


def _capitals(folder: Path | None) -> Capitals:
    rows = list(read_table("capitals.tsv", folder))
    return Capitals(
        {(row["word"], row["around"]): (int(row["capital"]), int(row["places"])) for row in rows if row["around"]},
        frozenset((row["word"], row["following"]) for row in rows if row["following"]),
    )
