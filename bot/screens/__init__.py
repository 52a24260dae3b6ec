"""What a person sees: a text and the buttons under it, edited in place where it was a tap."""

from bot.screens.screen import Button, Picture, Rows, Screen, keyboard

__all__ = ["Button", "Picture", "Rows", "Screen", "keyboard"]
