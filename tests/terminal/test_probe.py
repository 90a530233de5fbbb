"""What a terminal answers is understood, and nothing of it is ever typed into the application."""

import os
import pty
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.probe import FENCE, IDENTITY, PATIENCE, Probe, Replies, ReplySieve, parse_replies

REPLIES = (b"\x1bP>|kitty(0.26.5)\x1b\\", b"\x1b[8;1$y", b"\x1b[>1;4000;26c", b"\x1b[?62;c")
KEYS = (
    "a",
    "\u0634",
    "\r",
    "\x1b",
    "\x1b[A",
    "\x1b[1;2D",
    "\x1b[?2026;2$y",
    "8",
    "\x1bOP",
    "\x1b[8~",
    "[",
    "\x1b[97;5u",
)


def test_all_replies_of_a_terminal_are_read() -> None:
    replies, typed = parse_replies(b"".join(REPLIES))
    assert replies == Replies(version="kitty(0.26.5)", mode=1, device=(1, 4000, 26), is_complete=True)
    assert typed == b""


def test_a_terminal_that_says_nothing_is_not_complete() -> None:
    assert parse_replies(b"") == (Replies(), b"")


def test_the_mode_is_that_of_whoever_knows_it() -> None:
    assert parse_replies(b"\x1b[8;0$y\x1b[8;2$y\x1b[8;0$y")[0].mode == 2


@given(st.lists(st.sampled_from(KEYS)), st.lists(st.sampled_from(REPLIES)), st.randoms())
def test_what_was_typed_between_replies_is_kept(keys: list[str], replies: list[bytes], order: object) -> None:
    pieces = [each.encode() for each in keys] + replies
    order.shuffle(pieces)  # type: ignore[attr-defined] # hypothesis types its Random as an object
    typed = b"".join(each for each in pieces if each not in REPLIES)
    assert parse_replies(b"".join(pieces))[1] == typed


@given(st.lists(st.sampled_from([*(each.encode() for each in KEYS), *REPLIES])), st.data())
def test_late_replies_cut_anywhere_are_swallowed_and_keys_are_not(pieces: list[bytes], data: st.DataObject) -> None:
    received = b"".join(pieces)
    # Where a key of an escape or more ends, a read ends: a terminal writes each at once.
    cuts = sorted(data.draw(st.sets(st.integers(0, len(received)), max_size=4)))
    sieve = ReplySieve()
    typed = b"".join(
        sieve.feed(received[a:b]) for a, b in zip([0, *cuts], [*cuts, len(received)], strict=True) if a < b
    )
    typed += sieve.feed(b"")
    wanted = b"".join(each for each in pieces if each not in REPLIES)
    if all(_is_safe(received, cut) for cut in cuts):
        assert typed == wanted
    else:
        assert len(typed) >= len(wanted)


def _is_safe(received: bytes, cut: int) -> bool:
    """A read that ends in an escape, ESC [ or ESC P may be a key: it cannot be held back."""
    return not received[:cut].endswith((b"\x1b", b"\x1b[", b"\x1bP"))


def test_a_held_beginning_that_is_no_reply_comes_out_with_the_next_call() -> None:
    sieve = ReplySieve()
    assert sieve.feed(b"a\x1b[?6") == b"a"
    assert sieve.feed(b"") == b"\x1b[?6"


def test_a_lone_escape_is_not_held_back() -> None:
    assert ReplySieve().feed(b"\x1b") == b"\x1b"


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: the emulator's and ours."""
    emulator, ours = pty.openpty()
    yield emulator, ours
    os.close(emulator)
    os.close(ours)


def test_a_terminal_that_answers_costs_no_waiting(line: tuple[int, int]) -> None:
    emulator, ours = line
    probe = Probe(ours, ours, IDENTITY + FENCE)
    asked = os.read(emulator, 1024)
    assert asked.endswith(b"\x1b[c\x1b8\x1b[K")
    os.write(emulator, b"x" + b"".join(REPLIES))
    started = time.monotonic()
    replies, typed = probe.collect()
    assert time.monotonic() - started < 0.1
    assert (replies.version, typed) == ("kitty(0.26.5)", b"x")


def test_a_silent_terminal_costs_the_patience_and_no_more(line: tuple[int, int]) -> None:
    started = time.monotonic()
    assert Probe(line[1], line[1], FENCE).collect() == (Replies(), b"")
    assert PATIENCE - 0.05 < time.monotonic() - started < PATIENCE + 0.2


def test_nothing_is_echoed_while_answers_are_awaited_and_all_is_set_back(line: tuple[int, int]) -> None:
    emulator, ours = line
    probe = Probe(ours, ours, "")
    os.read(emulator, 1024)
    os.write(emulator, b"\r")
    assert probe.collect()[1] == b"\r"
    probe.restore()
    os.write(emulator, b"y\n")
    assert os.read(ours, 10) == b"y\n"
    assert os.read(emulator, 10) == b"y\r\n"
