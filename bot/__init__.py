"""A Telegram bot that carries a seminar, and the year after it, in Kazakh, Russian and English."""
