"""Correcting an announcement that has been sent: a new text in a language, looked at before it counts."""

from collections.abc import Mapping

from bot.announcements.rules import Announcement
from bot.announcements.screens.words import excerpt
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Rows, Screen
from bot.screens.pages import back

Texts = Mapping[str, str]  # Telegram's HTML, by language


def languages_screen(t: Translator, announcement: Announcement, new: Texts) -> Screen:
    """What is new so far, and which language to write next."""
    text = t.lines(
        t.bold(t("Correct the announcement")),
        t("In which language is the text to be corrected?"),
        "",
        *(_line(announcement, new, language) for language in LANGUAGES),
    )
    rows = [_languages(announcement), *_onward(t, announcement, new), back(t, f"progress:{announcement.id}")]
    return Screen(text, rows)


def _line(announcement: Announcement, new: Texts, language: str) -> str:
    """The language and its text; a pencil where it is a new one."""
    texts = {**announcement.texts, **new}
    said = excerpt({language: texts[language]}, language) if language in texts else "—"
    return f"{'✎ ' if language in new else ''}{LANGUAGE_NAMES[language]}: {said}"


def _languages(announcement: Announcement) -> list[Button]:
    return [
        Button(LANGUAGE_NAMES[language], f"correct:{announcement.id}:{language}") for language in LANGUAGES
    ]


def _onward(t: Translator, announcement: Announcement, new: Texts) -> Rows:
    if not new:
        return []
    # TRANSLATORS: max 28; at the new text
    look = Button(t.label("Look at it"), f"corrected:{announcement.id}")
    # TRANSLATORS: max 28; the new text
    drop = Button(t.label("Drop the correction"), f"uncorrect:{announcement.id}")
    return [[look], [drop]]


def ask_screen(t: Translator, announcement: Announcement, language: str) -> Screen:
    """The next message becomes the new text."""
    old = {language: announcement.texts[language]} if language in announcement.texts else {}
    text = t.lines(
        t.bold(t("Correct the text: {language}", language=LANGUAGE_NAMES[language])),
        excerpt(old, language) if old else t("There is no text in this language so far."),
        t("Write the whole new text. Nobody gets it before you have looked at it."),
        t("It may have {limit} characters at most.", limit=announcement.limit),
    )
    return Screen(text, [back(t, f"correct:{announcement.id}")])


def too_long_screen(t: Translator, announcement: Announcement, language: str) -> Screen:
    """As it was written, or because an app has cut it into parts."""
    text = t.lines(
        t.bold(t("The text is too long")),
        LANGUAGE_NAMES[language],
        t("It may have {limit} characters at most.", limit=announcement.limit),
        t("Nothing was changed. Please write a shorter one."),
    )
    return Screen(text, [back(t, f"correct:{announcement.id}")])


def text_only_screen(t: Translator, announcement: Announcement) -> Screen:
    """A photo, a sticker and the like."""
    text = t.lines(
        t.bold(t("Only the text can be corrected")),
        t("Please write the new text. A photo or a document stays as it was sent."),
    )
    return Screen(text, [back(t, f"correct:{announcement.id}")])


def confirm_screen(t: Translator, announcement: Announcement, new: Texts, mark: str, changing: int) -> Screen:
    """Below the new text as it will stand; `mark` says which were looked at, `changing` counts messages."""
    others = [language for language in LANGUAGES if language in new]
    text = t.lines(
        t.bold(t("Is it right like this?")),
        t("What has arrived changes in place, without a sound; what is still to be sent has the new text."),
        t("Messages that will change: {count}", count=changing),
    )
    its_id = announcement.id
    looks = [Button(LANGUAGE_NAMES[one], f"corrected:{its_id}:{one}") for one in others]
    rows = [
        *([looks] if len(looks) > 1 else []),
        # TRANSLATORS: max 28; the new text takes the place of the old one
        [Button(t.label("Yes, correct it"), f"corrected:{its_id}:yes:{mark}")],
        [Button(t.label("Correct the text"), f"correct:{its_id}")],
        [Button(t.label("Drop the correction"), f"uncorrect:{its_id}")],
    ]
    return Screen(text, rows)


def changed_notice(t: Translator) -> str:
    """Another text was looked at than the one that would count: somebody has written a newer one."""
    return t.label("The text has changed meanwhile. Look at what it is now.")


def dropped_notice(t: Translator) -> str:
    return t.label("The text stays as it was.")
