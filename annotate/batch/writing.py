"""Files appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from annotate.errors import ConfigurationError, OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name and move it into place. Raises OutputError naming the place."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def require_folder(path: Path) -> None:
    """Make the folder `path` and see that it can be written to. Raises ConfigurationError when it cannot."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise ConfigurationError(
            f"{path}: cannot be used as output folder: {error.strerror}; choose another with -o"
        ) from error


def sync(path: Path) -> None:
    """Have a file, or the entries of a folder, on the disk itself: they outlive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The error for a file that cannot be written."""
    remedy = "; make room, then start again" if error.errno == 28 else ""  # ENOSPC
    return OutputError(f"{path}: cannot be written: {error.strerror}{remedy}")


def _umask() -> int:
    """The permissions that new files must not have; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
