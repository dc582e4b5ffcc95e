"""Sizes and times as people write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from annotate.cli.console import usage_error

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", re.IGNORECASE)
_AGO = re.compile(r"(\d{1,4})([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}


def read_size(text: str, option: str = "--memory") -> int:
    """Bytes. Ends the program, naming the option, where the text is no size.

    >>> read_size("512M"), read_size("1.5 GB")
    (536870912, 1610612736)
    """
    found = _SIZE.fullmatch(text.strip())
    if not found or not float(found[1]):
        usage_error(f"{option} {text}: no size; write 512M or 4G")
    return int(float(found[1]) * 1024 ** " KMGT".index(found[2].upper() or " "))


def read_time(text: str | None, option: str = "--since") -> datetime | None:
    """A date, a time, or so many hours, days or weeks ago; local time where no zone is told.

    Ends the program, naming the option, where the text is no time.

    >>> read_time("2026-11-01T12:00Z").isoformat()
    '2026-11-01T12:00:00+00:00'
    """
    if text is None:
        return None
    if found := _AGO.fullmatch(text.strip()):
        return datetime.now(tz=UTC) - timedelta(hours=int(found[1]) * _HOURS[found[2]])
    try:
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except ValueError:
        usage_error(f"{option} {text}: no time; write 2026-11-01, 2026-11-01T12:00, or 12h, 3d, 2w for so long ago")
