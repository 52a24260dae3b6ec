"""The language that names, descriptions and menus are set for."""

import re

from bot.demo.parameters import Parameters
from bot.demo.refusal import Refusal


def language_of(given: Parameters) -> str:
    """Two letters (ISO 639-1), or '' for all languages without their own."""
    language = given.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise Refusal("invalid language code specified")
    return language
