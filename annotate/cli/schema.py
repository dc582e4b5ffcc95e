"""`annotate schema`: where the schema of the editions is, a copy of it, or the schema made anew from its source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotate.cli.console import emit, errors_told, say, usage_error


def schema(
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Folder to copy the schema to, or to write it to when it is built."),
    ] = None,
    stylesheets: Annotated[
        Path | None,
        typer.Option(help="Build it: folder of the TEI Stylesheets.", show_default=False),
    ] = None,
    p5subset: Annotated[
        Path | None,
        typer.Option(help="Build it: the p5subset.xml of a TEI release.", show_default=False),
    ] = None,
) -> None:
    """Print where the ODD, RELAX NG and Schematron of the editions are; copy them; or build them from the ODD."""
    from annotate.batch.writing import require_folder, write_whole
    from annotate.readers.raw import read_bytes
    from annotate.tei.schema import SCHEMAS, schema_path

    if (stylesheets is None) != (p5subset is None):
        usage_error("building needs both --stylesheets and --p5subset")
    with errors_told():
        files = {name: schema_path(name) for name in SCHEMAS if stylesheets is None or name == "annotate.odd"}
        contents = {name: read_bytes(path) for name, path in files.items()}
        if stylesheets is not None and p5subset is not None:
            from annotate.tei.schema_build import build_schemas

            built = build_schemas(files["annotate.odd"], stylesheets, p5subset)
            output = output or files["annotate.odd"].parent
            contents = {"annotate.rng": built.rng, "annotate.sch": built.sch}
        if output is None:
            emit("".join(f"{path}\n" for path in files.values()))
            return
        require_folder(output)
        for name, data in contents.items():
            write_whole(output / name, data)
            say(f"{output / name}: written")
