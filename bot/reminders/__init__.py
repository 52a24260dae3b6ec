"""Session reminders: what begins soon, where, and in how many minutes.

A reminder comes by itself as long before a session as a person likes. From it one tap leads to the session;
somebody who would rather be in a parallel one (`elsewhere`) finds what there is to choose.
"""
