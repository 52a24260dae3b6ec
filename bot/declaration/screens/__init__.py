"""The words about the Declaration."""
