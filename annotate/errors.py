"""The exceptions of the project, one tree.

AnnotateError
├── InputError          a document cannot be read: file, place, remedy
├── EditError           edits that overlap, lie outside the text, or do not fit it
├── EditionError        an edition cannot be written, or is not one this project understands
└── ConfigurationError  a model, a table or an option is missing or wrong
    ├── OutputError     an output folder cannot be used: full, read-only, in use, broken, or made by other versions
    └── EngineError     the processes that should make documents cannot work

A fault in the user's material is one of these. A bug is not: it stays uncaught.
"""

from __future__ import annotations


class AnnotateError(Exception):
    """Root of every error this package raises on purpose."""


class InputError(AnnotateError):
    """A document cannot be read.

    The message names the file, the place in it (line or byte) and what to do next.
    """


class EditError(AnnotateError):
    """Edits contradict each other or the text they claim to change."""


class EditionError(AnnotateError):
    """An edition cannot be written or read back."""


class ConfigurationError(AnnotateError):
    """A model, a table or an option is missing or unusable."""


class OutputError(ConfigurationError):
    """An output folder cannot be used. What is in it stays as it is."""


class EngineError(ConfigurationError):
    """The processes that should make documents cannot be started, or are gone."""
