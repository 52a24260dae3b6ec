"""Where organisers change the programme: the ways to it, and sending a file."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.agenda.formats import Finding
from bot.agenda.rules import Programme
from bot.i18n.dates import date_and_time
from bot.i18n.translator import Translator
from bot.programme.rules import LastChange
from bot.programme.screens.faults import finding_line
from bot.programme.screens.naming import about
from bot.screens import Button, Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

FINDINGS: Final = 8  # on the screen; where there are more, all are in a file
LINE: Final = 180  # UTF-16 units of each
NAME: Final = 60


def describe_programme(t: Translator) -> str:
    """In the menu of commands."""
    return t.label("Change the programme")


def home_screen(t: Translator, programme: Programme, last: LastChange | None) -> Screen:
    text = t.lines(
        t.bold(t("Programme changes")),
        *_last_lines(t, programme, last),
        t("Whatever you change, you see first whom it reaches."),
    )
    rows = [
        # TRANSLATORS: max 28; of the whole programme, XLSX and the like
        [Button(t.label("Send a file"), "sendprogramme")],
        # TRANSLATORS: max 28; to one session, to change it
        [Button(t.label("Change one session"), "changeday")],
        # TRANSLATORS: max 28; from now until the evening
        [Button(t.label("The rest of the day is late"), "delay")],
        # TRANSLATORS: max 28
        *([[Button(t.label("Undo the last change"), f"undochange:{last.version}")]] if last else []),
        back(t, "organise"),
    ]
    return Screen(text, rows)


def _last_lines(t: Translator, programme: Programme, last: LastChange | None) -> Sequence[Markup]:
    if last is None:
        return [t("It has not been changed yet.")]
    moment = date_and_time(last.at, programme.zone, t.language)
    return [t("Last change: {moment}", moment=moment), Markup.escape(about(t, last))]


# ---------------------------------------------------------------------- a file


def ask_file_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("Send the programme as a file")),
        t("XLSX, YAML, or the schedule.json or schedule.xml of pretalx and frab."),
        t("Simplest: take the present programme as a sheet, correct it and send it back."),
        t("Nothing changes before you have seen what the file would change."),
    )
    # TRANSLATORS: max 28; the programme as it is now, as an XLSX sheet
    sheet = Button(t.label("The present one as a sheet"), "programmesheet")
    return Screen(text, [[sheet], back(t, "programme")])


def sheet_screen(t: Translator, programme: Programme, content: bytes) -> Screen:
    text = t.lines(
        t.bold(t("The programme as it is now")),
        t("Correct it, and send it here. Keep the ids: what people have chosen hangs on them."),
    )
    return Screen(text, file=Picture(f"{programme.id}.xlsx", content))


def no_file_screen(t: Translator) -> Screen:
    text = t.lines(t.bold(t("That is no file")), t("Send the programme as a document."))
    return Screen(text, [back(t, "programme")])


def reading_screen(t: Translator, name: str) -> Screen:
    return Screen(t.lines(t.bold(t("Reading the programme")), shorten(name, NAME)))


def unchanged_screen(t: Translator, name: str) -> Screen:
    text = t.lines(
        t.bold(t("Nothing has changed")),
        t("The programme is already as in this file: {file}", file=shorten(name, NAME)),
    )
    return Screen(text, [back(t, "programme")])


def findings_screen(t: Translator, errors: Sequence[Finding]) -> Screen:
    """Nothing is imported before all of it is right; the corrected file may follow at once."""
    more = len(errors) - FINDINGS
    text = t.lines(
        t.bold(t.plural("{count} thing to correct", "{count} things to correct", len(errors))),
        *(shorten(finding_line(t, finding), LINE) for finding in errors[:FINDINGS]),
        t("and more: {count}", count=more) if more > 0 else None,
        "",
        t("Nothing was imported. Correct the file, and send it again."),
    )
    return Screen(text, [back(t, "programme")])


def findings_file(t: Translator, findings: Sequence[Finding]) -> Screen | None:
    """All of them, where the screen does not hold them."""
    if len(findings) <= FINDINGS:
        return None
    lines = "\n".join(finding_line(t, finding) for finding in findings)
    return Screen(t.bold(t("All that is to be corrected")), file=Picture("errors.txt", f"{lines}\n".encode()))
