"""Fixtures that are dear to build and shared by the whole suite."""

from __future__ import annotations

import pytest

from annotate.entities import Tagger, load_tagger


def pytest_addoption(parser: pytest.Parser) -> None:
    """Goldens are written anew, and everything is looked at, only when that is asked for."""
    parser.addoption("--at-size", action="store_true", help="look at every document that is at hand, not a sample")
    parser.addoption("--update-golden", action="store_true", help="write the golden editions of texts/ anew")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden editions are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The pinned English tagger."""
    return load_tagger()
