"""Places that are called and declined as in another language: in Podolu, for in Podolia."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.normalize.context import LanguageModel
from annotate.normalize.profile import Location, Profile
from annotate.normalize.proposal import Proposal, Words, bare_name
from annotate.normalize.register import GIVEN, SURNAME_OF_A_MAN
from annotate.normalize.tokens import Token

KNOWN = 3
"""Count in reference text from which a form is known as it is."""
ARTICLE = "the "


def places_declined(words: Words, model: LanguageModel) -> Iterator[Proposal]:
    """Places of a table in a form that only the other language has, and that no longer name holds.

    What is not declined stays: it may be a name in its own right (Legia Warszawa), and an editor may want it so.
    """
    for profile in words.profiles:
        for form in sorted(profile.places.keys() & words.names.keys()):
            if not _may_be_damaged(form, profile, model):
                continue
            for number, place in words.names[form]:
                sentence = words.sentences[number]
                if not _is_in_a_name(sentence, place, model):
                    yield _proposal(sentence, place, form, profile.places[form])


def _may_be_damaged(form: str, profile: Profile, model: LanguageModel) -> bool:
    """Whether a form is no English word, and no name of a man: those of women in -ska hardly stand alone."""
    return (
        not any(profile.register.has(form, kind) for kind in (GIVEN, SURNAME_OF_A_MAN))
        and not any(form in table for table in profile.of_people)
        and model.count(form.lower()) < KNOWN
    )


def _is_in_a_name(sentence: list[Token], place: int, model: LanguageModel) -> bool:
    """Whether a name stands right before or after: Muzeum Warszawy, but not In Podolu."""
    before, after = sentence[max(place - 1, 0)], sentence[min(place + 1, len(sentence) - 1)]
    is_name_before = before.text[0].isupper() and model.count(before.key) < KNOWN
    is_name_after = after.text[0].isupper()
    return (is_name_before and before.end + 1 == sentence[place].start) or (
        is_name_after and sentence[place].end + 1 == after.start
    )


def _proposal(sentence: list[Token], place: int, form: str, location: Location) -> Proposal:
    meant = location.english
    if place and sentence[place - 1].key == ARTICLE.strip():
        meant = meant.removeprefix(ARTICLE)
    known_as = "" if location.english == location.name else f", in English “{location.english}”"
    why = f"“{form}” is declined as in another language; the table of places has “{location.name}”{known_as}."
    start = sentence[place].start
    return Proposal(start, start + len(bare_name(sentence[place])), meant, "name-inflected", why)
