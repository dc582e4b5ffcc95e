"""From what a user types to a second judge."""

from __future__ import annotations

import os
from collections.abc import Mapping

from annotate.errors import ConfigurationError
from annotate.normalize.second_judge.curve import load_curve
from annotate.normalize.second_judge.doubt import SecondJudge
from annotate.normalize.second_judge.opinion import SecondOpinion

MODEL, KEY = "ANNOTATE_JUDGE_MODEL", "ANNOTATE_JUDGE_KEY"
"""Environment variables that name a server's model and hold its key."""


def open_judge(name: str, environment: Mapping[str, str] = os.environ) -> SecondJudge:
    """The judge called `local`, or the server at a URL.

    Raises ConfigurationError when what it needs is not installed or not named.
    """
    if name == "local":
        from annotate.normalize.second_judge.local import LocalJudge

        return LocalJudge.load()
    if name.startswith(("http://", "https://")):
        from annotate.normalize.second_judge.server import ServerJudge

        if not environment.get(MODEL):
            raise ConfigurationError(f"the judge at {name} needs a model: name it in {MODEL}")
        return ServerJudge.connect(name, environment[MODEL], environment.get(KEY))
    raise ConfigurationError(f"no judge is called {name!r}: say `local`, or the URL of a server")


def second_opinion(name: str) -> SecondOpinion:
    """The judge that `name` calls for, with its shipped curve."""
    judge = open_judge(name)
    return SecondOpinion(judge, load_curve(judge.kind))
