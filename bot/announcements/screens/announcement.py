"""An announcement as its recipients see it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from bot.i18n.translator import Translator
from bot.screens import Attached, Button, Screen
from bot.screens.length import shorten
from bot.screens.message import TEXT, length, plain


def announcement(t: Translator, text: Markup, file: Attached | None, announcement_id: int) -> Screen:
    """The text as it was written, and a way to answer."""
    return Screen(text, [[_reply(t, f"write:{announcement_id}")]], file)


def several(t: Translator, screens: Sequence[Screen]) -> Screen:
    """Announcements that had to wait and come in one message, in the order in which they were to come."""
    heading = t.bold(t.plural("{count} delayed announcement", "{count} delayed announcements", len(screens)))
    gaps = 2 * len(screens)
    texts = _within(TEXT - length(heading) - gaps, [screen.text for screen in screens])
    return Screen(t.lines(heading, *_apart(texts)), [[_reply(t, "write")]])


def _within(room: int, texts: Sequence[Markup]) -> Sequence[Markup]:
    """The longest cut, and without formatting, where all are longer than `room` UTF-16 units together."""
    lengths = [length(text) for text in texts]
    if sum(lengths) <= room:
        return texts
    most = _largest_share(room, lengths)
    pairs = zip(texts, lengths, strict=True)
    return [escape(shorten(plain(text), most)) if its > most else text for text, its in pairs]


def _largest_share(room: int, lengths: Sequence[int]) -> int:
    """How long each may be at most, so that all together have room: what the short ones leave is shared."""
    for place, its in enumerate(sorted(lengths)):
        share = room // (len(lengths) - place)
        if its > share:
            return share
        room -= its
    return max(lengths)


def _apart(texts: Sequence[Markup]) -> Iterator[Markup | str]:
    for text in texts:
        yield ""
        yield text


def _reply(t: Translator, data: str) -> Button:
    # TRANSLATORS: max 28
    return Button(t.label("Reply to the organisers"), data)
