"""UIMA CAS XMI, as INCEpTION and DKPro read it: a zip of the document and its type system, on the text as read.

Names and sentences have the types of DKPro Core; edits and terms have types of their own. Offsets in the file are in
UTF-16 units, as UIMA counts; dkpro-cassis converts them. A character that XML forbids becomes U+FFFD.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from annotate.data.load import LONG_AGO
from annotate.errors import ConfigurationError
from annotate.model import Document, Span, Token

if TYPE_CHECKING:
    from cassis import Cas

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
SENTENCE = f"{_DKPRO}.segmentation.type.Sentence"
NAME = f"{_DKPRO}.ner.type.NamedEntity"
EDIT, TERM = "annotate.type.Edit", "annotate.type.Term"
TYPES = {
    SENTENCE: ("id",),
    NAME: ("value", "identifier"),
    EDIT: ("replacement", "rule", "probability", "applied", "why"),
    TERM: ("script", "pinyin", "gloss"),
}
"""The features of each type; all are strings."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_xmi(document: Document, _: Sequence[Token] = ()) -> bytes:
    """The zip. Raises ConfigurationError without dkpro-cassis, the extra `exports`."""
    cas = _cas(document)
    types: Any = cas.typesystem
    files = {f"{document.id.replace('/', '-')}.xmi": cas.to_xmi(), "TypeSystem.xml": types.to_xml()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data)
    return out.getvalue()


def _cas(document: Document) -> Cas:
    try:
        from cassis import Cas, TypeSystem
    except ImportError as error:
        raise ConfigurationError("XMI needs dkpro-cassis: pip install 'annotate-tei[exports]'") from error
    types = TypeSystem()
    for name, features in TYPES.items():
        made = types.create_type(name=name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(domainType=made, name=feature, rangeType="uima.cas.String")
    cas = Cas(typesystem=types)
    cas.sofa_string = _FORBIDDEN.sub("\ufffd", document.source)
    cas.sofa_mime = "text/plain"

    def add(kind: str, span: Span, **features: str) -> None:
        clean = {name: _FORBIDDEN.sub("\ufffd", value) for name, value in features.items()}
        cas.add(types.get_type(kind)(begin=span.start, end=span.end, **clean))

    entities = {entity.id: entity for entity in document.entities}
    for at, sentence in enumerate(document.sentences, 1):
        add(SENTENCE, sentence, id=f"s{at}")
    for mention in document.mentions:
        add(NAME, mention.span, value=entities[mention.entity].type.value, identifier=mention.entity)
    for edit in document.edits:
        told = {"probability": str(edit.probability), "applied": str(edit.applied).lower(), "why": edit.why}
        add(EDIT, edit.span, replacement=edit.replacement, rule=edit.rule, **told)
    for term in document.terms:
        add(TERM, term.span, script=term.script, pinyin=term.pinyin, gloss=term.gloss)
    return cas
