"""What is found when an edition is made again from its source, or its text is cleaned again."""

from __future__ import annotations

from annotate.tei.checks.declare import NOTE, WARNING, Check

CHECKS = (
    Check(
        "not-repeatable",
        "Made again from its source, the edition is another.",
        "Look at the first line that differs: the edition was edited by hand, or made with other settings.",
    ),
    Check(
        "clean-unsettled",
        "Cleaning the normalized text would change it again.",
        "Decide the change that the message names; `annotate clean` shows all of them.",
        WARNING,
    ),
    Check(
        "made-otherwise",
        "The edition was made with another version or other settings, so that it cannot be made again.",
        "Give the settings that its header states, or make the edition anew.",
        NOTE,
    ),
)
