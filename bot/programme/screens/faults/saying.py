"""How a table of faults says one of them."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.i18n.translator import Translator

# What is wrong and what would be right, with the parameters of a finding of that code.
Table: TypeAlias = Mapping[str, Callable[[Translator, Mapping[str, str]], str]]
