"""Which links Telegram accepts in texts and buttons, and how it writes them (TDLib's LinkManager)."""

import ipaddress
import re
from typing import Final, NamedTuple

USER_LINK: Final = re.compile(r"(?is)tg:(?://)?user/?\?(?:[^#]*?&)?id=([0-9]+)(?:[&#].*)?")
LARGEST_USER: Final = (1 << 40) - 1
SCHEME: Final = re.compile(r"([^:/?#@\[\]]*)://")
ADDRESS: Final = re.compile(r"[^/?#]*")
PORT: Final = re.compile(r"(?s)(.+):([^:@\]]*)")
WRONG_SIGN: Final = re.compile(r"%(?![0-9a-fA-F]{2})|[^A-Za-z0-9.\-_!$,~*'();&+=%\x80-\U0010ffff]")
OWN_SCHEMES: Final = ("tg", "ton", "tonsite")


class LinkError(ValueError):
    """Why a link is refused, in TDLib's words."""


class Link(NamedTuple):
    scheme: str
    user: str
    host: str
    port: int
    query: str

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{user}{self.host}{port}{self.query}"


def checked(link: str) -> str:
    """The link as Telegram stores it; raises LinkError."""
    own = next((name for name in OWN_SCHEMES if link.lower().startswith(f"{name}:")), "")
    if own:
        return _own(own, link[len(own) + 1 :].removeprefix("//"))
    parsed = parse(link)
    if "." not in parsed.host and not parsed.host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    return str(parsed)


def mentioned(link: str) -> str:
    """The person's id in a link like tg://user?id=1, or ''."""
    found = USER_LINK.fullmatch(link)
    return str(int(found[1])) if found and 0 < int(found[1]) <= LARGEST_USER else ""


def parse(link: str, default_scheme: str = "http") -> Link:
    """Take a web address apart; raises LinkError."""
    scheme, rest = default_scheme, link
    if found := SCHEME.match(link):
        scheme, rest = found[1].lower(), link[found.end() :]
        if scheme not in {"http", "https"}:
            raise LinkError("Unsupported URL protocol")
    address = ADDRESS.match(rest)
    assert address is not None  # noqa: S101 -- it may be empty, but it matches
    user_and_host, port = _without_port(address[0])
    user, _, host = user_and_host.rpartition("@")
    _check_host(host, user)
    return Link(scheme, user, _lower(host), port, _query(rest[address.end() :]))


def _own(scheme: str, link: str) -> str:
    parsed = parse(link)
    if (
        link.lower().startswith("http://")
        or parsed.scheme == "https"
        or parsed.user
        or parsed.port
        or "[" in parsed.host
    ):
        raise LinkError("Wrong tg URL" if scheme == "tg" else "Wrong ton URL")
    if re.search(r"[^A-Za-z0-9._-]" if scheme == "tonsite" else r"[^A-Za-z0-9_-]", parsed.host):
        raise LinkError("Unallowed characters in URL host")
    query = parsed.query[1:] if parsed.query.startswith("/?") else parsed.query
    return f"{scheme}://{parsed.host}{query}"


def _without_port(address: str) -> tuple[str, int]:
    found = PORT.fullmatch(address)
    if not found:
        return address, 0
    if not re.fullmatch(r"\d+", found[2], re.ASCII) or not 0 < int(found[2]) <= 65535:
        raise LinkError("Wrong port number specified in the URL")
    return found[1], int(found[2])


def _check_host(host: str, user: str) -> None:
    if not host:
        raise LinkError("URL host is empty")
    if host == ".":
        raise LinkError("Host is invalid")
    if host.startswith("[") and host.endswith("]"):
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            raise LinkError("Wrong IPv6 address specified in the URL") from None
    else:
        _check_part(host, "host")
        _check_part(user.replace(":", "-"), "userinfo")


def _check_part(part: str, name: str) -> None:
    if wrong := WRONG_SIGN.search(part):
        if wrong[0] == "%":
            raise LinkError(f"Wrong percent-encoded symbol in URL {name}")
        raise LinkError(f"Disallowed character in URL {name}")


def _lower(host: str) -> str:
    return re.sub("[A-Z]+", lambda letters: letters[0].lower(), host)


def _query(rest: str) -> str:
    path = rest.rstrip(" \t\r\n\0\v") or "/"
    if not path.startswith("/"):
        path = f"/{path}"
    return re.sub("[\0-\x20]", lambda sign: f"%{ord(sign[0]):02X}", path)
