"""Patterns that are compiled when they are first used."""

import re

import pytest

from annotations.text.patterns import lazily


@pytest.mark.parametrize("method", ["finditer", "fullmatch", "match", "search", "sub"])
def test_a_lazy_pattern_does_what_a_compiled_one_does(method: str) -> None:
    given = ("-", "a1b22") if method == "sub" else ("a1b22",)

    def result(pattern: re.Pattern[str]) -> object:
        found = getattr(pattern, method)(*given)
        return [each.span() for each in found] if method == "finditer" else str(found)

    assert result(lazily(r"\d+")) == result(re.compile(r"\d+"))


def test_it_is_compiled_when_it_is_first_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern: compiled.append(pattern) or compile_(pattern))
    pattern = lazily("[a-z]+")
    assert pattern.pattern == "[a-z]+"
    assert compiled == []
    assert pattern.match("abc")
    assert pattern.search("abc")
    assert compiled == ["[a-z]+"]
