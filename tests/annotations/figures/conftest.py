"""What the tests of figures share."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.figures import propose
from annotations.text.span import Span


@pytest.fixture(scope="session")
def proposed() -> Callable[[str], dict[str, Any]]:
    """What is proposed for the figure between the marks \u27e6 and \u27e7 of a text."""

    def proposed(marked: str) -> dict[str, Any]:
        before, _, rest = marked.partition("\u27e6")
        figure, _, behind = rest.partition("\u27e7")
        return dict(propose(before + figure + behind, Span(len(before), len(before) + len(figure))))

    return proposed
