"""One share of many: how an array of jobs that know nothing of each other divides a batch."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from annotate.errors import ConfigurationError

_SHARE = re.compile(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Share:
    """Share `number` of `count`, counted from 1."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Share:
        """A share as people write it. Raises ConfigurationError when it is none.

        >>> Share.parse("3/64")
        Share(number=3, count=64)
        """
        found = _SHARE.fullmatch(text.strip())
        share = cls(*map(int, found.groups())) if found else None
        if share is None or not 1 <= share.number <= share.count:
            raise ConfigurationError(f"--shard {text}: write NUMBER/COUNT, from 1/COUNT to COUNT/COUNT, such as 3/64")
        return share

    def holds(self, stem: str) -> bool:
        """Whether the document by this name belongs to the share: decided by a hash, the same on every machine."""
        return int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8], "big") % self.count == self.number - 1
