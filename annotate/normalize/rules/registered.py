"""Names that only the register of a language knows: declined, without their marks, or in English letters.

A form proves little by itself, and a name of the register may be anybody's. So the form must be no name and no word
in either language, and what stands around it must speak for the name: a given name of the right gender or an office
before it, or the name itself elsewhere in the text. Without these it must be declined as no English word ends, and
one name much commoner than all others that it may be a form of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Profile
from annotate.normalize.proposal import Proposal, Words, bare_name
from annotate.normalize.register import GIVEN, PLACE, SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN, Match
from annotate.normalize.tokens import Token

SHORTEST, LONG = 4, 6
"""Letters of a form that is looked at, and of one for which nothing else need speak: short ones are anything."""
KNOWN = 3
"""Count in reference text from which a form is known as it is."""
OFFICES = frozenset(
    """
    minister president premier marshal speaker senator judge justice prosecutor professor prof general colonel captain
    mr mrs ms miss dr deputy mayor voivode ambassador bishop archbishop cardinal priest father sister chancellor
    commissioner candidate leader chairman chairwoman journalist editor director spokesman spokeswoman spokesperson
    lawyer attorney counsel mp mep king prince count saint
    """.split()
)
PREPOSITIONS = frozenset(["in", "from", "near", "to", "of", "at"])
COMMON = 100
"""Times in a billion words from which a name is common enough to be meant where nothing speaks for it."""
CLEARLY = 4
"""How many times more often a name must be written than any other that a form may stand for."""
PEOPLE = (GIVEN, SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN)
MARKS = "ąęłńśźżćó"
OPEN = re.compile(r"[aeiouyąęó]$")
ADJECTIVE = re.compile(r"[sc]k[ia]$|dzk[ia]$")
OWN_ENDING = re.compile(r"(?:[sc]k[ia]|wicz|czyk|[ai]k)$")
"""Endings with which new surnames are made without end: one that the register lacks is no respelling of another."""
POLISH = re.compile(rf"[{MARKS}]|(?:[sc]k[ia]|[oe]wicz|czyk|[aiy]ak|czak)$")
"""Letters and endings that hardly any surname has but Polish ones."""
LIKELY = re.compile(r"(?:[ie]k|ka|ec|uch|asz|isz|usz|orz|cz|uk)$")
"""Endings of Polish surnames that others have too; the register must know the surname."""
BOYS_IN_A = frozenset(
    ["Kuba", "Barnaba", "Bonawentura", "Kosma", "Jarema", "Sasza", "Misza", "Wania", "Nikita", "Ilia"]
)


class _Given(NamedTuple):
    """The given name that stands before a form: its token, the name meant, and the gender it shows."""

    token: Token
    meant: str
    gender: str


class _Sight(NamedTuple):
    """A form where it stands, and the word with one space after it that stands before."""

    form: str
    before: Token | None


class _Found(NamedTuple):
    """What a form stands for, what spoke for it, and the given name before it, if one is there."""

    match: Match
    evidence: str
    given: _Given | None = None


def registered(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """Proposals for damaged names of the register, as `name-inflected` or `name-respelt`."""
    for profile in words.profiles:
        for written, places in words.names.items() if profile.register.entries else ():
            front, _, form = written.rpartition("-")
            if not _may_be_damaged(form, profile, model) or any(written in table for table in profile.of_people):
                continue
            matches = _matches(form, words, profile)
            for number, place in places if matches else ():
                sentence = words.sentences[number]
                sight = _Sight(form, _before(sentence, place))
                found = _found(matches, sight, words, profile) or _double(matches, front, profile)
                if found:
                    yield _proposal(found, form, sentence[place].start + len(written) - len(form))
        yield from _translated(words, profile, model)


def _may_be_damaged(form: str, profile: Profile, model: LanguageModel) -> bool:
    """Whether a word with a capital is no name of a person and no English word as it stands."""
    entry = profile.register.entries.get(form)
    return (
        len(form) >= SHORTEST
        and form[1:].islower()
        and form.isalpha()
        and model.count(form.lower()) < KNOWN
        and not (entry and {*PEOPLE} & {*entry.kinds})
        and not any(form in table for table in (*profile.of_people, profile.places))
    )


def _matches(form: str, words: Words, profile: Profile) -> list[Match]:
    """The names that a form may stand for, the commonest first."""
    matches = list(profile.register.declined(form))
    if not matches and _has_marks(words) and not OWN_ENDING.search(form):
        matches = list(profile.register.respelt(form))
    return sorted(matches, key=lambda match: (-match.entry.weight, match.name))


def _has_marks(words: Words) -> bool:
    """Whether the text writes Polish letters: one that writes none at all lost none by damage."""
    return any(letter in words.source for letter in MARKS)


def _found(matches: list[Match], sight: _Sight, words: Words, profile: Profile) -> _Found | None:
    """Which of the names is meant, if what stands around the form, or elsewhere in the text, says so."""
    before = sight.before
    people = [match for match in matches if {SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN} & {*match.entry.kinds}]
    given = _given(before, profile) if before else None
    if given:
        fitting = [match for match in people if _agrees(match, given.gender)]
        return _Found(fitting[0], f"“{given.token.text}” stands before it", given) if fitting else None
    if before and before.key in OFFICES and people:
        return _Found(people[0], f"“{before.text}” stands before it")
    if sight.form in profile.register:
        return None
    elsewhere = [match for match in matches if match.name in words.names and match.entry.kinds != GIVEN]
    if elsewhere:
        return _Found(elsewhere[0], "it stands elsewhere in this text")
    is_in_a_name = before is not None and before.text[0].isupper() and before.key not in PREPOSITIONS
    if matches[0].is_respelt or is_in_a_name or not _is_clear(matches):
        return None
    return _alone(matches[0], sight)


def _double(matches: list[Match], front: str, profile: Profile) -> _Found | None:
    """The second of two surnames, where the first is one: Kosiniak-Kamish."""
    is_surname = any(profile.register.has(front, kind) for kind in (SURNAME_OF_A_MAN, SURNAME_OF_A_WOMAN))
    return _Found(matches[0], f"“{front}” stands before it") if is_surname else None


def _before(sentence: list[Token], place: int) -> Token | None:
    """The word with one space after it that stands before a form."""
    before = sentence[place - 1] if place else None
    return before if before and before.end + 1 == sentence[place].start else None


def _alone(match: Match, sight: _Sight) -> _Found | None:
    """The one name that a form may stand for, where the form is no likely name itself."""
    form, before = sight
    if PLACE in match.entry.kinds and not OPEN.search(form) and before and before.key in PREPOSITIONS:
        return _Found(match, f"no other place is declined so; “{before.text}” stands before it")
    is_cut = match.name.startswith(form) and not ADJECTIVE.search(match.name)
    is_told = len(form) >= LONG and not form.endswith("a") and not is_cut and match.entry.kinds != GIVEN
    if match.entry.weight >= COMMON and is_told:
        return _Found(match, "no other common name is declined so")
    return None


def _is_clear(matches: list[Match]) -> bool:
    return len(matches) == 1 or matches[0].entry.weight >= CLEARLY * matches[1].entry.weight


def _given(token: Token, profile: Profile) -> _Given | None:
    """The given name a word is: as it stands, translated, or declined."""
    if not token.text[0].isupper():
        return None
    name = profile.given.get(token.text, "") or next(_given_names(token.text, profile), "")
    return _Given(token, name, gender_of(name)) if name else None


def _given_names(text: str, profile: Profile) -> Iterator[str]:
    if profile.register.has(text, GIVEN):
        yield text
    elif len(text) >= SHORTEST:
        yield from (match.name for match in profile.register.declined(text) if GIVEN in match.entry.kinds)


def gender_of(given: str) -> str:
    """Whose name it is, of a man or a woman.

    >>> gender_of("Anna"), gender_of("Kuba")
    ('f', 'm')
    """
    return SURNAME_OF_A_WOMAN if given.endswith("a") and given not in BOYS_IN_A else SURNAME_OF_A_MAN


def _agrees(match: Match, gender: str) -> bool:
    """Whether a surname may be declined so with a given name of that gender: women decline only names in -a."""
    return gender in match.entry.kinds and (gender == SURNAME_OF_A_MAN or match.is_respelt or match.name.endswith("a"))


def _proposal(found: _Found, form: str, start: int) -> Proposal:
    name = found.match.name
    what = "is spelt the English way" if found.match.is_respelt else "is declined as in Polish"
    rule = "name-respelt" if found.match.is_respelt else "name-inflected"
    why = f"“{form}” {what}; the name “{name}” is in the register of Polish names, and {found.evidence}."
    end = start + len(form)
    if found.given and found.given.meant != found.given.token.text:
        start, name = found.given.token.start, f"{found.given.meant} {name}"
    return Proposal(start, end, name, rule, why)


def _translated(words: Words, profile: Profile, model: LanguageModel) -> Iterator[Proposal]:
    """Given names that were translated before a surname that only Poles have: Luke Piebiak."""
    for english in profile.given.keys() & words.names.keys():
        meant = profile.given[english]
        for number, place in words.names[english]:
            sentence = words.sentences[number]
            after = sentence[place + 1] if place + 1 < len(sentence) else None
            if after and _before(sentence, place + 1) and _is_polish(bare_name(after), meant, profile, model):
                token = sentence[place]
                why = f"“{bare_name(after)}” is a Polish surname, and “{english}” is “{meant}” in Polish."
                yield Proposal(token.start, token.end, meant, "name-respelt", why)


def _is_polish(surname: str, given: str, profile: Profile, model: LanguageModel) -> bool:
    """Whether a word with a capital is a surname that fits a given name and that hardly anyone but Poles has."""
    return (
        surname.istitle()
        and not any(surname in table for table in profile.of_people)
        and model.count(surname.lower()) < KNOWN
        and not profile.register.is_unmarked(surname)
        and (
            bool(POLISH.search(surname))
            or (bool(LIKELY.search(surname)) and profile.register.has(surname, gender_of(given)))
        )
        and (not ADJECTIVE.search(surname) or surname.endswith("a") == (gender_of(given) == SURNAME_OF_A_WOMAN))
    )
