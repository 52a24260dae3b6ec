"""Organisers change the programme while it runs, and those whom it concerns are told.

A change is a new document, be it a file that somebody sends or one edit of the one there is. It is proposed,
looked at with its reach, and applied: with a word to everybody concerned, or silently. Those concerned hear
of it once nothing more has changed for a minute, in one message; a reminder that came before is corrected.
"""
