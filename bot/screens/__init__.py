"""What a person sees: a text and the buttons under it, edited in place where it was a tap."""

from bot.screens.screen import (
    Attached,
    Button,
    Deletion,
    Edit,
    Outgoing,
    Picture,
    Rows,
    Screen,
    keyboard,
)

__all__ = ["Attached", "Button", "Deletion", "Edit", "Outgoing", "Picture", "Rows", "Screen", "keyboard"]
