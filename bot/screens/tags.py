"""What is said of a session with one tap: words for two features, whose screens share nothing else."""

from bot.i18n.translator import Translator


def tag_name(t: Translator, tag: str) -> str:
    """By its id, as it is kept."""
    names = {
        # TRANSLATORS: max 26; what was good about a session
        "practical": t.label("Practical"),
        # TRANSLATORS: max 26; what was good about a session
        "examples": t.label("Good examples"),
        # TRANSLATORS: max 26; what was good about a session
        "lively": t.label("Lively"),
        # TRANSLATORS: max 26; what was missing in a session
        "practice": t.label("More practice"),
        # TRANSLATORS: max 26; what was missing in a session
        "time": t.label("More time"),
        # TRANSLATORS: max 26; what was missing in a session
        "clarity": t.label("Clearer"),
    }
    return names[tag]
