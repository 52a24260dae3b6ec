"""What is kept about a person: as a file, and gone."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.screens import Button, Picture, Screen
from bot.screens.pages import back

FILE_NAME: Final = "my-data.json"


def file_screen(t: Translator, content: bytes) -> Screen:
    text = t.lines(t.bold(t("Your data")), t("Everything that is kept about you. Times are in UTC."))
    return Screen(text, [back(t, "settings")], Picture(FILE_NAME, content))


def confirm_screen(t: Translator, *, by_invitation: bool, last_organiser: bool, leads_alone: bool) -> Screen:
    """`by_invitation`: nobody comes in without one, and this person's is used up."""
    text = t.lines(
        t.bold(t("Delete everything about you?")),
        t("Your name, settings, role, seats, answers and proposals go at once, and cannot be brought back."),
        t("Your seats become free for others."),
        t("⚠ Your action plan goes too: nobody else leads it. To keep it, invite a co-lead first: /plan")
        if leads_alone
        else None,
        _way_back(t) if by_invitation else None,
        t("⚠ You are the only organiser: nobody would be left to change the programme or answer letters.")
        if last_organiser
        else None,
    )
    rows = [
        # TRANSLATORS: max 28
        [Button(t.label("Yes, delete everything"), "forget:yes")],
        # TRANSLATORS: max 28
        [Button(t.label("My data as a file"), "mydata")],
        back(t, "settings"),
    ]
    return Screen(text, rows)


def _way_back(t: Translator) -> Markup:
    return t("To come back, you will need a new invitation.")


def forgotten_screen(t: Translator, deleted: Mapping[str, int], *, by_invitation: bool) -> Screen:
    """What is gone, in counts by sort; `deleted` is by table."""
    sorts = {
        "seats": t.label("Seats that are free again"),
        "waiting": t.label("Places on waiting lists"),
        "outbox": t.label("Messages to you"),
        "inbox": t.label("Messages from you"),
        "roles": t.label("Roles"),
        "people": t.label("Profile"),
    }
    counted = [(label, deleted[table]) for table, label in sorts.items() if table in deleted]
    others = sum(count for table, count in deleted.items() if table not in sorts)
    lines = [f"{label}: {count}" for label, count in [*counted, (t.label("Other entries"), others)] if count]
    way_back = _way_back(t) if by_invitation else t("To begin again: /start")
    return Screen(t.lines(t.bold(t("Everything about you is deleted")), *lines, "", way_back))
