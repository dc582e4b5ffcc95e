"""What is wrong with an edition, told to an editor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotate.tei.elements import ID, Element, line_of, name_of, tei
from annotate.tei.reading import Reading, pieces_of


class Severity(StrEnum):
    """Whether a finding breaks the edition, makes it poorer, or is only worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """What the text itself is like; an edition that keeps its source keeps that too."""

    @property
    def rank(self) -> int:
        """0 for errors, which come first."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what, where, and in which sentence."""

    code: str
    message: str
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int | None = None
    element: str = ""
    """Name of the element, without its namespace."""
    id: str = ""
    """Its xml:id, or that of the nearest element around it that has one."""
    sentence: str = ""
    """The words of the sentence or paragraph it stands in, cut to 120 characters."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        label = f" #{self.id}" if self.id else ""
        element = f" <{self.element}{label}>" if self.element else ""
        sentence = f"\n    {self.sentence}" if self.sentence else ""
        return f"{place}: {self.severity} {self.code}:{element} {self.message}{sentence}".removeprefix(": ")


_SENTENCES = (tei("s"), tei("head"), tei("p"), tei("item"), tei("ab"))
_LONGEST_QUOTE = 120


def finding_at(element: Element, code: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    """A finding at `element`, with its place and the sentence around it."""
    chain = [element, *element.iterancestors()]
    label = next((each.get(ID, "") for each in chain if each.get(ID)), "")
    around = next((each for each in chain if each.tag in _SENTENCES), None)
    words = "" if around is None else " ".join("".join(pieces_of(around, Reading.SOURCE, {})).split())
    if len(words) > _LONGEST_QUOTE:
        words = words[: _LONGEST_QUOTE - 1] + "…"
    return Finding(
        code,
        message,
        severity,
        line=line_of(element),
        element=name_of(element),
        id=label,
        sentence=words,
    )
