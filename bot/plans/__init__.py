"""A club writes what it will do: what will be different, and steps that somebody does by a day.

A plan is made in a conversation that can rest after every answer, belongs to one lead or several, and is read
as a message, on paper and in a calendar.
"""
