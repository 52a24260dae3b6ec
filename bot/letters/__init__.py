"""Letters: anybody writes to the organisers, and they answer.

A letter goes to each organiser, or to the one group that they have bound. The answer comes from the
organisers, whoever of them wrote it.
"""
