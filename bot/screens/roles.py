"""What roles are called, wherever a screen names one."""

from bot.i18n.translator import Translator


def role_name(t: Translator, role: str) -> str:
    """By its id, as it is kept; an id that is no more, in an old note, stands for itself."""
    names = {
        "participant": t.label("participant"),
        "club_lead": t.label("club lead"),
        "host": t.label("trainer or room host"),
        "organiser": t.label("organiser"),
        "owner": t.label("owner of this bot"),
    }
    return names.get(role, role)
