"""The programme: what is now and next, the days, a seat among parallel sessions, a calendar file, search.

A person looks (`now`, `agenda`, `session`, `info`), finds (`find`), chooses one of several parallel sessions
(`choose`, `seat`, `leave`), waits for a seat where there is none (`wait`, `accept`, `decline`) and takes the
programme along (`my`, `ics`). `formats` reads the organisers' file; `changes` says what a new one changes.
"""
