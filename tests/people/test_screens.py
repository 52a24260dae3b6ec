"""What holds for the screens about people alone; tests/screens has what holds for all."""

from datetime import datetime

import pytest

from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import load_translators
from bot.people.rules import Role
from bot.people.screens import own_data, settings
from bot.screens.roles import role_name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_settings_ends_with_the_way_back(language: str, now: datetime) -> None:
    t = load_translators()[language]
    for screen in (
        settings.languages_screen(t),
        settings.leads_screen(t, 10),
        settings.kinds_screen(t, set()),
        settings.zones_screen(t, "Asia/Almaty", "Asia/Almaty", now),
        own_data.confirm_screen(t, by_invitation=True, last_organiser=True, leads_alone=True),
    ):
        assert [button.data for button in screen.rows[-1]] == ["settings"]


def test_every_role_has_a_name() -> None:
    t = load_translators()["kk"]
    assert not set(Role) & {role_name(t, role) for role in Role}
