"""A model behind any OpenAI-compatible server, which is asked to choose among lettered options."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from annotate.errors import ConfigurationError
from annotate.normalize.second_judge.doubt import Doubt, Opinion

TIMEOUT = 30.0
"""Seconds to wait for an answer."""
RETRIES = 2
PARALLEL = 4
"""Questions asked at the same time."""
LETTERS = "ABCDEFGH"
TOP = 10
"""Likeliest answers whose probabilities are asked for."""
SURE = 0.8
"""Probability that a letter stands for when the server tells none; the other letters share the rest."""
UNSEEN = -8.0
"""Log probability of a letter that is not among the likeliest."""
TASK = (
    "Some words of the text were replaced by a machine with ill-fitting synonyms. Which wording belongs at the mark"
    " [...]? The first was found there and may well be right. Answer with one letter and nothing else."
)
LETTER = re.compile(r"\b([A-H])\b")


@dataclass(frozen=True, slots=True)
class ServerJudge:
    """A model on a server."""

    model: str
    url: str
    _client: Any

    kind = "server"

    @classmethod
    def connect(cls, url: str, model: str, key: str | None = None, *, timeout: float = TIMEOUT) -> ServerJudge:
        """A judge at a base URL such as `http://localhost:8080/v1`; nothing is asked yet.

        Raises ConfigurationError when the client library is not installed.
        """
        try:
            from openai import OpenAI
        except ImportError as error:
            raise ConfigurationError('a judge on a server needs pip install "annotate-tei[judge]"') from error
        client = OpenAI(base_url=url, api_key=key or "none", timeout=timeout, max_retries=RETRIES)
        return cls(model, url, client)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def weigh(self, doubts: Sequence[Doubt]) -> list[Opinion | None]:
        """Log odds of each option against the words found; None where the answer names no letter.

        Raises ConfigurationError when the server cannot be reached, or refuses to answer.
        """
        with ThreadPoolExecutor(PARALLEL) as pool:
            return list(pool.map(self._weigh, doubts))

    def _weigh(self, doubt: Doubt) -> Opinion | None:
        letters = LETTERS[: len(doubt.options) + 1]
        answer = self._ask(question(doubt))
        logs = _told(answer, letters) or _chosen(answer.message.content or "", letters)
        if logs is None:
            return None
        return tuple(logs[letter] - logs[letters[0]] for letter in letters[1:])

    def _ask(self, text: str) -> Any:  # noqa: ANN401 - the first choice of an answer
        """The server's answer. One that gives no probabilities is asked without."""
        from openai import APIError, APITimeoutError, BadRequestError

        try:
            try:
                answer = self._complete(text, logprobs=True, top_logprobs=TOP)
            except BadRequestError:
                answer = self._complete(text)
        except APITimeoutError as error:
            raise ConfigurationError(f"the judge at {self.url} gave no answer in time; ask a faster one") from error
        except APIError as error:
            raise ConfigurationError(
                f"the judge at {self.url} cannot be asked: {error.message} Is the server there, the model"
                f" {self.model!r} loaded, and the key right?"
            ) from error
        if not answer.choices:
            raise ConfigurationError(f"the judge at {self.url} answered without a choice; is it OpenAI-compatible?")
        return answer.choices[0]

    def _complete(self, text: str, **options: Any) -> Any:  # noqa: ANN401
        messages = [{"role": "system", "content": TASK}, {"role": "user", "content": text}]
        return self._client.chat.completions.create(
            model=self.model, messages=messages, temperature=0, max_tokens=4, seed=0, **options
        )


def question(doubt: Doubt) -> str:
    """The sentence with a mark in it, and the wordings by letter, those found first."""
    wordings = zip(LETTERS, (doubt.found, *doubt.options), strict=False)
    listed = "\n".join(f"{letter}) {words.strip()}" for letter, words in wordings)
    return f"{doubt.before}[...]{doubt.after}\n\n{listed}"


def _told(answer: Any, letters: str) -> dict[str, float] | None:  # noqa: ANN401
    """Log probabilities of the letters where the server tells them for the first token, which must be a letter."""
    content = answer.logprobs.content if answer.logprobs else None
    if not content or content[0].token.strip() not in letters or not content[0].token.strip():
        return None
    logs = dict.fromkeys(letters, UNSEEN)
    for top in (*content[0].top_logprobs, content[0]):
        if (letter := top.token.strip()) and letter in letters:
            logs[letter] = max(logs[letter], top.logprob)
    return logs


def _chosen(text: str, letters: str) -> dict[str, float] | None:
    """Log probabilities that a bare letter stands for."""
    match = LETTER.search(text)
    if match is None or match[1] not in letters:
        return None
    rest = math.log((1 - SURE) / (len(letters) - 1))
    return {letter: math.log(SURE) if letter == match[1] else rest for letter in letters}
