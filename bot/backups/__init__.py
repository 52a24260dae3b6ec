"""Copies of a seminar, and bringing one back: whole, or not at all.

A copy is an SQLite file, whatever the database is. The bot can run on it as it is.
"""
