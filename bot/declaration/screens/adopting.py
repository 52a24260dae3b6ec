"""For organisers: what is adopted, in each language, before it is; and taking that back."""

from markupsafe import Markup

from bot.declaration.rules import Standing, fingerprint
from bot.declaration.screens.reading import unanswered_line
from bot.declaration.screens.words import body
from bot.i18n.localised import LANGUAGES, Localised
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Screen
from bot.screens.pages import back


def adopt_screen(
    t: Translator, standing: Standing, draft: Localised, language: str, *, quiet: bool
) -> Screen:
    """What all will read, in one language; `quiet`: they are told in the morning."""
    text = t.lines(
        t.bold(t("Adopt the Declaration?")),
        t("Its text is then fixed in all three languages, and everybody is told."),
        t("These are quiet hours: people are told in the morning.") if quiet else None,
        unanswered_line(t, standing) if standing.unanswered else None,
        _taken_line(t, standing) if standing.taken else None,
        Markup("<i>{}</i>").format(LANGUAGE_NAMES[language]),
        body(draft, language),
    )
    others = [Button(LANGUAGE_NAMES[one], f"adopt:{one}") for one in LANGUAGES if one != language]
    # TRANSLATORS: max 28; the Declaration
    sure = Button(t.label("Adopt and tell everybody"), f"proclaim:{fingerprint(draft)}")
    return Screen(text, [others, [sure], back(t, "declaration")])


def _taken_line(t: Translator, standing: Standing) -> Markup:
    """Taking one does not change the text: that comes with the programme file."""
    return t("Proposals taken: {count}. Check that this text has them.", count=standing.taken)


def withdraw_screen(t: Translator, version: str) -> Screen:
    text = t.lines(
        t.bold(t("Withdraw the adoption?")),
        t("Nobody has committed yet, so the Declaration can become a draft again."),
        t("Whoever was told of its adoption is told of this too."),
    )
    # TRANSLATORS: max 28; of the Declaration
    sure = Button(t.label("Yes, a draft again"), f"unadopt:{version}:yes")
    return Screen(text, [[sure], back(t, "declaration")])


def adopted_notice(t: Translator) -> str:
    return t.label("Adopted. Everybody is told.")


def already_notice(t: Translator) -> str:
    return t.label("It is adopted already.")


def changed_notice(t: Translator) -> str:
    return t.label("The text has changed meanwhile. Please look at it again.")


def withdrawn_notice(t: Translator) -> str:
    return t.label("It is a draft again.")


def stays_notice(t: Translator) -> str:
    return t.label("Somebody has committed already: what they committed to stays as it is.")
