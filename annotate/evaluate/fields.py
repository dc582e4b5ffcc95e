"""The fields of annotated rows, each looked at before it is believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from annotate.errors import InputError

Field = TypeVar("Field")


def text_of(data: bytes, name: str) -> str:
    """The text of annotated data, which is UTF-8 whatever it is. Raises InputError naming the byte that is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}, byte {error.start}: no UTF-8; save the file as UTF-8") from error


def parsed(place: str, line: str) -> dict[str, Any]:
    """The object that a line holds. Raises InputError when it holds none; `place` says where the line stands."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # also for numbers too long to be read
        raise InputError(f"{place}: no valid JSON: {error}; each line holds one object") from error
    if not isinstance(row, dict):
        raise InputError(f"{place}: needs an object, in curly brackets")
    return row


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object and where it stands, for messages."""

    place: str
    fields: dict[str, Any]
    prefix: str = ""

    def get(self, name: str, kind: type[Field], default: Field | None = None) -> Field:
        """The field `name`, which must be a `kind`; `default` where it is missing, if there is one."""
        value = self.fields.get(name, default)
        if value is None and name not in self.fields:
            self.refuse(name, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.refuse(name, f"must be {_NAMES[kind]}, not {json.dumps(value)[:40]}")
        return value

    def has(self, name: str) -> bool:
        """Whether something stands in the field: it is neither missing nor null."""
        return self.fields.get(name) is not None

    def row(self, name: str) -> Row:
        """The object in the field `name`."""
        return Row(self.place, self.get(name, dict), f"{self.prefix}{name}.")

    def rows(self, name: str, default: list[Any] | None = None) -> Iterator[Row]:
        """The objects in the list `name`."""
        for number, value in enumerate(self.get(name, list, default)):
            if not isinstance(value, dict):
                self.refuse(f"{name}[{number}]", "must be an object")
            yield Row(self.place, value, f"{self.prefix}{name}[{number}].")

    def refuse(self, name: str, why: str) -> NoReturn:
        """Say what is wrong with the field `name`."""
        raise InputError(f"{self.place}: {self.prefix}{name} {why}")


_NAMES: dict[type, str] = {
    str: "a string", int: "a whole number", bool: "true or false", list: "a list", dict: "an object",
}  # fmt: skip
