"""A Telegram bot that carries a seminar, and the year after it, in Kazakh, Russian and English."""

import zoneinfo

# The time zones of the tzdata package win over the system's copy: before 2024a it has Almaty one hour wrong.
zoneinfo.reset_tzpath(to=())
