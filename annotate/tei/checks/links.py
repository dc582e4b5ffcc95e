"""Checks of ids and pointers: every pointer leads somewhere, and to the right kind of thing."""

from __future__ import annotations

import re
from contextlib import suppress

from annotate.tei.checks.declare import NOTE, WARNING, Check, Told, declare
from annotate.tei.elements import ID, Element, name_of, tei, words_in
from annotate.tei.inspection import Inspection, Pointer

_AGENTS = frozenset(("respStmt", "person", "org", "persName", "orgName", "name", "editor", "author", "principal"))
_SPEAKERS = _AGENTS | {"personGrp", "persona", "role", "castItem"}
_DECLARABLE = frozenset(
    "availability bibl biblFull biblStruct broadcast correction correspDesc editorialDecl equipment geoDecl hyphenation"
    " interpretation langUsage listApp listBibl listEvent listNym listObject listOrg listPerson listPlace metDecl"
    " normalization particDesc projectDesc punctuation quotation recording recordingStmt samplingDecl scriptStmt"
    " segmentation seriesStmt settingDesc sourceDesc stdVals styleDefDecl textClass textDesc xenoData".split()
)
"""The elements of the class att.declarable of TEI."""
_VERSIONS = frozenset("text body front back group div div1 div2 div3 p ab lg TEI".split())
"""What an alignment may join."""
_KINDS: dict[tuple[str, str], frozenset[str]] = {
    ("*", "resp"): _AGENTS,
    ("*", "who"): _SPEAKERS,
    ("corr", "ana"): frozenset(("category", "interp", "fs", "f")),
    ("reg", "ana"): frozenset(("category", "interp", "fs", "f")),
    ("persName", "ref"): frozenset(("person", "personGrp", "persona")),
    ("orgName", "ref"): frozenset(("org",)),
    ("placeName", "ref"): frozenset(("place", "org")),
    ("term", "ref"): frozenset(("term", "entry", "item", "label", "category")),
    ("catRef", "target"): frozenset(("category",)),
    ("catRef", "scheme"): frozenset(("taxonomy",)),
    ("change", "who"): _AGENTS,
    ("note", "resp"): _AGENTS,
    ("gloss", "target"): frozenset(("term", "label", "mentioned", "foreign", "entry")),
    ("g", "ref"): frozenset(("char", "glyph")),
    ("*", "decls"): _DECLARABLE,
    ("linkGrp", "domains"): _VERSIONS,
    ("annotation", "corresp"): frozenset(("annotation", "term")),
}
"""What a pointer of an element may lead to, by element and attribute."""

_ENTRIES = ("person", "org", "place", "category", "char")


@declare(
    "duplicate-id",
    "Two elements have the same xml:id.",
    "Give one of them another id, and mend the pointers that meant it.",
)
def duplicate_ids(inspection: Inspection) -> Told:
    """Two elements with the same xml:id."""
    for element in inspection.edition.iter("*"):
        label = element.get(ID)
        if label and inspection.ids[label] is not element:
            first = inspection.ids[label]
            yield (
                element,
                f"the id {label!r} already belongs to <{name_of(first)}> in line {first.sourceline}",
            )


ids_in_two_files = Check(
    "id-in-two-files",
    "Two files of a set have the same xml:id.",
    "Make one of the editions again from a document with another name.",
)


@declare(
    "foreign-id", "An xml:id does not begin with the edition's stem.", "Begin it with the xml:id of TEI and a dot."
)
def foreign_ids(inspection: Inspection) -> Told:
    """An id that does not begin with the stem, in an edition made here."""
    stem = inspection.edition.get(ID)
    if not inspection.made_here or not stem:
        return
    for label, element in inspection.ids.items():
        if label != stem and not label.startswith(f"{stem}."):
            yield (
                element,
                f"the id {label!r} does not begin with {stem!r} and may clash with another edition's",
            )


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


@declare(
    "unusual-id", "An xml:id has characters that are not ASCII.", "Use letters, digits, '.', '_' and '-' only.", WARNING
)
def unusual_ids(inspection: Inspection) -> Told:
    """An id with letters that are not ASCII, which addresses and programs may not carry."""
    for label, element in inspection.ids.items():
        if not _NAME.fullmatch(label):
            yield element, f"the id {label!r} has characters besides ASCII letters, digits, '.', '_' and '-'"


@declare("dangling-pointer", "A pointer leads nowhere.", "Mend the pointer, or give what it means the id.")
def dangling_pointers(inspection: Inspection) -> Told:
    """A pointer to an id that no element has."""
    for pointer in inspection.pointers:
        if pointer.id not in inspection.ids:
            yield (
                pointer.element,
                f'{pointer.attribute}="#{pointer.id}" leads nowhere: nothing here has that id',
            )


@declare(
    "wrong-target",
    "A pointer leads to the wrong kind of thing.",
    "Point at an entry of the right register, or mark the words as what they are.",
)
def wrong_targets(inspection: Inspection) -> Told:
    """A pointer to a thing of the wrong kind, such as a person's name that points at a place."""
    for pointer in inspection.pointers:
        allowed, target = _allowed(pointer), inspection.ids.get(pointer.id)
        if allowed and target is not None and name_of(target) not in allowed:
            kinds = " or ".join(f"<{each}>" for each in sorted(allowed))
            yield (
                pointer.element,
                f'{pointer.attribute}="#{pointer.id}" leads to <{name_of(target)}>; it should be {kinds}',
            )


