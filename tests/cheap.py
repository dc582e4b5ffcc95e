"""A worker that loads nothing and misbehaves when a text tells it to: for tests of everything around it."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotate.batch.work import Job, Product, Tell
from annotate.errors import ConfigurationError, InputError


@dataclass(frozen=True)
class Cheap:
    formats: int
    versions: Mapping[str, str]

    def __call__(self, job: Job, tell: Tell) -> Product:
        text = job.data.decode()
        tell("read")
        misbehave(text)
        tell("write")
        made = tuple(f"{number} {job.id}: {text.upper()}\n".encode() for number in range(self.formats))
        return Product(made, {"words": len(text.split()), "applied": 1, "rules": {"upper-case": 1}})


def misbehave(text: str) -> None:
    """Do what the first word of a text tells."""
    word, _, rest = text.partition(" ")
    {
        "die": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "die-parent": die_with_parent,
        "die-once": lambda: die_once(Path(rest)),
        "hang": lambda: time.sleep(600),
        "slow": lambda: time.sleep(0.05),
        "grow": lambda: [bytes(1 << 20) for _ in range(100_000)],
        "swell": swell,
        "raise": lambda: raising(ZeroDivisionError("by zero")),
        "refuse": lambda: raising(InputError("this text is refused")),
        "unconfigured": lambda: raising(ConfigurationError("a model is gone")),
    }.get(word, lambda: None)()


def raising(error: Exception) -> None:
    raise error


def die_with_parent() -> None:
    if os.getppid() == int(sys.argv[-1]):  # never whoever takes over the orphans
        os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def die_once(memory: Path) -> None:
    if not memory.exists():
        memory.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def swell() -> None:
    grown = [bytearray(os.urandom(1 << 16)) * 16 for _ in range(300)]
    time.sleep(60)
    raise AssertionError(len(grown))


def make(settings: str) -> Cheap:
    """A worker; `{"broken": true}` makes none, `{"stillborn": true}` ends the process."""
    told = json.loads(settings)
    if told.get("broken"):
        raise ConfigurationError("no such model")
    if told.get("stillborn"):
        os._exit(3)
    return Cheap(told.get("formats", 1), {"code": told.get("code", "1")})
