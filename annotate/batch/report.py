"""What became of a batch: `report.html`, a page that needs no script, for people; `report.jsonl` for programs."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]

from annotate.batch.folder import Folder
from annotate.batch.outcome import Outcome, Summary

JSONL = "report.jsonl"
HTML = "report.html"
MOST_NAMES = 100_000
"""Entities counted at a time; in a batch with more, those met least are dropped now and then."""
SHOWN_NAMES = 50
SHOWN_DOCUMENTS = 200
SHOWN_FAILURES = 1_000
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: .5rem 0 2rem; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
meter { width: 8rem; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1b; color: #ddd; } th, td { border-color: #444; }
  a { color: #8bf; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_E: Any = ElementMaker()
Node: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it


@dataclass(slots=True)
class _Findings:
    """What the page shows, gathered in one pass over outcomes without end."""

    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    damaged: list[tuple[float, int, Outcome]] = field(default_factory=list)
    """A heap of the most damaged documents."""
    failed: list[Outcome] = field(default_factory=list)
    documents: int = 0

    def add(self, outcome: Outcome) -> None:
        self.documents += 1
        if outcome.failed:
            if len(self.failed) < SHOWN_FAILURES:
                self.failed.append(outcome)
            return
        for kind, name, mentions in outcome.names:
            self.names[kind, name] += mentions
        if len(self.names) > MOST_NAMES:
            self.names = Counter(dict(self.names.most_common(MOST_NAMES // 2)))
        entry = (outcome.damage or 0.0, -self.documents, outcome)
        (heapq.heappush if len(self.damaged) < SHOWN_DOCUMENTS else heapq.heappushpop)(self.damaged, entry)


def write_reports(folder: Folder, lines: Callable[[], Iterable[str]], summary: Summary) -> None:
    """Write both reports. `lines` gives all outcomes, in order, each time it is called."""
    findings = _Findings()
    for line in lines():
        findings.add(Outcome.from_line(line))
    folder.prepare_lines(JSONL, (line.encode() for line in lines()))
    folder.prepare(HTML, to_html(summary, findings))
    folder.move()


def to_html(summary: Summary, findings: _Findings) -> bytes:
    """The page. It is built from nodes, so that no text of a document can become mark-up."""
    page = _E.html(
        _E.head(
            _E.meta(charset="utf-8"),
            _E.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
            _E.meta(name="viewport", content="width=device-width"),
            _E.title("Batch report"),
            _E.style(STYLE),
        ),
        _E.body(
            _E.h1("Batch report"),
            *_totals(summary),
            *_failures(findings.failed, summary.failed),
            *_table("Edits by rule", ("Rule", "Edits made"), _ranked(summary.rules)),
            *_table("Most frequent entities", ("Name", "Type", "Mentions"), _names(findings.names)),
            *_damage(findings.damaged),
        ),
        lang="en",
    )
    written: bytes = etree.tostring(page, method="html", encoding="utf-8", doctype="<!doctype html>", pretty_print=True)
    return written


def _totals(summary: Summary) -> Iterator[Node]:
    rows = (
        ("Documents made", summary.done),
        ("Documents failed", summary.failed),
        ("Words", summary.words),
        ("Edits made", summary.applied),
        ("Edits suggested", summary.suggested),
        ("Entities", summary.entities),
        ("Chinese terms", summary.terms),
    )
    yield from _table("All documents", ("", "Number"), rows)


def _failures(shown: list[Outcome], total: int) -> Iterator[Node]:
    rows = [(each.source, each.status.value, each.stage or "", each.error or "") for each in shown]
    more = f" (the first {len(shown)} of {total})" if total > len(shown) else ""
    yield from _table(f"Failures{more}", ("Document", "What", "Stage", "Why"), rows)


def _names(names: Counter[tuple[str, str]]) -> Iterator[tuple[str, str, int]]:
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    return ((name, TYPES.get(kind, kind), count) for (kind, name), count in ranked[:SHOWN_NAMES])


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _damage(entries: list[tuple[float, int, Outcome]]) -> Iterator[Node]:
    ranked = sorted(entries, key=lambda entry: (-entry[0], -entry[1]))
    rows = [
        (
            _E.a(_clean(outcome.id), href=outcome.output) if outcome.output else outcome.id,
            outcome.words,
            outcome.applied,
            _E.meter(f"{damage:.2f}", value=f"{damage:.3f}", min="0", max="1"),
            f"{damage:.2f}",
        )
        for damage, _, outcome in ranked
    ]
    yield from _table(
        "Damage of each document, the most damaged first", ("Document", "Words", "Edits made", "", "Spun"), rows
    )


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str | int | Node, ...]]) -> Iterator[Node]:
    """A heading and a table under it; nothing when there is no row."""
    body = [_E.tr(*map(_cell, row)) for row in rows]
    if body:
        yield _E.h2(title)
        yield _E.table(_E.thead(_E.tr(*(_E.th(head) for head in heads))), _E.tbody(*body))


def _cell(value: str | int | Node) -> Node:
    if isinstance(value, int):
        cell: Node = _E.td({"class": "number"}, f"{value:,}")
    else:
        cell = _E.td(_clean(value) if isinstance(value, str) else value)
    return cell


def _clean(text: str) -> str:
    """Text without the characters that no mark-up may hold."""
    return "".join(each if each in "\n\t" or each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
