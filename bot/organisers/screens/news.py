"""What somebody reads whose roles an organiser has changed."""

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.organisers.rules import Grant
from bot.organisers.screens.words import grant_name
from bot.people.rules import Role
from bot.screens import Button, Screen


def role_news(t: Translator, programme: Programme, grant: Grant, *, held: bool) -> Screen:
    role = grant_name(t, programme, grant)
    text = t.lines(
        t.bold(
            t("You have a new role: {role}", role=role)
            if held
            else t("You no longer have a role: {role}", role=role)
        ),
        t("What you can do now is listed in the help."),
    )
    # TRANSLATORS: max 28
    return Screen(text, [*(_home(t, grant.role) if held else []), [Button(t.label("Help"), "help")]])


def _home(t: Translator, role: Role) -> list[list[Button]]:
    """To the screen from which a role does what others cannot."""
    homes = {
        # TRANSLATORS: max 28; to the screen from which organisers see to everything
        Role.ORGANISER: Button(t.label("For organisers"), "organise"),
        # TRANSLATORS: max 28; to what hosts can say of their sessions
        Role.HOST: Button(t.label("Your sessions as a host"), "host"),
    }
    return [[homes[role]]] if role in homes else []
