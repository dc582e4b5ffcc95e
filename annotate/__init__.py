"""Clean damaged translations, tag names and Chinese terms, and write TEI editions that can be undone."""

from annotate.api import annotate, clean, edition, process
from annotate.config import Config
from annotate.errors import AnnotateError, ConfigurationError, EditError, EditionError, InputError
from annotate.model import Certainty, Document, Edit, Entity, Mention, Span, Term

__all__ = [
    "AnnotateError",
    "Certainty",
    "Config",
    "ConfigurationError",
    "Document",
    "Edit",
    "EditError",
    "EditionError",
    "Entity",
    "InputError",
    "Mention",
    "Span",
    "Term",
    "annotate",
    "clean",
    "edition",
    "process",
]
