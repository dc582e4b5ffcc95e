"""Checks of the text: the shape of changes, sentences and names, and nothing empty or loose."""

from __future__ import annotations

from annotate.tei.checks.declare import WARNING, Check, Told, declare
from annotate.tei.elements import ID, NAMESPACES, name_of, tei, words_in
from annotate.tei.inspection import Inspection
from annotate.tei.layout import has_visible
from annotate.tei.reading import Reading

_PAIRS = {"sic": "corr", "orig": "reg", "abbr": "expan"}
_READINGS = {
    "sic": Reading.SOURCE,
    "orig": Reading.SOURCE,
    "corr": Reading.NORMALIZED,
    "reg": Reading.NORMALIZED,
}
_NAMES = (tei("persName"), tei("orgName"), tei("placeName"), tei("name"))
_NEVER_EMPTY = (
    "ab", "author", "catDesc", "change", "date", "desc", "edition", "head", "idno", "item", "label",
    "language", "licence", "mentioned", "name", "note", "orgName", "p", "persName", "placeName",
    "publisher", "resp", "s", "term", "title",
)  # fmt: skip
_XML_SPACE = " \t\r\n"


@declare(
    "choice-shape",
    "A choice has not two sides that differ.",
    "A choice holds sic and corr, or orig and reg, or abbr and expan, neither empty.",
)
def misshapen_choices(inspection: Inspection) -> Told:
    """A choice without two sides that belong together, or with sides that are empty or say the same."""
    for choice in inspection.edition.iter(tei("choice")):
        sides = [*choice.iterchildren("*")]
        names = [name_of(side) for side in sides]
        if len(sides) < 2 or set(names[1:]) != {_PAIRS.get(names[0])}:
            found = " and ".join(f"<{name}>" for name in names) or "nothing"
            yield (
                choice,
                f"a choice holds <sic> and <corr>, or <orig> and <reg>, in this order; here is {found}",
            )
            continue
        texts = [inspection.side(side, _READINGS.get(name_of(side), Reading.SOURCE)) for side in sides]
        for name in (name for name, text in zip(names, texts, strict=True) if not text):
            yield choice, f"<{name}> is empty; a deletion or an insertion takes a neighbouring word with it"
        if texts[0] and texts[0] in texts[1:]:
            yield choice, f"both sides read {texts[0]!r}, so nothing is changed"


@declare(
    "unexplained-change",
    "A change lacks agent, rule or certainty.",
    "Give corr and reg the attributes resp, ana and cert.",
)
def unexplained_changes(inspection: Inspection) -> Told:
    """A correction that does not say who made it, by which rule, and how surely."""
    told = {"resp": "who made it", "ana": "by which rule", "cert": "how sure it is"}
    for change in inspection.edition.iter(tei("corr"), tei("reg")):
        missing = [f"@{name} ({what})" for name, what in told.items() if not change.get(name, "").strip()]
        if missing:
            yield change, f"the change does not say {', '.join(missing)}"


@declare(
    "rule-unknown",
    "A rule is named that the stated version of the rules does not have.",
    "See `annotate rules` for the names; an edition of another version states that version.",
)
def unknown_rules(inspection: Inspection) -> Told:
    """A rule that the stated version of the program does not have."""
    known = inspection.rule_set
    for application in inspection.find("t:teiHeader//t:application[@ident='annotate']") if known else ():
        stated = application.findtext("t:desc[@type='rules']", None, NAMESPACES)
        if stated is None:
            if inspection.made_here:
                yield application, "the version of the rules is not stated, so nobody can look a rule up"
            continue
        for rule in inspection.find("t:teiHeader//t:taxonomy/t:category/t:catDesc/t:ident"):
            if known and stated.partition("+")[0] == known.version and rule.text not in known.names:
                yield rule, f"rule set {stated} has no rule {rule.text!r}"


@declare(
    "change-without-reason",
    "No words say why a change was made.",
    "Add an annotation with a note of type reason.",
    WARNING,
)
def changes_without_reason(inspection: Inspection) -> Told:
    """A change in the text of an edition made here that no annotation explains."""
    if not inspection.made_here or inspection.body is None:
        return
    explained = {each.id for each in inspection.pointers if each.element.tag == tei("annotation")}
    for change in inspection.body.iter(tei("corr"), tei("reg")):
        if change.get(ID) not in explained:
            yield change, "no annotation in standOff says why this was changed"


@declare("nested-sentence", "A sentence stands inside a sentence.", "End the outer sentence first, or use seg.")
def nested_sentences(inspection: Inspection) -> Told:
    """A sentence inside a sentence."""
    for sentence in inspection.edition.iter(tei("s")):
        if next(sentence.iterancestors(tei("s")), None) is not None:
            yield sentence, "a sentence cannot stand inside another sentence"


