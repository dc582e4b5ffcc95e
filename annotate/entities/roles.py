"""Words for what somebody is, which may stand right before a name: Writer Tsering Woeser."""

from __future__ import annotations

import re

from annotate.entities.context_words import ROLE
from annotate.entities.namelists import NameLists
from annotate.entities.surnames import is_surname

ROLE_END = re.compile(r"(?:er|or|ist|ian|ant|[a-z]man|[a-z]woman)$")
ROLES = frozenset(ROLE.split("|"))
KIN = frozenset("brother sister father mother grandfather grandmother".split())
"""They begin bynames: Sister Noodle."""


def is_role(word: str, lists: NameLists) -> bool:
    """Whether a capitalised word is likelier a role than a name: no surname, no given name, ends as roles do."""
    key = word.lower()
    if key in KIN or is_surname(word) or word in lists.given:
        return False
    return key in ROLES or (key in lists.ordinary and ROLE_END.search(key) is not None)
