"""Where the files of documents go: to stdout, into one file, or each into a file of its own in a folder."""

from __future__ import annotations

from pathlib import Path

from annotate.cli.console import emit, usage_error


class Destination:
    """The place that `-o` names. Nothing in it is written twice: no document replaces the one before it."""

    def __init__(self, output: Path | None, *, several: bool, joins: bool = False) -> None:
        """`several` says whether more than one file was given, `joins` whether stdout may take one after the other.

        Raises ConfigurationError when the folder cannot be used.
        """
        from annotate.batch.writing import require_folder

        if output is None and several and not joins:
            usage_error("several documents need a folder: name one with -o DIR")
        is_folder = output is not None and (several or output.is_dir() or not output.suffix)
        self._output = output
        self._folder = output if is_folder else None
        self._taken: set[Path | None] = set()
        self._joins = joins
        if self._folder:
            require_folder(self._folder)

    def place_of(self, document_id: str, suffix: str) -> Path | None:
        """The file for a document; None for stdout. Asked before it is made, so that no work is done in vain."""
        from annotate.tei import stem_of

        path = self._folder / f"{stem_of(document_id)}{suffix}" if self._folder else self._output
        if path in self._taken and not (path is None and self._joins):
            usage_error(
                f"a second document would go to {path or 'stdout'}: name a folder with -o, or use `annotate batch`,"
                " which gives each document a name of its own"
            )
        self._taken.add(path)
        return path


def deliver(data: bytes, path: Path | None) -> None:
    """Write a file whole, or to stdout. Raises OutputError naming the place."""
    from annotate.batch.writing import write_whole

    if path is None:
        emit(data)
    else:
        write_whole(path, data)
