"""A draft: found again, written in up to three languages (step 2), thrown away."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.announcements.rules import Announcement
from bot.announcements.screens.words import (
    Addressees,
    audience_lines,
    excerpt,
    in_pairs,
    reach,
    ticked,
)
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Rows, Screen
from bot.screens.length import button
from bot.screens.message import FileKind
from bot.screens.pages import back

OTHERS: Final = 4  # drafts that are offered besides the one that is shown


def home_screen(t: Translator, draft: Announcement, others: Sequence[Announcement] = ()) -> Screen:
    """Somebody has begun one and not sent it, and perhaps others before or after it."""
    text = t.lines(
        t.bold(t("You have a draft of an announcement")),
        excerpt(draft.texts, t.language) if draft.texts else t("There is no text in it yet."),
    )
    ahead = f"preview:{draft.id}" if draft.texts else f"audience:{draft.id}"
    rows = [
        # TRANSLATORS: max 28; with the draft of an announcement
        [Button(t.label("Continue"), ahead)],
        # TRANSLATORS: max 28; the draft of an announcement
        [Button(t.label("Throw it away"), f"discard:{draft.id}")],
        *([_other_draft(t, one)] for one in others[:OTHERS]),
        [Button(t.label("Sent and scheduled"), "announced")],
        back(t, "now"),
    ]
    return Screen(text, rows)


def _other_draft(t: Translator, other: Announcement) -> Button:
    said = excerpt(other.texts, t.language) if other.texts else t.label("There is no text in it yet.")
    return button(f"✎ {said}", f"announce:{other.id}")


# ------------------------------------------------------------------------ text


def text_screen(t: Translator, draft: Announcement, addressees: Addressees, language: str) -> Screen:
    """What there is in each language, and for whom; the next message becomes the text in `language`."""
    text = t.lines(
        t.bold(t("Text: {language}", language=LANGUAGE_NAMES[language])),
        Markup(" · ").join([reach(t, addressees.counts), *audience_lines(t, addressees)]),
        _prompt(t, draft, language),
        "",
        *(_text_line(draft, one) for one in LANGUAGES),
        _file_line(t, draft),
        *_too_long_lines(t, draft),
    )
    rows = [
        *in_pairs([_language_button(draft, one) for one in LANGUAGES]),
        *_removals(t, draft, language),
        *_onward(t, draft),
        [Button(t.label("Cancel"), f"discard:{draft.id}")],
        back(t, f"audience:{draft.id}"),
    ]
    return Screen(text, rows)


def _prompt(t: Translator, draft: Announcement, language: str) -> Markup:
    if language in draft.texts:
        return t("To replace this text, write it once more.")
    if draft.texts:
        return t("Write it in this language too, or go on: nobody is left out.")
    return t("Write the text now. A photo or a document may go with it; the formatting is kept.")


def _text_line(draft: Announcement, language: str) -> str:
    said = excerpt({language: draft.texts[language]}, language) if language in draft.texts else "—"
    return f"{LANGUAGE_NAMES[language]}: {said}"


def _file_line(t: Translator, draft: Announcement) -> Markup | None:
    if draft.file_id is None:
        return None
    return t("With a photo") if draft.file_kind is FileKind.PHOTO else t("With a document")


def _too_long_lines(t: Translator, draft: Announcement) -> Sequence[Markup]:
    if not draft.too_long:
        return []
    lengths = [
        t("Too long: {language}, {length} characters", language=LANGUAGE_NAMES[language], length=length)
        for language, length in draft.too_long.items()
    ]
    most = draft.limit
    return [
        *lengths,
        t("With a photo or a document a text may have {limit} characters at most.", limit=most),
        t("Please shorten it, or remove the file; nothing is lost."),
    ]


def _language_button(draft: Announcement, language: str) -> Button:
    """With a tick where there is a text."""
    label = ticked(LANGUAGE_NAMES[language], on=language in draft.texts)
    return Button(label, f"wording:{draft.id}:{language}")


def _removals(t: Translator, draft: Announcement, language: str) -> Rows:
    # TRANSLATORS: max 28
    text = [Button(t.label("Remove this text"), f"omit:{draft.id}:{language}")]
    # TRANSLATORS: max 28
    photo = t.label("Remove the photo")
    # TRANSLATORS: max 28
    document = t.label("Remove the document")
    label = photo if draft.file_kind is FileKind.PHOTO else document
    file = [Button(label, f"omit:{draft.id}:file")]
    return [*([text] if language in draft.texts else []), *([file] if draft.file_id else [])]


def _onward(t: Translator, draft: Announcement) -> Rows:
    # TRANSLATORS: max 28; all texts are written, on to the preview
    done = [Button(t.label("Done: look at it"), f"preview:{draft.id}")]
    return [done] if draft.texts and not draft.too_long else []


def unusable_screen(t: Translator, draft: Announcement, language: str) -> Screen:
    """A sticker, a voice message and the like."""
    text = t.lines(
        t.bold(t("This cannot become an announcement")),
        t("Please write a text; a photo or a document may go with it."),
        t("Your draft is as it was."),
    )
    return Screen(text, [back(t, f"wording:{draft.id}:{language}")])


# ---------------------------------------------------------------------- cancel


def cancel_question(t: Translator, draft: Announcement) -> Screen:
    text = t.lines(
        t.bold(t("Throw the draft away?")),
        excerpt(draft.texts, t.language) if draft.texts else None,
        t("Nobody has got it, and nobody will."),
    )
    rows = [
        # TRANSLATORS: max 28
        [Button(t.label("Yes, throw it away"), f"discard:{draft.id}:yes")],
        back(t, f"wording:{draft.id}" if draft.texts else f"audience:{draft.id}"),
    ]
    return Screen(text, rows)


def cancelled_screen(t: Translator) -> Screen:
    text = t.lines(t.bold(t("The draft is thrown away")), t("Nobody has got anything."))
    rows = [
        # TRANSLATORS: max 28
        [Button(t.label("New announcement"), "announce")],
        [Button(t.label("Sent and scheduled"), "announced")],
        # TRANSLATORS: max 28
        [Button(t.label("What is next"), "now")],
    ]
    return Screen(text, rows)


def describe_announce(t: Translator) -> str:
    """The command's line in the menu."""
    return t.label("Write to the participants")
