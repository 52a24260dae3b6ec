"""Help, and an answer to whatever nothing else expects."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.i18n.dates import listed
from bot.i18n.translator import Translator
from bot.people.rules import Person
from bot.people.screens.words import Row, role_names, what_is_next
from bot.screens import Button, Screen
from bot.screens.length import button, shorten

CALLBACK_BYTES = 64  # Bot API, "InlineKeyboardButton", callback_data


def help_screen(
    t: Translator,
    person: Person,
    commands: Sequence[tuple[str, str]],
    more: Sequence[str],
    organisers: Sequence[str],
) -> Screen:
    """What this person can do: everybody's `commands` with their descriptions, and what `more` they may."""
    text = t.lines(
        t.bold(t("Help")),
        *(f"/{command} — {description}" for command, description in commands),
        t("Also for you: {commands}", commands=", ".join(f"/{command}" for command in more))
        if more
        else None,
        t("Your role: {role}", role=role_names(t, person.roles)),
        _organisers(t, organisers),
    )
    return Screen(text, [what_is_next(t), _settings(t)])


def unexpected_text_screen(t: Translator, typed: str) -> Screen:
    """Nothing was asked: say so, and offer to pass it on or to look it up; it replies to what was written."""
    text = t.lines(
        t.bold(t("No answer is needed right now")),
        t("You wrote: {text}", text=shorten(typed, 200)) if typed else None,
        t("I have not passed it on to anybody; your message stays in this chat."),
    )
    to_pass_on = [] if typed.startswith("/") else [_pass_on(t)]
    return Screen(text, [*to_pass_on, *_search_row(t, typed), what_is_next(t), _help(t)])


def unknown_command_screen(t: Translator, name: str) -> Screen:
    text = t.lines(
        t.bold(t("There is no command /{command}", command=shorten(name, 32))),
        t("What you can do is listed in the help."),
    )
    return Screen(text, [what_is_next(t), _help(t)])


def forbidden_screen(t: Translator, *, hosts_too: bool) -> Screen:
    """A command that there is, but not for this person."""
    text = t.lines(
        t.bold(
            t("This command is for organisers and for those who lead a session")
            if hosts_too
            else t("This command is for organisers")
        ),
        t("What you can do is listed in the help."),
    )
    return Screen(text, [what_is_next(t), _help(t)])


def unexpected_file_screen(t: Translator, *, passable: bool) -> Screen:
    """`passable`: it is a photo or a document, which organisers can get."""
    text = t.lines(
        t.bold(t("No file is needed right now")),
        t("I have not opened it or passed it on; it stays in this chat."),
        None
        if passable
        else t("Only a text, a photo or a document can be passed on. Please write it in words."),
    )
    return Screen(text, [*([_pass_on(t)] if passable else []), what_is_next(t), _help(t)])


def _pass_on(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Send to the organisers"), "pass-on")]


def _organisers(t: Translator, usernames: Sequence[str]) -> Markup:
    if not usernames:
        return t("The organisers will help you at the registration desk.")
    return t(
        "To write to the organisers: {names}", names=listed([f"@{name}" for name in usernames], t.language)
    )


def _search_row(t: Translator, typed: str) -> list[Row]:
    """Looking the text up, where it fits into a button."""
    data = f"seek:{typed}"
    if not typed or "\n" in typed or typed.startswith("/") or len(data.encode()) > CALLBACK_BYTES:
        return []
    # TRANSLATORS: max 28 with a short word
    return [[button(t.label("Search: {word}", word=typed), data)]]


def _settings(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Settings"), "settings")]


def _help(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Help"), "help")]


def unready_screen(t: Translator) -> Screen:
    """Before the first import."""
    text = t.lines(t.bold(t("The programme is not here yet")), t("Please come back a little later."))
    return Screen(text)
