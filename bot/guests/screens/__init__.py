"""The words and buttons of the guest list."""
