"""The settings: language, when to be reminded, which messages, which time zone."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from markupsafe import Markup

from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people import zones
from bot.people.rules import LEADS, Kind, Person
from bot.people.screens.words import boxed, kind_name, role_names, ticked, what_is_next, zone_name
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import back

EXAMPLES: Final = "Ташкент, Seoul, Қазақстан, UTC+5"  # the same for all: any language and an offset will do


def settings_screen(
    t: Translator, person: Person, muted: Collection[Kind], zone: str, now: datetime
) -> Screen:
    text = t.lines(
        t.bold(t("Settings")),
        t("Language: {language}", language=LANGUAGE_NAMES[t.language]),
        _reminders(t, person.reminder_lead),
        _messages(t, muted),
        t("Time zone: {zone}", zone=zone_name(t, zone, now)),
        t("Your role: {role}", role=role_names(t, person.roles)),
    )
    rows = [
        [
            # TRANSLATORS: max 14
            Button(t.label("Language"), "languages"),
            # TRANSLATORS: max 14
            Button(t.label("Reminders"), "leads"),
        ],
        [
            # TRANSLATORS: max 14
            Button(t.label("Messages"), "kinds"),
            # TRANSLATORS: max 14
            Button(t.label("Time zone"), "zones"),
        ],
        # TRANSLATORS: max 28
        [Button(t.label("My data as a file"), "mydata")],
        # TRANSLATORS: max 28
        [Button(t.label("Delete my data"), "forget")],
        what_is_next(t),
    ]
    return Screen(text, rows)


def _reminders(t: Translator, minutes: int) -> Markup:
    if minutes == 0:
        return t("Reminders: off")
    return t("Reminders: {when}", when=_lead_in_words(t, minutes))


def _messages(t: Translator, muted: Collection[Kind]) -> Markup:
    if not muted:
        return t("Messages: all kinds")
    kinds = ", ".join(kind_name(t, kind) for kind in Kind if kind in muted)
    return t("Messages switched off: {kinds}", kinds=kinds)


def saved_notice(t: Translator) -> str:
    return t.label("Saved")


def languages_screen(t: Translator) -> Screen:
    text = t.lines(t.bold(t("Language")), t("The bot speaks the language you choose."))
    rows = [
        [Button(ticked(LANGUAGE_NAMES[language], on=language == t.language), f"language:{language}")]
        for language in LANGUAGES
    ]
    return Screen(text, [*rows, back(t, "settings")])


# ----------------------------------------------------------------- reminders


def leads_screen(t: Translator, current: int) -> Screen:
    text = t.lines(
        t.bold(t("Reminders")),
        t("How long before a session?"),
        t("Your choice: {when}", when=_lead_in_words(t, current)) if current else t("Your choice: off"),
    )
    buttons = [Button(ticked(_short_lead(t, lead), on=lead == current), f"lead:{lead}") for lead in LEADS]
    return Screen(text, [buttons[:3], buttons[3:], back(t, "settings")])


def _lead_in_words(t: Translator, minutes: int) -> str:
    return t.label_plural("{count} minute before", "{count} minutes before", minutes)


def _short_lead(t: Translator, minutes: int) -> str:
    # TRANSLATORS: max 6
    off = t.label("Off")
    # TRANSLATORS: max 6 with two digits; minutes
    return t.label("{minutes} min", minutes=minutes) if minutes else off


# ------------------------------------------------------------------ messages


def kinds_screen(t: Translator, muted: Collection[Kind]) -> Screen:
    text = t.lines(
        t.bold(t("Messages")),
        t("Which messages may come to you? Tap to change."),
        t("☑ comes · ☐ does not come"),
    )
    rows = [[Button(boxed(kind_name(t, kind), on=kind not in muted), f"mute:{kind}")] for kind in Kind]
    return Screen(text, [*rows, back(t, "settings")])


# ----------------------------------------------------------------- time zone


def zones_screen(t: Translator, current: str, seminar: str, now: datetime) -> Screen:
    text = t.lines(
        t.bold(t("Time zone")),
        t("Your choice: {zone}", zone=zone_name(t, current, now)),
        t("Choose a city with your time, or write the name of yours."),
    )
    offered = dict.fromkeys([seminar, *zones.LIKELY])
    return Screen(text, [*_zone_rows(t, list(offered), current, now), back(t, "settings")])


def which_zone_screen(t: Translator, typed: str, found: Sequence[str], now: datetime) -> Screen:
    """Several places go by that name."""
    text = t.lines(t.bold(_written(t, typed)), t("Which of these has your time?"))
    return Screen(text, [*_zone_rows(t, found, None, now), back(t, "zones")])


def no_zone_screen(t: Translator, typed: str) -> Screen:
    text = t.lines(
        t.bold(_written(t, typed)),
        t("I do not know this place. Please write the largest city near you, or your country."),
        t("For example: {cities}", cities=EXAMPLES),
    )
    return Screen(text, [back(t, "zones")])


def _written(t: Translator, typed: str) -> Markup:
    return t("You wrote: {text}", text=shorten(typed, 60))


def _zone_rows(t: Translator, found: Sequence[str], current: str | None, now: datetime) -> list[list[Button]]:
    return [[button(ticked(zone_name(t, zone, now), on=zone == current), f"zone:{zone}")] for zone in found]
