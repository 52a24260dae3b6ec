"""Telegram's HTML parse mode (Bot API, "HTML style"): what it accepts, what that means, how it complains.

The tests hold it to TDLib's own parser, error texts and byte offsets included.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from bot.demo.formatted import Entity, Formatted, in_order, units
from bot.demo.tags import KINDS, Tag, complaint, counts, entity_of, plain, with_language

NAMED: Final = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
SPECIAL: Final = re.compile(rb"[<&]")
REFERENCE: Final = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))")
LONGEST_REFERENCE: Final = 9  # bytes, from & up to the semicolon
TAG_NAME: Final = re.compile(rb"[^ \t\r\n\0\v>]*")
SPACES: Final = re.compile(rb"[ \t\r\n\v]*")
ATTRIBUTE_NAME: Final = re.compile(rb"[^ \t\r\n\0\v=>/\"']*")
NAME_TOKEN: Final = re.compile(rb"[A-Za-z0-9.-]*")
QUOTED: Final = {b'"': re.compile(rb'[^"\0]*'), b"'": re.compile(rb"[^'\0]*")}


def parse(html: str) -> Formatted:
    """The text and its entities; raises Refusal with Telegram's own complaint."""
    return _Parser(html.encode()).parse()


def _lower(name: bytes) -> str:
    return name.lower().decode(errors="replace")


@dataclass
class _Parser:
    html: bytes
    at: int = 0  # the byte that is read next
    pieces: list[str] = field(default_factory=list)
    length: int = 0  # UTF-16 units so far
    half_a_pair: bool = False
    open: list[Tag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> Formatted:
        while self.at < len(self.html):
            if self.html[self.at] == ord("<"):
                self._tag()
            else:
                self._text()
        if self.open:
            raise complaint(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        if self.half_a_pair:
            raise complaint(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return Formatted("".join(self.pieces), in_order(map(plain, self.entities)))

    def _text(self) -> None:
        if self.html[self.at] == ord("&"):
            sign, self.at = _reference(self.html, self.at)
            if "\ud800" <= sign <= "\udfff":
                sign, self.half_a_pair = "\ufffd", True
        else:
            special = SPECIAL.search(self.html, self.at)
            end = special.start() if special else len(self.html)
            sign, self.at = self.html[self.at : end].decode(), end
        self.pieces.append(sign)
        self.length += units(sign)

    def _tag(self) -> None:
        if self.html.startswith(b"</", self.at):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        name = _lower(self._take(TAG_NAME, begin + 1))
        if self._here == b"":
            raise complaint(f"Unclosed start tag at byte offset {begin}")
        if name not in KINDS:
            raise complaint(f'Unsupported start tag "{name}" at byte offset {begin}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise complaint(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(Tag(name, self.length, len(self.pieces), attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        self._take(SPACES)
        while self._here != b">":
            name = self._take(ATTRIBUTE_NAME).decode(errors="replace")
            if not name:
                raise complaint(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            self._take(SPACES)
            value = ""
            if self._here == b"=":
                self._take(SPACES, self.at + 1)
                self._expect_more(f'Unclosed start tag "{tag}" at byte offset {begin}')
                value = self._value()
                self._expect_more(f"Unclosed start tag at byte offset {begin}")
            else:
                self._expect_more(f'Unclosed start tag "{tag}" at byte offset {begin}')
            if counts(tag, name, value):
                found[name] = value
            self._take(SPACES)
        self.at += 1
        return found

    def _value(self) -> str:
        begin = self.at
        if quoted := QUOTED.get(self._here):
            value = self._take(quoted, begin + 1)
            self.at += self._here != b""
            return _unescaped(value)
        value = self._take(NAME_TOKEN)
        if self._here not in (b"", b">", b" ", b"\t", b"\r", b"\n", b"\v"):
            raise complaint(f"Unexpected end of name token at byte offset {begin}")
        return value.decode().lower()

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise complaint(f"Unexpected end tag at byte offset {begin}")
        name = _lower(self._take(TAG_NAME, begin + 2))
        self._take(SPACES)
        if self._here != b">":
            raise complaint(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open[-1]
        if name not in ("", tag.name):
            raise complaint(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"'
            )
        self._close(self.open.pop())

    def _close(self, tag: Tag) -> None:
        if self.length == tag.offset:
            return
        entity = entity_of(tag, self.length - tag.offset, lambda: "".join(self.pieces[tag.piece :]))
        if entity is None:
            return
        if self.entities and (merged := with_language(self.entities[-1], entity)):
            self.entities[-1] = merged
        else:
            self.entities.append(entity)

    @property
    def _here(self) -> bytes:
        """The next byte; nothing at the end, and a zero byte ends it too."""
        return self.html[self.at : self.at + 1].replace(b"\0", b"")

    def _take(self, pattern: re.Pattern[bytes], start: int | None = None) -> bytes:
        found = pattern.match(self.html, self.at if start is None else start)
        assert found is not None  # noqa: S101 -- every pattern here also matches nothing
        self.at = found.end()
        return found[0]

    def _expect_more(self, otherwise: str) -> None:
        if self._here == b"":
            raise complaint(otherwise)


def _reference(html: bytes, at: int) -> tuple[str, int]:
    """The sign for `&lt;` or `&#60` and where it ends; an ampersand before anything else stays one."""
    found = REFERENCE.match(html, at)
    assert found is not None  # noqa: S101 -- the ampersand is there
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        sign = NAMED.get(name, "")
    else:
        code = int(b"0" + hexadecimal, 16) if hexadecimal is not None else int(b"0" + decimal)
        short = found.end() - at <= LONGEST_REFERENCE
        sign = chr(code) if 0 < code < 0x10FFFF and short else ""
    if not sign:
        return "&", at + 1
    return sign, found.end() + html.startswith(b";", found.end())


def _unescaped(value: bytes) -> str:
    text, at = "", 0
    while (ampersand := value.find(b"&", at)) >= 0:
        sign, end = _reference(value, ampersand)
        text += value[at:ampersand].decode() + sign
        at = end
    return text + value[at:].decode()
