"""Documents for hypothesis: hostile text, and findings that meet in every possible way.

Import what you need; `documents()` is the widest.
"""

from __future__ import annotations

import hashlib
import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotate.model import (
    Block,
    BlockKind,
    Damage,
    Document,
    Edit,
    Entity,
    EntityType,
    Fault,
    Form,
    Layer,
    Mention,
    Metadata,
    Partner,
    Provenance,
    Quantity,
    QuantityKind,
    Relation,
    Rule,
    Software,
    Span,
    Term,
    Token,
)

RULES = {
    rule.name: rule
    for rule in (
        Rule("word-spun", "A word stands for another.", "Spinners swap words."),
        Rule("numeral-digit", "A digit stands for a word.", "Engines copy digits.", Fault.VARIANT),
        Rule("space-doubled", "Two spaces stand for one.", "Texts are pasted.", Fault.VARIANT),
    )
}
SOFTWARE = Software("0.1.0", "rules 1", ("en_core_web_sm 3.8.0",), ("changes are made from medium certainty on",))

ENTITIES = (
    Entity("per.lei-jun", EntityType.PERSON, "Lei Jun", ("Mr Lei",), "A title stands before it.", "雷军"),
    Entity("org.xiaomi", EntityType.ORGANIZATION, "Xiaomi", (), "Two votes & a list.", "小米"),
    Entity("loc.nanning", EntityType.PLACE, "南宁"),
)

HOSTILE = (
    "&", "<", ">", "]]>", "&amp;", "<!--", "<?x?>", '"', "'", "\0", "\x0b", "\x0c",
    "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\uffff", "\ufeff", "\u200b", "\u202e",
    "\u2066", "\u00a0", "\u3000", "\r", "\r\n", "\n", "\n\n", "\t", " ", "  ",
    "e\u0301", "\u0301", "𠮷", "😀", "👩\u200d🚀", "\U0010ffff", "米粉", "雷军", "…", "—", "。",
    "# ", "* ",
)  # fmt: skip
WORDS = ("Xiaomi", "Lei Jun", "the", "1 of", "bears", "sang.", "Why?", "“so”", "A", "é")

_surrogates_apart = st.characters(exclude_categories=["Cs"])


