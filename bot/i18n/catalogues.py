"""Catalogues, compiled when they are first read and kept beside their source, as Python keeps modules.

No build step and no .mo in git. A kept catalogue ends with a seal over itself and its source, which readers
of .mo pass over; one whose seal does not fit is made again.
"""

from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.support import Translations


def load_catalogue(locales: Path, language: str) -> Translations:
    """The texts of `language`; raises FileNotFoundError where its catalogue is missing."""
    source = locales / language / "LC_MESSAGES" / "bot.po"
    text = source.read_bytes()
    kept = source.with_suffix(".mo")
    compiled = _kept_of(text, kept)
    if compiled is None:
        compiled = _compiled(text, language)
        with suppress(OSError):  # a folder that is not ours, a full disk: the next start compiles once more
            _keep(compiled + _seal(text, compiled), kept)
    return Translations(BytesIO(compiled))


def _kept_of(text: bytes, kept: Path) -> bytes | None:
    try:
        sealed = kept.read_bytes()
    except OSError:
        return None
    seal = sha256().digest_size
    compiled = sealed[:-seal]
    return compiled if sealed[-seal:] == _seal(text, compiled) else None


def _compiled(text: bytes, language: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- what a kept catalogue has no use for
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text), locale=language))
    return compiled.getvalue()


def _seal(text: bytes, compiled: bytes) -> bytes:
    return sha256(text + compiled).digest()


def _keep(sealed: bytes, kept: Path) -> None:
    """All or nothing, whoever else does the same."""
    with NamedTemporaryFile(dir=kept.parent, delete=False) as file:
        being_written = Path(file.name)
    try:
        being_written.write_bytes(sealed)
        being_written.replace(kept)
    except OSError:
        being_written.unlink()
        raise
