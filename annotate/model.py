"""The values of the program. All are frozen; a stage returns a new `Document`.

Two texts exist for every document: the *source*, as it was read, and the *normalized* text, which is the
source with the applied edits made. The source is never rewritten. Every span says which of the two it measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from annotate.errors import EditError


class Layer(StrEnum):
    """Which of a document's two texts a span measures."""

    SOURCE = "source"
    NORMALIZED = "normalized"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, non-empty stretch of text, counted in Unicode code points.

    >>> Span(3, 6).of("The bear")
    ' be'
    """

    start: int
    end: int
    layer: Layer = Layer.SOURCE

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside this span, ends included."""
        return self.layer == other.layer and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.layer == other.layer and self.start < other.end and other.start < self.end

    def crosses(self, other: Span) -> bool:
        """Whether the two overlap and neither holds the other: no tree can carry both."""
        return self.overlaps(other) and not self.holds(other) and not other.holds(self)


class Certainty(StrEnum):
    """How sure an edit is, as a band of its probability."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def floor(self) -> float:
        """The least probability of the band."""
        return {Certainty.HIGH: 0.90, Certainty.MEDIUM: 0.75, Certainty.LOW: 0.50}[self]

    @classmethod
    def of(cls, probability: float) -> Certainty:
        """The band a probability falls in; everything under .75 is low."""
        return next((band for band in cls if probability >= band.floor), cls.LOW)


@dataclass(frozen=True, slots=True)
class Edit:
    """One proposed change of the source: what stands there, what should, which rule says so, how surely and why.

    Neither side is empty. A deletion or an insertion takes a neighbouring word with it, so that an editor can
    see, and an edition can mark, what stood there before and what stands there now.
    """

    span: Span
    original: str
    replacement: str
    rule: str
    probability: float
    why: str
    applied: bool = True

    def __post_init__(self) -> None:
        if not self.original or not self.replacement:
            raise EditError(f"edit {self.rule} at {self.span.start}: neither side of an edit may be empty")
        if len(self.original) != len(self.span):
            raise EditError(f"edit {self.rule} at {self.span.start}: {self.original!r} does not fill its span")
        if not 0.0 <= self.probability <= 1.0:
            raise EditError(f"edit {self.rule} at {self.span.start}: {self.probability} is no probability")

    @property
    def certainty(self) -> Certainty:
        """The band of the edit's probability."""
        return Certainty.of(self.probability)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` made, whether or not they are marked as applied.

    Raises EditError when the edits are not sorted, overlap, or name an original that does not stand in `text`.

    >>> apply_edits("1 of us", [Edit(Span(0, 1), "1", "One", "digit-for-word", 0.9, "")])
    'One of us'
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at:
            raise EditError(f"edit {edit.rule} at {edit.span.start} overlaps the edit before it, or is out of order")
        if edit.span.of(text) != edit.original:
            raise EditError(f"edit {edit.rule} at {edit.span.start}: the text does not read {edit.original!r} there")
        pieces += (text[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return "".join((*pieces, text[at:]))


class BlockKind(StrEnum):
    """What a block of the source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    VERBATIM = "verbatim"
    """Program code and other text that is not prose: never edited, never tagged."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list item; what lies between blocks is white space."""

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    """Depth of a heading, 1 to 6; 0 elsewhere."""
    language: str = "en"
    """BCP 47 tag of the block's main language."""


class EntityType(StrEnum):
    """The three types that every evaluation set of the field shares."""

    PERSON = "PER"
    ORGANIZATION = "ORG"
    PLACE = "LOC"


class Form(StrEnum):
    """How a mention's words relate to the name of its entity."""

    FULL = "full"
    SURNAME = "surname"
    GIVEN = "given"
    ALIAS = "alias"
    INFLECTED = "inflected"
    ACRONYM = "acronym"
    SCRIPT = "script"
    """The name in the other language's script."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the source that name an entity, without titles and without a possessive ending."""

    span: Span
    surface: str
    entity: str
    """`Entity.id` of the one named; an open mention, which fits several entities, names the first candidate."""
    form: Form = Form.FULL
    candidates: tuple[str, ...] = ()
    """Ids of all entities an open mention may name; empty when the mention is settled."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a name, one per document however often and however differently it is named."""

    id: str
    """ASCII, a valid XML name, unique in the document, made from the canonical name: `per.lei-jun`."""
    type: EntityType
    canonical: str
    aliases: tuple[str, ...] = ()
    why: str = ""
    """Which votes and patterns settled type and grouping, in words."""
    chinese: str | None = None
    """The name in Han characters, where the text or a gazetteer gives it."""


class Relation(StrEnum):
    """What a term's partner is to it."""

    ROMANIZATION = "romanization"
    TRANSLATION = "translation"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Partner:
    """The words of the same sentence that stand for a Chinese term in Latin script."""

    span: Span
    surface: str
    relation: Relation
    certain: bool = True
    """False when only the layout joins them and the readings differ."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A run of Han characters: its script, reading and senses, and its partner in the sentence."""

    span: Span
    surface: str
    script: str
    """`zh-Hans`, `zh-Hant`, or `zh` when nothing in the text tells."""
    pinyin: str
    gloss: str
    """The sense that fits best; of a term that no dictionary knows, what the text says it means, or nothing."""
    senses: tuple[str, ...] = ()
    """Those of the dictionary; what the user's glossary gives is the gloss alone."""
    partner: Partner | None = None
    entity: str | None = None
    """`Entity.id` when the term is a name."""
    note: str = ""
    """What the user's glossary says of it, besides the gloss."""


class QuantityKind(StrEnum):
    """What an expression of time or amount is."""

    DATE = "date"
    MEASURE = "measure"
    NUMBER = "num"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A date, an amount or a number in the text, with what it comes to."""

    span: Span
    surface: str
    kind: QuantityKind
    value: str
    """ISO 8601 of a date (`2026-01-06`, `2026-01`, `--01-06`), else a plain decimal; empty when nothing tells it."""
    unit: str | None = None
    """Of a measure: an ISO 4217 code, `%`, or the symbol of the unit."""
    why: str = ""
    """How a date was computed that the text does not give in full."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of punctuation, as a tagger analyses it."""

    span: Span
    """Measures the normalized text."""
    lemma: str = ""
    """The form that dictionaries list; empty when nobody said."""
    pos: str = "X"
    """Universal part-of-speech tag (UPOS)."""
    features: str = ""
    """Morphological features as Universal Dependencies writes them, `Number=Sing|Person=3`; empty without any."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a text besides its words. Nothing is invented: what nobody said stays None."""

    title: str | None = None
    title_zh: str | None = None
    author: str | None = None
    date: str | None = None
    """Date of the text, ISO 8601."""
    language: str = "en"
    publisher: str | None = None
    """Who published the text."""
    licence: str | None = None
    licence_url: str | None = None
    url: str | None = None
    origin: str | None = None
    topic: str | None = None
    translator: str | None = None
    """Who, or which engine, translated the text."""
    editor: str | None = None
    """Who answers for the edition, besides the program."""
    edition_publisher: str | None = None
    """Who publishes the edition."""
    edition_date: str | None = None
    """Date of the edition, ISO 8601: given by its maker, never taken from a clock."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the source came from and how it was read."""

    sha256: str
    """Of the bytes that were read (of the UTF-8 form when the text came as a string)."""
    encoding: str = "utf-8"
    """Python codec name that turns the source back into those bytes; UTF-16 and UTF-32 in one of two byte orders."""


@dataclass(frozen=True, slots=True)
class Damage:
    """How damaged the text is by a synonym spinner."""

    probability: float
    """That the document is spun at all."""
    evidence: tuple[str, ...] = ()
    """The forms that speak for it most, strongest first."""


class Fault(StrEnum):
    """What a rule finds, which decides how an edition marks it."""

    ERROR = "error"
    """Wrong wording: `choice/sic + corr`."""
    VARIANT = "variant"
    """Understandable but irregular wording: `choice/orig + reg`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What an edition and a reader need to know of a rule; the detectors live in `annotate.normalize`."""

    name: str
    """Kebab case, names the fault and not the cure: `word-spun`. Stable, never used again for something else."""
    summary: str
    """One sentence: what the rule finds."""
    reason: str
    """Why translation engines and spinners do that."""
    fault: Fault = Fault.ERROR
    examples: tuple[tuple[str, str], ...] = ()
    """Pairs of text before and after; where the two are equal the text must stay."""


@dataclass(frozen=True, slots=True)
class Software:
    """What made an edition; enough to make it again."""

    version: str
    rule_set: str
    """Version and fingerprint of the rules and tables."""
    models: tuple[str, ...] = ()
    """Name and version of each statistical model."""
    settings: tuple[str, ...] = ()
    """What the user chose, in words; files by their names and fingerprints."""
    credits: tuple[str, ...] = ()
    """What the dictionaries quoted in an edition ask to be said of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and everything found in it. All spans measure the source.

    `edits` are sorted and never overlap, applied ones and suggestions together.
    """

    source: str
    id: str = "document"
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    syntax: tuple[Span, ...] = ()
    """Characters that are mark-up of the input format, such as the `#` before a heading."""
    protected: tuple[Span, ...] = ()
    """Stretches no rule may change: inline code, addresses, file names."""
    edits: tuple[Edit, ...] = ()
    damage: Damage | None = None
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    terms: tuple[Term, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    """Dates, amounts and numbers, sorted, apart from each other and from mentions and terms."""
    metadata: Metadata = field(default_factory=Metadata)
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        require_ordered(self.edits)

    @property
    def applied(self) -> tuple[Edit, ...]:
        """The edits that are made in the normalized text."""
        return tuple(edit for edit in self.edits if edit.applied)

    @property
    def suggestions(self) -> tuple[Edit, ...]:
        """The edits that are only offered."""
        return tuple(edit for edit in self.edits if not edit.applied)

    @property
    def normalized(self) -> str:
        """The source with the applied edits made."""
        return apply_edits(self.source, self.applied)


def require_ordered(edits: Sequence[Edit]) -> None:
    """Raise EditError unless `edits` are sorted by start and never overlap."""
    for before, after in pairwise(edits):
        if after.span.start < before.span.end:
            raise EditError(
                f"edits {before.rule} at {before.span.start} and {after.rule} at {after.span.start}"
                " overlap, or are out of order"
            )
