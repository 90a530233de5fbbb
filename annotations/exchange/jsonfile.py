"""Files that are one JSON value, as other programs write them."""

import json
from pathlib import Path
from typing import Any

from annotations.exchange.fields import FieldError


def load(path: Path) -> Any:  # noqa: ANN401  # whatever the file says
    """The value of a file; a byte order mark is passed over. Raises `FieldError`, which says where, and `OSError`."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FieldError(f"not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise FieldError(f"not JSON: {error.msg} in line {error.lineno}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or lists in lists
        raise FieldError("not JSON that can be read") from None
