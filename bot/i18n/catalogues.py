"""Catalogues, compiled when they are first read and kept beside their source where its folder is ours.

No build step and no .mo in git. A kept catalogue ends with a seal over itself and its source, which readers
of .mo pass over; one whose seal does not fit is made again.
"""

from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copymode
from tempfile import NamedTemporaryFile
from typing import Final

from babel.support import Translations

SEAL: Final = sha256().digest_size  # bytes at the end


def load_catalogue(locales: Path, language: str) -> Translations:
    """The texts of `language`; raises FileNotFoundError where its catalogue is missing."""
    source = locales / language / "LC_MESSAGES" / "bot.po"
    written = source.read_bytes()
    compiled = _kept_of(written, source.with_suffix(".mo"))
    if compiled is None:
        compiled = _compiled(written, language)
        with suppress(OSError):  # a folder that is not ours, a full disk: the next start compiles once more
            _keep(compiled + _seal(written, compiled), source)
    return Translations(BytesIO(compiled))


def _kept_of(written: bytes, kept: Path) -> bytes | None:
    try:
        sealed = kept.read_bytes()
    except OSError:
        return None
    compiled, seal = sealed[:-SEAL], sealed[-SEAL:]
    return compiled if seal == _seal(written, compiled) else None


def _compiled(written: bytes, language: str) -> bytes:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 -- what a kept catalogue has no use for
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written), locale=language))
    return compiled.getvalue()


def _seal(written: bytes, compiled: bytes) -> bytes:
    return sha256(written + compiled).digest()


def _keep(sealed: bytes, source: Path) -> None:
    """All or nothing, whoever else does the same; for everybody who may read the source."""
    with NamedTemporaryFile(dir=source.parent, prefix="bot.mo.", delete=False) as file:
        unready = Path(file.name)
    try:
        unready.write_bytes(sealed)
        copymode(source, unready)
        unready.replace(source.with_suffix(".mo"))
    finally:
        unready.unlink(missing_ok=True)
