"""The bytes of a file as text, verbatim: offsets into it hold in the user's own file."""

import re

from annotations.errors import CorpusError


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, code point for code point: line ends and a byte order mark are left as they are.

    An encoded surrogate stands for no character and cannot be written to a file again; it becomes U+FFFD, one for
    one. Anything else that is not UTF-8 (Unicode 3.9, table 3-7) raises `CorpusError`, which calls the file `name`.
    """
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        return re.sub("[\ud800-\udfff]", "\ufffd", data.decode(errors="surrogatepass"))
    except UnicodeDecodeError as error:
        likely = "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "WINDOWS-1256"
        raise CorpusError(
            f"{name}: not UTF-8 at byte {error.start} (0x{data[error.start]:02x});"
            f" convert it, for example with iconv -f {likely} -t UTF-8"
        ) from None
