"""Announcements: an organiser says something to many people and sees whom it reached.

One is written in up to three languages, looked at as it will arrive, then sent now or at a time. What has
been sent can be corrected or withdrawn.
"""
