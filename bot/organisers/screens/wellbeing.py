"""What organisers read, by itself, when messages or answers do not get through, and when they do again."""

from zoneinfo import ZoneInfo

from bot.i18n.dates import date_and_time
from bot.i18n.translator import Translator
from bot.organisers.trouble import Spell, Trouble
from bot.screens import Button, Screen


def unwell_screen(t: Translator, spell: Spell, zone: ZoneInfo) -> Screen:
    text = t.lines(
        t.bold(t("⚠ The bot is not well")),
        *(trouble_name(t, trouble) for trouble in spell.troubles),
        t("Noticed: {moment}", moment=date_and_time(spell.since, zone, t.language)),
        "",
        t("A message will come when it is well again."),
    )
    return Screen(text, _ways(t))


def well_screen(t: Translator, spell: Spell, zone: ZoneInfo) -> Screen:
    """`until` must be known."""
    text = t.lines(
        t.bold(t("✓ The bot is well again")),
        t("Noticed: {moment}", moment=date_and_time(spell.since, zone, t.language)),
        t("Over: {moment}", moment=date_and_time(spell.until or spell.since, zone, t.language)),
    )
    return Screen(text, _ways(t))


def trouble_name(t: Translator, trouble: Trouble) -> str:
    names = {
        Trouble.LATE: t.label("Messages leave too late"),
        Trouble.UNANSWERED: t.label("People get no answer from the bot"),
        Trouble.PARKED: t.label("The bot could not handle some taps and texts"),
        Trouble.FAILED: t.label("Many messages do not arrive"),
    }
    return names[trouble]


def _ways(t: Translator) -> list[list[Button]]:
    # TRANSLATORS: max 28
    return [[Button(t.label("How the seminar stands"), "organise")]]
