"""Ids as the programme file has them."""

from typing import Annotated, Final

from pydantic import StringConstraints

ID_PATTERN: Final = r"^[A-Za-z0-9_-]{1,40}\z"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
OptionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,20}\z")]  # two of them fit on a button
