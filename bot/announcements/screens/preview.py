"""Step 3 of an announcement: what stands before it is sent."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.announcements.rules import Announcement, text_for, to_look_at
from bot.announcements.screens.words import (
    Addressees,
    audience_lines,
    by_language,
    in_pairs,
    reach,
    ticked,
    unreached_lines,
)
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Rows, Screen


def preview_screen(
    t: Translator, draft: Announcement, addressees: Addressees, *, seen: frozenset[str]
) -> Screen:
    """Before it is sent; there is a button for it once each text was `seen` that somebody will read."""
    counts = addressees.counts
    ready = seen >= to_look_at(draft.texts, counts)
    text = t.lines(
        t.bold(reach(t, counts)),
        *audience_lines(t, addressees),
        by_language(counts),
        *unreached_lines(t, counts),
        *_fallback_lines(t, draft, addressees),
        None
        if ready
        else t("Look at it as it will arrive, in each language without ✓; then you can send it."),
    )
    rows = [
        *in_pairs([_look(draft, one, seen) for one in LANGUAGES]),
        *(_sending(t, draft) if ready else []),
        # TRANSLATORS: max 28; the text of an announcement
        [Button(t.label("Edit"), f"wording:{draft.id}")],
        [Button(t.label("Cancel"), f"discard:{draft.id}")],
    ]
    return Screen(text, rows)


def _look(draft: Announcement, language: str, seen: frozenset[str]) -> Button:
    """With a tick where what is read in this language was seen; it knows which texts were."""
    label = ticked(LANGUAGE_NAMES[language], on=text_for(draft.texts, language)[0] in seen)
    return Button(label, ":".join(["preview", str(draft.id), language, draft.fingerprint, *sorted(seen)]))


def _fallback_lines(t: Translator, draft: Announcement, addressees: Addressees) -> Sequence[Markup]:
    """Who reads it in another language than their own."""
    without = [one for one in LANGUAGES if one in addressees.counts.by_language and one not in draft.texts]
    return [
        t(
            "{language}: no text; instead of it: {other}",
            language=LANGUAGE_NAMES[one],
            other=LANGUAGE_NAMES[text_for(draft.texts, one)[0]],
        )
        for one in without
    ]


def _sending(t: Translator, draft: Announcement) -> Rows:
    # TRANSLATORS: max 28
    now = Button(t.label("Send now"), f"send:{draft.id}:{draft.fingerprint}")
    # TRANSLATORS: max 28; sends an announcement later
    later = Button(t.label("At a time…"), f"later:{draft.id}:{draft.fingerprint}")
    return [[now], [later]]
