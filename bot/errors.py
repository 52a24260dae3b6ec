"""Errors that speak to people."""


class UserError(Exception):
    """Something a person can do otherwise; its text reaches them, in their language."""


class TooBigError(Exception):
    """A file is bigger than what is read of it."""


class SettingError(Exception):
    """A setting is missing or wrong; its one line names it, and the program ends with exit code 2."""
