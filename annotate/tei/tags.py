"""The tags and the text of an XML file with their places in its bytes.

Expat reads the file and says where each event begins; it expands no entity and opens no other file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pyexpat import ExpatError
from xml.parsers import expat

from annotate.errors import EditionError
from annotate.tei.document import fault_of
from annotate.tei.elements import TEI

TOKENS = frozenset("w pc c m".split())
"""Elements that hold one word: its analysis is somebody else's, and a name stands around it."""


@dataclass(slots=True)
class Tag:
    """An element with the places of its tags."""

    name: str
    """Its local name, after the namespace in braces where that is not TEI's."""
    prefix: str
    attributes: dict[str, str]
    namespaces: dict[str, str]
    """Those declared here and around, by their prefixes."""
    start: int
    content: int = 0
    """Where its start tag ends."""
    closing: int = 0
    """Where its end tag begins."""
    end: int = 0
    parent: Tag | None = None

    def within(self, names: frozenset[str]) -> bool:
        """Whether the element, or one around it, has one of these names."""
        return any(each.name in names for each in self.chain())

    def holds(self, other: Tag) -> bool:
        """Whether `other` is this element or stands in it."""
        return any(each is self for each in other.chain())

    @property
    def around_tokens(self) -> Tag:
        """The nearest element that stands in no token."""
        outermost = next((each for each in reversed([*self.chain()]) if each.name in TOKENS), None)
        return self if outermost is None else outermost.parent or outermost

    def chain(self) -> Iterator[Tag]:
        """The element and all around it, the nearest first."""
        tag: Tag | None = self
        while tag is not None:
            yield tag
            tag = tag.parent


class Scanner:
    """What expat tells, gathered."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        self.tags: list[Tag] = []
        self.runs: list[tuple[int, str, Tag | None, bool]] = []
        """Text with its place, the element around it, and whether it lies in CDATA."""
        self.ends: list[int] = []
        self._open: list[Tag] = []
        self._cdata = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.ordered_attributes = False
        handlers: dict[str, Callable[..., None]] = {
            "StartElementHandler": self._start,
            "EndElementHandler": self._end,
            "CharacterDataHandler": self._text,
            "StartCdataSectionHandler": self._start_cdata,
            "EndCdataSectionHandler": self._end_cdata,
            "CommentHandler": self._other,
            "ProcessingInstructionHandler": self._other,
            "DefaultHandler": self._other,  # its being there keeps entities from being expanded
        }
        for handler, function in handlers.items():
            setattr(self._parser, handler, function)

    def scan(self) -> None:
        """Read the whole file."""
        try:
            self.data.decode("utf-8")
            self._parser.Parse(self.data, True)  # noqa: FBT003 - expat's word for "this is all"
        except UnicodeDecodeError as error:
            raise EditionError(f"{self.name}: byte {error.start} is no UTF-8; save the file as UTF-8 first") from error
        except ExpatError as error:
            raise EditionError(f"{self.name}:{error.lineno}: {fault_of(self.data, str(error))}") from error

    def _here(self) -> int:
        at = self._parser.CurrentByteIndex
        self.ends.append(at)
        return at

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        at, around = self._here(), self._open[-1] if self._open else None
        namespaces = around.namespaces if around else {}
        declared = {key.partition(":")[2]: uri for key, uri in attributes.items() if key.partition(":")[0] == "xmlns"}
        namespaces = {**namespaces, **declared} if declared else namespaces
        namespace = namespaces.get(prefix, "")
        known = local if namespace == TEI else f"{{{namespace}}}{local}"
        tag = Tag(known, f"{prefix}:" if prefix else "", attributes, namespaces, at, parent=around)
        tag.content = self._tag_end(at)
        self.tags.append(tag)
        self._open.append(tag)

    def _tag_end(self, at: int) -> int:
        """The place after the `>` that ends the tag at `at`; one in an attribute's value does not."""
        quote = 0
        for place in range(at, len(self.data)):
            byte = self.data[place]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == ord(">"):
                return place + 1
        return len(self.data)

    def _end(self, _: str) -> None:
        tag, at = self._open.pop(), self._here()
        tag.closing = tag.end = tag.content
        if not self.data[tag.start : tag.content].endswith(b"/>"):
            tag.closing, tag.end = at, self._tag_end(at)

    def _text(self, words: str) -> None:
        self.runs.append((self._here(), words, self._open[-1] if self._open else None, self._cdata))

    def _start_cdata(self) -> None:
        self._here()
        self._cdata = True

    def _end_cdata(self) -> None:
        self._here()
        self._cdata = False

    def _other(self, *_: str) -> None:
        self._here()


def tags_of(data: bytes, name: str) -> list[Tag]:
    """Every element of a file, in order."""
    scanner = Scanner(data, name)
    scanner.scan()
    return scanner.tags
