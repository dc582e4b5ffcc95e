"""The command line. A command reads its options, calls the library, prints; nothing heavy is imported here."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from annotate.cli.batch import batch
from annotate.cli.bench import bench
from annotate.cli.check import check
from annotate.cli.clean import clean
from annotate.cli.console import emit, errors_told
from annotate.cli.corpus import corpus
from annotate.cli.evaluate import evaluate
from annotate.cli.export import export
from annotate.cli.glossary import glossary
from annotate.cli.merge import merge
from annotate.cli.rules import explain, rules
from annotate.cli.schema import schema
from annotate.cli.strip import strip
from annotate.cli.tei import tei
from annotate.cli.text import text
from annotate.config import ONE_THREAD

app = typer.Typer(
    help="Clean damaged translations, tag names and Chinese terms, and write TEI editions that can be undone.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # locals hold the user's text
)
for command in (clean, tei, batch, merge, check, text, strip, export, corpus, glossary, rules, explain, schema, bench):
    app.command(no_args_is_help=command not in {rules, schema, bench})(command)
app.add_typer(evaluate)


def show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the option's value
    """Print the versions of program, rule set and model, and stop."""
    if wanted:
        with errors_told():
            from annotate.pipeline import versions

            emit("".join(f"{line}\n" for line in versions()))
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print versions and stop.")
    ] = False,
) -> None:
    """Take the options that come before a command."""


def main() -> None:
    """Run the program."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    app()
