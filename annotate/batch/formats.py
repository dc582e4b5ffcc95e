"""What a document can be written as: the forms of edition, the exports, and plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from annotate.errors import ConfigurationError
from annotate.exports import EXPORTS
from annotate.exports.diff import to_diff
from annotate.model import Document, Software, Token
from annotate.normalize import rules_by_name
from annotate.tei import Profile, write_edition

JSONL = "jsonl"
"""The one format whose files make a bigger file of the same format when they are put one after the other."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, its writer, whether it shows words with their analysis."""

    suffix: str
    write: Callable[[Document, Sequence[Token], Software], bytes]
    tokens: bool = False


def _edition(document: Document, tokens: Sequence[Token], software: Software, *, profile: Profile) -> bytes:
    return write_edition(document, rules_by_name(), software, profile=profile, tokens=tokens)


def _exported(write: Callable[[Document, Sequence[Token]], bytes]) -> Callable[..., bytes]:
    return lambda document, tokens, _software: write(document, tokens)


FORMATS = MappingProxyType(
    {
        "tei": Format(".xml", partial(_edition, profile=Profile.READING)),
        "tei-diplomatic": Format(".dipl.xml", partial(_edition, profile=Profile.DIPLOMATIC)),
        "tei-clean": Format(".clean.xml", partial(_edition, profile=Profile.CLEAN)),
        "tei-analysed": Format(".ana.xml", partial(_edition, profile=Profile.ANALYSED), tokens=True),
        "text": Format(".txt", lambda document, _tokens, _software: document.normalized.encode()),
        "diff": Format(".diff", lambda document, _tokens, _software: to_diff(document).encode()),
        **{name: Format(each.suffix, _exported(each.write), each.tokens) for name, each in EXPORTS.items()},
    }
)
"""All formats by name."""


def formats_called(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once. Raises ConfigurationError for one that is no format."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in FORMATS:
            raise ConfigurationError(f"--format {name}: no format is called so; choose among {', '.join(FORMATS)}")
    return wanted
