"""Finding a guest, and what there is to say of them."""

from collections.abc import Sequence
from typing import Final

from bot.guests.rules import Entry
from bot.guests.screens.words import from_where, language_name, role_name
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import back

SHOWN: Final = 8  # guests at most; more words find fewer


def ask_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("Find a guest")),
        t("Write a part of their name, club or e-mail."),
    )
    return Screen(text, [back(t, "guests")])


def found_screen(t: Translator, typed: str, found: Sequence[Entry]) -> Screen:
    text = t.lines(
        t.bold(t("You wrote: {text}", text=shorten(typed, 60))),
        t("Found: {count}", count=len(found)) if found else t("Nobody on the list. Write it differently."),
        t("More words find fewer.") if len(found) > SHOWN else None,
    )
    rows = [[_named(entry)] for entry in found[:SHOWN]]
    return Screen(text, [*rows, back(t, "guests")])


def _named(entry: Entry) -> Button:
    return button(f"{'✓ ' if entry.person_id else ''}{entry.guest.name}", f"guest:{entry.id}")


def guest_screen(t: Translator, entry: Entry, link: str) -> Screen:
    guest, language = entry.guest, language_name(entry.guest)
    text = t.lines(
        t.bold(guest.name),
        from_where(guest) or None,
        t("Role: {role}", role=role_name(t, guest.role)),
        t("Language: {language}", language=language) if language else None,
        t("E-mail: {email}", email=guest.email) if guest.email else None,
        t("Has come to the bot: yes") if entry.person_id else t("Has come to the bot: not yet"),
        "",
        t("Their invitation, for them alone:"),
        link,
    )
    # TRANSLATORS: max 28
    again = Button(t.label("Find another guest"), "findguest")
    return Screen(text, [[again], back(t, "guests")])
