"""What people said: organisers read all of it, hosts what was said of their own sessions.

Nobody reads who said it. Nothing of a subject is shown before five people have answered, comments come in an
order that means nothing, and no statement here brings answers together with people or their ballots.
"""