@st.composite
def texts(draw: st.DrawFn, *, longest: int = 24) -> str:
    """Text made of words, hostile pieces and any character at all; not empty."""
    pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), _surrogates_apart)
    return "".join(draw(st.lists(pieces, min_size=1, max_size=longest)))


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """A span of a text that is `length` code points long."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, min(length, start + 12))))


@st.composite
def spans_apart(draw: st.DrawFn, length: int, most: int = 5) -> list[Span]:
    """Sorted spans that share no character; some touch."""
    kept: list[Span] = []
    for span in sorted(draw(st.lists(spans(length), max_size=most))):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


@st.composite
def edits(draw: st.DrawFn, source: str) -> tuple[Edit, ...]:
    """Edits of `source`, applied ones and suggestions."""
    rules = st.sampled_from((*RULES, "word-spun space-doubled"))
    return tuple(
        Edit(
            span,
            span.of(source),
            draw(texts(longest=3)),
            draw(rules),
            draw(st.floats(0, 1)),
            draw(st.sampled_from(("", "Two words & a reason <so>.", "\x0c"))),
            applied=draw(st.booleans()),
        )
        for span in draw(spans_apart(len(source)))
        if span.of(source)
    )


@st.composite
def mentions(draw: st.DrawFn, source: str) -> Mention:
    """A name anywhere in `source`; a third of them fit two entities."""
    span = draw(spans(len(source)))
    named = [entity.id for entity in draw(st.permutations(ENTITIES))]
    candidates = draw(st.sampled_from(((), (), tuple(named[:2]))))
    return Mention(span, span.of(source), named[0], draw(st.sampled_from(Form)), candidates)


@st.composite
def terms(draw: st.DrawFn, source: str) -> Term:
    """A term anywhere in `source`, most with words anywhere that stand for it."""
    span = draw(spans(len(source)))
    other = draw(spans(len(source)))
    partner = Partner(
        other,
        other.of(source),
        draw(st.sampled_from(Relation)),
        certain=draw(st.booleans()),
        note=draw(st.sampled_from(("", "The readings differ."))),
    )
    gloss = draw(st.sampled_from(("", "rice noodles")))
    return Term(
        span,
        span.of(source),
        draw(st.sampled_from(("zh-Hans", "zh-Hant", "zh"))),
        draw(st.sampled_from(("", "mǐfěn"))),
        gloss,
        draw(st.sampled_from(((), ("rice noodles", "fans")))) if gloss else (),
        draw(st.sampled_from((None, partner, partner))),
        draw(st.sampled_from((None, "org.xiaomi"))),
        draw(st.sampled_from(("", "A pun on a food."))),
    )


QUANTITIES = (
    (QuantityKind.DATE, "2031-03-04", None),
    (QuantityKind.DATE, "", None),
    (QuantityKind.MEASURE, "12.5", "km"),
    (QuantityKind.NUMBER, "1200", None),
)


@st.composite
def quantities(draw: st.DrawFn, source: str) -> tuple[Quantity, ...]:
    """Dates, amounts and numbers of `source`, apart from each other."""
    return tuple(
        Quantity(span, span.of(source), *draw(st.sampled_from(QUANTITIES)), draw(st.sampled_from(("", "As said."))))
        for span in draw(spans_apart(len(source), most=3))
    )


def simple_tokens(normalized: str) -> tuple[Token, ...]:
    """Tokens of a text: runs of letters and digits, and every other mark by itself."""
    return tuple(
        Token(Span(match.start(), match.end(), Layer.NORMALIZED), match.group().lower(), "X" if match[1] else "PUNCT")
        for match in re.finditer(r"(\w+)|[^\w\s]", normalized)
    )


@st.composite
def metadata(draw: st.DrawFn) -> Metadata:
    """Metadata, some of it hostile."""
    maybe = st.one_of(st.none(), texts(longest=3))
    return Metadata(
        title=draw(maybe),
        title_zh=draw(st.sampled_from((None, "米粉"))),
        author=draw(maybe),
        date=draw(st.sampled_from((None, "2031-03-04", "2031", "last spring"))),
        language=draw(st.sampled_from(("en", "en", "zh-Hans", "de-CH"))),
        publisher=draw(maybe),
        licence=draw(maybe),
        licence_url=draw(st.sampled_from((None, "https://example.org/by", "no address"))),
        url=draw(st.sampled_from((None, "https://example.org/a?b=c&d", "C:\\my file"))),
        topic=draw(maybe),
        translator=draw(maybe),
        editor=draw(maybe),
        edition_publisher=draw(maybe),
        edition_date=draw(st.sampled_from((None, "2031-03-05", "soon"))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with at least one visible character and everything else as bad as it gets."""
    source = draw(texts()) + "x" + draw(texts())
    blocks = tuple(
        Block(
            span,
            draw(st.sampled_from(BlockKind)),
            draw(st.integers(0, 6)),
            draw(st.sampled_from(("en", "zh-Hant"))),
        )
        for span in draw(spans_apart(len(source)))
    )
    return Document(
        source,
        draw(st.sampled_from(("seed", "a.b c", "米粉", "2031"))),
        blocks,
        tuple(draw(spans_apart(len(source)))),
        tuple(draw(spans_apart(len(source), most=3))),
        tuple(draw(st.lists(spans(len(source)), max_size=2))),
        draw(edits(source)),
        draw(st.sampled_from((None, Damage(0.9374, ("publically", "<&\x00")), Damage(0.0)))),
        tuple(draw(st.lists(mentions(source), max_size=4))),
        ENTITIES,
        tuple(draw(st.lists(terms(source), max_size=3))),
        draw(quantities(source)),
        draw(metadata()),
        draw(st.sampled_from((None, Provenance(hashlib.sha256(source.encode()).hexdigest(), "utf-8")))),
    )


def hostile_documents(count: int) -> list[Document]:
    """The same documents every time."""
    seen: list[Document] = []

    @settings(max_examples=count, derandomize=True, database=None, phases=[Phase.generate])
    @given(documents())
    def collect(document: Document) -> None:
        seen.append(document)

    collect()
    return seen