@declare("name-in-itself", "A name stands inside the same name.", "Keep the outer one.")
def names_in_themselves(inspection: Inspection) -> Told:
    """A name inside a name of the same thing."""
    for name in inspection.edition.iter(*_NAMES):
        outer = next((each for each in name.iterancestors(name.tag) if each.get("ref") == name.get("ref")), None)
        if outer is not None and name.get("ref"):
            yield name, f"the name stands inside a name that points at {name.get('ref')!r} too"


@declare(
    "empty-element", "An element has nothing to read.", "Fill it or take it out; what is not known is said in words."
)
def empty_elements(inspection: Inspection) -> Told:
    """A paragraph, heading, sentence or statement with nothing to read in it."""
    for element in inspection.edition.iter(*map(tei, _NEVER_EMPTY)):
        if not has_visible(words_in(element)) and element.find(".//t:*", NAMESPACES) is None:
            yield element, f"<{name_of(element)}> is empty"


@declare(
    "misplaced-suggestion",
    "A suggestion does not fit its place.",
    "Count the code points of the source before its words, and write them into annotation/@n.",
)
def misplaced_suggestions(inspection: Inspection) -> Told:
    """A suggestion whose words do not stand where its @n says, in an edition made here."""
    if not inspection.made_here:
        return
    source = inspection.text(Reading.SOURCE)
    for annotation in inspection.find("//t:annotation[@motivation='editing'][@n]"):
        side = annotation.find(".//t:sic", NAMESPACES)
        side = annotation.find(".//t:orig", NAMESPACES) if side is None else side
        place = annotation.get("n", "")
        if side is None or not place.isascii() or not place.isdigit():
            continue
        words = inspection.side(side, Reading.SOURCE)
        if not source.startswith(words, int(place)):
            yield annotation, f"the source does not read {words!r} at code point {place}"


@declare("loose-text", "Words stand outside every paragraph.", "Put them into a p, a head or an item.")
def loose_text(inspection: Inspection) -> Told:
    """Words in the body, but outside every paragraph, heading and item."""
    if inspection.body is None:
        return
    for element in inspection.body.iter(tei("body"), tei("div"), tei("list")):
        pieces = (element.text, *(child.tail for child in element))
        words = " ".join(filter(None, ((piece or "").strip(_XML_SPACE) for piece in pieces)))
        if words:
            yield element, f"{words[:40]!r} stands outside every paragraph"


@declare(
    "choice-words",
    "Words stand in a choice, but in none of its sides.",
    "Put the words into a side, or outside the choice.",
)
def words_in_choices(inspection: Inspection) -> Told:
    """Words in a choice that belong to none of its sides, so that no reading is without them."""
    for choice in inspection.edition.iter(tei("choice")):
        pieces = (choice.text, *(child.tail for child in choice))
        words = " ".join(filter(None, ((piece or "").strip(_XML_SPACE) for piece in pieces)))
        if words:
            yield choice, f"{words[:40]!r} stands in the choice, but in none of its sides"


_RULED_OUT = {
    "diplomatic": ("choice", "persName", "orgName", "placeName", "term", "gloss", "name", "w", "pc"),
    "clean": ("choice", "w", "pc"),
    "reading": ("w", "pc"),
}


@declare(
    "form-disagrees",
    "The text has marks that its form rules out.",
    "A diplomatic or clean edition has no choice in its text: change TEI/@type, or take the marks out.",
)
def marks_against_form(inspection: Inspection) -> Told:
    """A mark in the text that the form of the edition, as TEI/@type states it, rules out."""
    ruled_out = _RULED_OUT.get(inspection.profile, ())
    if inspection.body is not None and ruled_out:
        for element in inspection.body.iter(*map(tei, ruled_out)):
            yield element, f"a {inspection.profile} edition has no <{name_of(element)}> in its text"


@declare(
    "name-across-sentences",
    "A name holds the end of a sentence.",
    "A name lies in one sentence: shorten it, or join the sentences.",
)
def names_across_sentences(inspection: Inspection) -> Told:
    """A name that holds a sentence, or the end of one."""
    for name in inspection.edition.iter(*_NAMES):
        if name.find(".//t:s", NAMESPACES) is not None:
            yield name, "the name holds a sentence; a sentence holds names"


CHECKS: tuple[Check, ...] = (
    misshapen_choices,
    words_in_choices,
    unexplained_changes,
    unknown_rules,
    changes_without_reason,
    marks_against_form,
    nested_sentences,
    names_in_themselves,
    names_across_sentences,
    empty_elements,
    misplaced_suggestions,
    loose_text,
)
