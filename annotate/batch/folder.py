"""The output folder: files are prepared out of sight, then moved into place together.

`.batch` in it holds the state and the files that are being prepared; it lies on the same file system as the rest, so
that moving is renaming, which either happens or does not (POSIX rename). What a killed run left there is thrown away.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from annotate.batch.state import Made
from annotate.batch.writing import cannot_write, digest_of, require_folder, sync

HIDDEN = ".batch"
STATE = "state.sqlite"
CHUNK = 1 << 20


class Folder:
    """An output folder, in use by one driver.

    Files are prepared, then moved, and only then is the state committed: a run that is killed in between leaves whole
    files that nobody has recorded, which the next run makes again, and never one that is half written.
    Whatever writes raises OutputError, naming the place, where the system does not let it.
    """

    def __init__(self, path: Path, *, durable: bool = False) -> None:
        self.path = path
        self._durable = durable
        self._ready: deque[tuple[Path, Path]] = deque()
        """Prepared files, and where they go."""
        self._count = 0
        require_folder(path)
        self._hidden = path / HIDDEN
        self._prepared = self._hidden / "prepared"
        try:
            self._hidden.mkdir(exist_ok=True)
        except OSError as error:
            raise cannot_write(self._hidden, error) from error

    @classmethod
    def is_used(cls, path: Path) -> bool:
        """Whether a folder holds the results of a batch, finished or not. Nothing is made or locked by asking."""
        return (path / HIDDEN / STATE).is_file()

    @property
    def state(self) -> Path:
        """Where the state is kept."""
        return self._hidden / STATE

    def tidy(self) -> None:
        """Throw away what a killed run left half done.

        To be called once, before the first `prepare`, by whoever holds the state.
        """
        try:
            shutil.rmtree(self._prepared, ignore_errors=True)
            self._prepared.mkdir(exist_ok=True)
        except OSError as error:
            raise cannot_write(self._prepared, error) from error

    def prepare(self, name: str, data: bytes) -> Made:
        """Write the file `name`, a path below the folder, out of sight; `move` puts it in its place."""
        return self.prepare_lines(name, (data,))

    def prepare_lines(self, name: str, lines: Iterable[bytes]) -> Made:
        """Write a file as `prepare` does, but piece by piece, so that it need not fit into memory."""
        self._count += 1
        prepared, final = self._prepared / str(self._count), self.path / name
        digest = hashlib.sha256()
        try:
            with prepared.open("wb") as file:
                for line in lines:
                    digest.update(line)
                    file.write(line)
            status = prepared.stat()
        except OSError as error:
            prepared.unlink(missing_ok=True)
            raise cannot_write(final, error) from error
        self._ready.append((prepared, final))
        return Made(name, status.st_size, status.st_mtime_ns, digest.hexdigest())

    def discard(self) -> None:
        """Throw away what was prepared and has not been moved: for what turned out not to be wanted. Never raises."""
        for prepared, _ in self._ready:
            with suppress(OSError):
                prepared.unlink()
        self._ready.clear()

    def adopt(self, path: Path, name: str) -> Made:
        """Copy a file from another folder, and move it, and all else that is prepared, into place."""
        with path.open("rb") as file:
            made = self.prepare_lines(name, iter(lambda: file.read(CHUNK), b""))
        self.move()
        return made

    def move(self) -> None:
        """Put all prepared files in their places, in the order of `prepare`; old files of those names are replaced.

        Where the folder is durable, they are on the disk itself when this returns.
        """
        try:
            for prepared, _ in self._ready if self._durable else ():
                sync(prepared)
            folders = {self.path, *(final.parent for _, final in self._ready)}
            while self._ready:
                prepared, final = self._ready[0]
                final.parent.mkdir(parents=True, exist_ok=True)
                prepared.replace(final)
                self._ready.popleft()
            for folder in folders if self._durable else ():
                sync(folder)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def holds(self, made: Made | None, *, verify: bool = False) -> bool:
        """Whether a file is still what was made: by its size and time; by its content alone where `verify` asks for it.

        False for a file that is gone or cannot be read.
        """
        if made is None:
            return False
        path = self.path / made.name
        try:
            status = path.stat()
            if verify:
                return digest_of(path) == made.sha256
        except OSError:
            return False
        return (status.st_size, status.st_mtime_ns) == (made.size, made.mtime)

    def remove(self, name: str) -> None:
        """Take a file, or a folder with all in it, away that is no longer true; nothing happens where there is none."""
        path = self.path / name
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error
