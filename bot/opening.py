"""Before the doors open: a programme is there, and the clocks of its zone are what the organisers expect."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path

from bot.agenda import asked
from bot.agenda import queries as agenda
from bot.agenda.formats import Document, Finding, read_programme
from bot.agenda.formats.findings import Spot, Where
from bot.agenda.formats.times import check_zone
from bot.errors import SettingError
from bot.programme.english import finding_in_english
from bot.storage.engine import Database, keep_others_out
from bot.storage.tables import programmes

log = logging.getLogger(__name__)


async def open_programme(database: Database, file: Path | None, now: datetime) -> None:
    """Import `file` where the database has no programme yet; raises SettingError where that cannot be."""
    async with database.writing() as tx:
        await keep_others_out(tx, programmes)  # of processes that start at once one imports
        document = await agenda.load_document(tx)
        if document is None and file is not None:
            document = await asyncio.to_thread(read_document, file)
            await agenda.store_programme(tx, document, source=file.name, now=now)
        elif programme := await agenda.load(tx):
            await asked.write(tx, programme)  # stored, it may be, by a version that asked nothing
    if document is None:
        log.warning("There is no programme yet: seminar-bot import FILE, or set PROGRAMME")
    else:
        prove_zone(document)


def prove_zone(document: Document) -> None:
    """Raises SettingError where this machine's clocks would be wrong at the seminar."""
    for fault in check_zone(document.event):
        finding = Finding(fault.code, Where(Spot.PRESENT), fault.parameters)
        raise SettingError(f"PROGRAMME: {finding_in_english(finding)}")


def read_document(file: Path) -> Document:
    """The programme in PROGRAMME's file; raises SettingError where it is missing or wrong."""
    try:
        reading = read_programme(file.name, file.read_bytes())
    except OSError as error:
        raise SettingError(f"PROGRAMME cannot be read: {file}: {error.strerror}") from error
    if reading.document is None:
        wrong = [finding for finding in reading.findings if not finding.warning]
        more = f"errors: {len(wrong)}; seminar-bot import {file} shows all"
        raise SettingError(f"PROGRAMME is wrong: {file}: {finding_in_english(wrong[0])} ({more})")
    return reading.document
