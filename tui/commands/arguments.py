"""What the commands' parsers have in common."""

import argparse
import os


def parser(command: str, description: str) -> argparse.ArgumentParser:
    """A parser that calls itself as the user does."""
    return argparse.ArgumentParser(prog=f"newsreader {command}".strip(), description=description)


def add_annotator(commands: argparse.ArgumentParser) -> None:
    """Let a command be told whose work it is about."""
    commands.add_argument(
        "--annotator",
        default=os.environ.get("NEWSREADER_ANNOTATOR", ""),
        help="whose annotations these are (default: $NEWSREADER_ANNOTATOR, else as newsreader.toml or the login says)",
    )


def printable(text: str) -> str:
    """A message with file names from anywhere in it, without control characters or what is not Unicode."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
