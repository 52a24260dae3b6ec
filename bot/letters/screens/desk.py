"""For the organisers' group, and about it."""

from bot.i18n.translator import Translator
from bot.screens import Button, Screen


def bound_screen(t: Translator, *, replaced: bool) -> Screen:
    """`replaced`: another group had them until now."""
    text = t.lines(
        t.bold(t("Letters to the organisers now come to this group")),
        t("To answer one, reply to its message. Everybody in this group can read them."),
        t("The group that had them before gets none any more.") if replaced else None,
        t("To end this: /unbind"),
    )
    return Screen(text)


def unbound_screen(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("Letters no longer come to this group")),
        t("Organisers get them in their own chats again."),
        t("To begin again: /bind"),
    )
    return Screen(text)


def not_bound_screen(t: Translator) -> Screen:
    return Screen(t.lines(t.bold(t("No letters come to this group")), t("To have them here: /bind")))


def moved_message(t: Translator) -> Screen:
    """To a group that another one has replaced."""
    text = t.lines(
        t.bold(t("Letters no longer come to this group")), t("They go to another group of the organisers.")
    )
    return Screen(text)


def only_in_groups_screen(t: Translator, address: str) -> Screen:
    """/bind and /unbind, written in a private chat; `address` takes it to a group."""
    text = t.lines(
        t.bold(t("This is a command for groups")),
        t("To read letters together, add this bot to a group of the organisers and write /bind there."),
    )
    # TRANSLATORS: max 28; Telegram then asks to which group
    add = Button(t.label("Add the bot to a group"), url=address)
    # TRANSLATORS: max 28
    return Screen(text, [[add], [Button(t.label("Letters"), "letters")]])


def bound_message(t: Translator) -> Screen:
    """Tells an organiser where letters go from now on."""
    heading = t("Letters now go to a group of the organisers")
    return Screen(t.lines(t.bold(heading), t("You find them here too: /letters")))


def free_message(t: Translator) -> Screen:
    heading = t("Letters come to you here again")
    return Screen(t.lines(t.bold(heading), t("The organisers' group does not get them any more.")))


def refused_message(t: Translator) -> Screen:
    """Telegram does not let the bot write there."""
    text = t.lines(
        t.bold(t("The organisers' group does not take letters")),
        t("Those that it does not take come to you here."),
        t("Please let this bot write in that group, or end it there: /unbind"),
    )
    return Screen(text)
