"""People say how a session was, how sure they feel, and how it all was in the end: without their name.

Who has answered a form is kept apart from what was answered. A random number joins the two for as long as
the form is open, so that an answer can be changed; then it is deleted, and nobody can join them any more.
"""