def _allowed(pointer: Pointer) -> frozenset[str]:
    here = _KINDS.get((name_of(pointer.element), pointer.attribute))
    return here or _KINDS.get(("*", pointer.attribute), frozenset())


@declare("unused-entry", "Nothing points at an entry.", "Take the entry out, or tag what it means.", WARNING)
def unused_entries(inspection: Inspection) -> Told:
    """A person, organisation, place, rule, character or term that nothing points at."""
    used = {pointer.id for pointer in inspection.pointers if pointer.element.tag != tei("gloss") or _in_body(pointer)}
    entries = [each for tag in _ENTRIES for each in inspection.edition.iter(tei(tag))]
    entries += inspection.find("//t:standOff//t:list[@type='gloss']/t:label/t:term")
    for entry in entries:
        label = entry.get(ID)
        if label and label not in used:
            yield (
                entry,
                f"nothing in the edition points at {label!r}; take the entry out or tag what it means",
            )


def _in_body(pointer: Pointer) -> bool:
    return next(pointer.element.iterancestors(tei("body")), None) is not None


@declare(
    "double-entry", "Two entries have the same name.", "Make them one, or tell them apart by their names.", WARNING
)
def double_entries(inspection: Inspection) -> Told:
    """Two persons, organisations or places of the same name, in characters too where they have one."""
    seen: dict[tuple[str, ...], Element] = {}
    for tag, name in (("person", "persName"), ("org", "orgName"), ("place", "placeName")):
        for entry in inspection.edition.iter(tei(tag)):
            names = [words_in(each).strip() for each in (*entry.findall(tei(name))[:1], *_in_characters(entry, name))]
            words = names[0] if names else ""
            first = seen.setdefault((tag, *names), entry)
            if words and first is not entry:
                yield entry, f"{words!r} has an entry already, {first.get(ID)!r}"


def _in_characters(entry: Element, name: str) -> list[Element]:
    return [each for each in entry.findall(tei(name)) if each.get("type") == "script"]


_SCHEMES = frozenset(
    "http https ftp ftps mailto urn doi file data tel info cts xmldb arn geo news isbn tag about hdl".split()
)


@declare(
    "prefix-undeclared",
    "A pointer has a prefix that no prefixDef declares.",
    "Declare the prefix in listPrefixDef, or write the whole address.",
)
def undeclared_prefixes(inspection: Inspection) -> Told:
    """A pointer such as wd:Q42 whose prefix no prefixDef declares."""
    declared = _prefixes(inspection)
    for each in inspection.prefixed:
        if each.prefix not in declared and each.prefix not in _SCHEMES:
            yield each.element, f"{each.attribute} has the prefix {each.prefix!r}, which no <prefixDef> declares"


@declare("prefix-unused", "A declared prefix is not used.", "Take its prefixDef out.", NOTE)
def unused_prefixes(inspection: Inspection) -> Told:
    """A prefix that is declared and that no pointer has."""
    used = {each.prefix for each in inspection.prefixed}
    for definition in inspection.edition.iter(tei("prefixDef")):
        if definition.get("ident") not in used:
            yield definition, f"no pointer has the prefix {definition.get('ident')!r}"


@declare(
    "prefix-mismatch", "A pointer does not follow the pattern of its prefix.", "Mend the pointer or the matchPattern."
)
def mismatched_prefixes(inspection: Inspection) -> Told:
    """A pointer that its prefixDef does not match."""
    declared = _prefixes(inspection)
    for each in inspection.prefixed:
        if each.prefix in declared and not any(pattern.fullmatch(each.rest) for pattern in declared[each.prefix]):
            told = f'{each.attribute}="{each.prefix}:{each.rest}"'
            yield each.element, f"{told} does not match the pattern of {each.prefix!r}"


def _prefixes(inspection: Inspection) -> dict[str, list[re.Pattern[str]]]:
    declared: dict[str, list[re.Pattern[str]]] = {}
    for definition in inspection.edition.iter(tei("prefixDef")):
        patterns = declared.setdefault(definition.get("ident", ""), [])
        with suppress(re.error):  # a pattern that Python does not know matches nothing we could refuse
            patterns.append(re.compile(definition.get("matchPattern", ".*")))
    return declared


@declare(
    "unpaired-term",
    "A term list has a term without an explanation, or the other way round.",
    "A list of type gloss is pairs of label and item.",
)
def unpaired_terms(inspection: Inspection) -> Told:
    """A list of type gloss that is not pairs of a label and an item."""
    for terms in inspection.find("//t:list[@type='gloss']"):
        names = [name_of(each) for each in terms.iterchildren("*") if name_of(each) in {"label", "item"}]
        if names != ["label", "item"] * (len(names) // 2) or not names:
            yield (
                terms,
                f"the list has {names.count('label')} terms and {names.count('item')} explanations, not in pairs",
            )


CHECKS: tuple[Check, ...] = (
    duplicate_ids,
    ids_in_two_files,
    foreign_ids,
    unusual_ids,
    dangling_pointers,
    wrong_targets,
    undeclared_prefixes,
    mismatched_prefixes,
    unused_prefixes,
    unused_entries,
    double_entries,
    unpaired_terms,
)
