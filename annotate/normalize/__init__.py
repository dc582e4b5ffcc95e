"""The normalizing stage: find what is damaged, decide what it was, say how sure that is and why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from annotate.model import Block, BlockKind, Certainty, Damage, Document, Edit, Span
from annotate.normalize.decide import judge
from annotate.normalize.evidence import gather
from annotate.normalize.mended import with_further
from annotate.normalize.proposal import Proposal, Words, corroborated, in_profiles
from annotate.normalize.resources import Resources, load_resources, rule_set_fingerprint
from annotate.normalize.rules.registry import DETECTORS, RULES, rules_by_name
from annotate.normalize.second_judge import SecondOpinion
from annotate.normalize.spin import Traces, damage_of, passages
from annotate.normalize.tokens import Token, tokenize
from annotate.offsets import as_normalized
from annotate.overlap import likeliest_first, merged

__all__ = ["RULES", "Resources", "load_resources", "normalize", "rule_set_fingerprint", "rules_by_name"]

LONG = 400
"""Words from which a text is long enough to tell whether it is spun."""
UNTOUCHABLE = re.compile(
    r"""
    (?:https?://|www\.)\S+                  # web addresses
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+  # mail addresses; RFC 5321 has the limit
    | (?<!\w)[@\#]\w+                       # handles and tags
    | (?<![\w-])[\w-]{1,100}(?:\.[\w-]{1,100}){0,20}  # hosts, file names
      \.(?:com|net|org|cn|pl|txt|md|pdf|json|xml|py)\b
    """,
    re.VERBOSE,
)


def normalize(
    document: Document,
    *,
    resources: Resources,
    least: Certainty = Certainty.MEDIUM,
    second: SecondOpinion | None = None,
) -> Document:
    """The document with its edits and its damage. Edits of at least the certainty `least` are applied.

    Edits less likely right than wrong are not offered at all. Only English blocks are looked at. A second judge, if
    there is one, is heard on the words that the first is unsure of.
    """
    sentences = list(_sentences(document))
    judged: list[Proposal] = []
    traces: list[Traces] = []
    for passage in passages(sentences, len):
        evidence = gather(passage, resources.finder, resources.damage)
        judged += judge(document.source, passage, evidence, resources, second)
        traces.append(evidence.traces)
    damage = damage_of(traces, resources.damage)
    words = sum(each.length for each in traces)
    judged = list(_changeable(document, _as_likely_as_damage(judged, damage, words)))
    found = _look(document, sentences, damage, resources)
    first = replace(document, edits=_settle(document, [*judged, *found], least), damage=damage)
    if not first.applied:
        return first
    mended = as_normalized(first)
    sentences = list(_sentences(mended))
    more = _settle(mended, _look(mended, sentences, _damage_left(sentences, resources), resources), least)
    return with_further(first, (edit for edit in more if edit.applied))


def _damage_left(sentences: Sequence[list[Token]], resources: Resources) -> Damage | None:
    """How damaged a mended text still is by its known words: one that is sound is looked at as if it always was."""
    return damage_of([resources.finder.known(part).traces() for part in passages(sentences, len)], resources.damage)


def _as_likely_as_damage(judged: Iterable[Proposal], damage: Damage | None, words: int) -> Iterator[Proposal]:
    """The judge's proposals; in a text long enough to tell, none is likelier right than the text is spun.

    A spinner leaves traces all over a text: a crowd of odd words in one part of it alone convicts nobody.
    """
    spun = damage.probability if damage and words >= LONG else 1.0
    for proposal in judged:
        yield replace(proposal, probability=proposal.probability * spun)


def _sentences(document: Document) -> Iterator[list[Token]]:
    """The words of each English sentence."""
    blocks = iter(document.blocks)
    block: Block | None = next(blocks, None)
    for sentence in document.sentences:
        while block and block.span.end <= sentence.start:
            block = next(blocks, None)
        if block is None or _is_prose(block):
            yield tokenize(document.source, sentence.start, sentence.end)


def _look(
    document: Document, sentences: Sequence[list[Token]], damage: Damage | None, resources: Resources
) -> list[Proposal]:
    """What the rules propose that look for themselves, each as sure as its rule was measured to be."""
    spun = damage.probability if damage else 0.0
    words = in_profiles(Words(document.source, sentences, spun), resources.profiles)
    proposals = (
        replace(proposal, probability=resources.reliability[rule])
        for rule, detector in DETECTORS.items()
        for proposal in detector(words, resources.model)
    )
    return list(_changeable(document, proposals))


def _changeable(document: Document, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals that keep off mark-up, code, addresses, and whatever lies outside the English blocks."""
    kept_off = merged(
        chain(
            document.syntax,
            document.protected,
            (Span(match.start(), match.end()) for match in UNTOUCHABLE.finditer(document.source)),
            (block.span for block in document.blocks if not _is_prose(block)),
        )
    )
    starts = [start for start, _ in kept_off]
    for proposal in proposals:
        nearest = bisect_left(starts, proposal.end) - 1
        if nearest < 0 or kept_off[nearest][1] <= proposal.start:
            yield proposal


def _is_prose(block: Block) -> bool:
    return block.kind is not BlockKind.VERBATIM and not block.language.startswith("zh")


def _settle(document: Document, proposals: list[Proposal], least: Certainty) -> tuple[Edit, ...]:
    """Of the proposals that overlap the likeliest, as edits."""
    kept = likeliest_first(
        (each for each in corroborated(proposals) if each.probability >= Certainty.LOW.floor),
        span_of=lambda proposal: Span(proposal.start, proposal.end),
        probability_of=lambda proposal: proposal.probability,
    )
    return tuple(
        Edit(
            span=Span(proposal.start, proposal.end),
            original=document.source[proposal.start : proposal.end],
            replacement=proposal.replacement,
            rule=proposal.rule,
            probability=round(proposal.probability, 3),
            why=proposal.why,
            applied=round(proposal.probability, 3) >= least.floor,
        )
        for proposal in kept
    )
