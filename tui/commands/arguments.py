"""Parsers of arguments, and printing of messages, for all commands."""

import argparse
import os


def parser(command: str, description: str) -> argparse.ArgumentParser:
    """Return a parser whose help names the command as the user types it."""
    return argparse.ArgumentParser(prog=f"newsreader {command}".strip(), description=description)


def add_annotator(commands: argparse.ArgumentParser) -> None:
    """Add the option --annotator."""
    commands.add_argument(
        "--annotator",
        default=os.environ.get("NEWSREADER_ANNOTATOR", ""),
        help="name of the annotator (default: $NEWSREADER_ANNOTATOR, then newsreader.toml, then the login name)",
    )


def printable(text: str) -> str:
    """Return a message without control characters and invalid Unicode, which file names may have."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
