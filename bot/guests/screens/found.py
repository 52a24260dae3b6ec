"""Finding a guest, and what there is to say of them."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.guests.rules import Entry
from bot.guests.screens.words import from_where, language_name
from bot.i18n.translator import Translator
from bot.people.rules import Role
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import back
from bot.screens.roles import role_name

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
    changes = [
        # TRANSLATORS: max 14; a link instead of the former one
        Button(t.label("New link"), f"newlink:{entry.stamp}"),
        # TRANSLATORS: max 14; a guest, off the list
        Button(t.label("Strike off"), f"strike:{entry.stamp}"),
    ]
    return Screen(text, [changes, [again], back(t, "guests")])


# ------------------------------------------------------------------- questions


def link_question(t: Translator, entry: Entry) -> Screen:
    text = t.lines(t.bold(t("{name}: a new link?", name=shorten(entry.guest.name, 60))), *_ends(t, entry))
    # TRANSLATORS: max 28; confirms it
    yes = [Button(t.label("Yes, make a new link"), f"newlink:{entry.stamp}:yes")]
    return Screen(text, [yes, back(t, f"guest:{entry.id}")])


def strike_question(t: Translator, entry: Entry) -> Screen:
    text = t.lines(t.bold(t("{name}: off the list?", name=shorten(entry.guest.name, 60))), *_ends(t, entry))
    # TRANSLATORS: max 28; confirms it
    yes = [Button(t.label("Yes, strike off"), f"strike:{entry.stamp}:yes")]
    return Screen(text, [yes, back(t, f"guest:{entry.id}")])


def _ends(t: Translator, entry: Entry) -> Sequence[Markup]:
    """What is no more, for them and for whoever has come by their link."""
    said = [t("The link and the badge that they have open nothing any more.")]
    if entry.person_id:
        said.append(t("Whoever has come by them stays in the bot."))
        if entry.guest.role is not Role.PARTICIPANT:
            said.append(t("Role taken away: {role}", role=role_name(t, entry.guest.role)))
    return said


def link_notice(t: Translator, *, stays: bool) -> str:
    """`stays`: whoever came by the former link is still organiser."""
    if stays:
        return t.label("The new link is ready. Whoever came by the old one is still an organiser: see /roles")
    return t.label("The new link is ready.")


def struck_notice(t: Translator, *, stays: bool) -> str:
    """`stays`: they are still organiser."""
    if stays:
        return t.label("Struck off the list, and still an organiser: see /roles")
    return t.label("Struck off the list.")
