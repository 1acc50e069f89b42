"""Plain spellings: pieces of restricted JSON that need no parser to be known as right.

A pattern made of these pieces accepts only what ``restricted_json`` accepts, and reads it
alike; it refuses nothing for good. What it does not recognise is parsed in full, so that
there is one verdict. Verification spends most of its time on such usual shapes.
"""

from __future__ import annotations

import re
import unicodedata

TEXT = r"[ !#-\[\]-~]*"
"""What stands between quotation marks as it is: printable ASCII that needs no escape."""
NATURAL = r"(?:0|[1-9][0-9]{0,14})"
"""A natural number well below 2^53."""
HASH = r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
"""Base64 of 32 bytes; the spare bits of its last digit are nought."""
NONCE = r"[A-Za-z0-9+/]{21}[AQgw]=="
"""Base64 of 16 bytes."""

_VALUE = rf'(?:"[^"\\\x00-\x1f]*"|{NATURAL}|null|true|false)'
_PAIR = rf'"[A-Za-z0-9_-]+":{_VALUE}'
_FLAT = re.compile(rf"\{{(?:{_PAIR}(?:,{_PAIR})*)?\}}")
# No value holds a quotation mark, and none of its ends can be mistaken for a key.
_KEYS = re.compile(r'[{,]"([A-Za-z0-9_-]+)":')


def is_flat(text: str) -> bool:
    """Tell whether ``text`` is an object of plain values in its one spelling.

    ``False`` says nothing: the text is then to be parsed.
    """
    if _FLAT.fullmatch(text) is None:
        return False
    keys = _KEYS.findall(text)
    ascends = all(map(str.__lt__, keys, keys[1:]))
    return ascends and (text.isascii() or unicodedata.is_normalized("NFC", text))
