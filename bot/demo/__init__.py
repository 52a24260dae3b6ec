"""A Bot API on loopback that refuses what Telegram refuses, and people with phones who talk to the bot.

It speaks HTTP only and imports nothing else of `bot`, so that trying and testing the bot runs the true path.
Times of messages are seminar time, from a clock that is handed in; limits and latencies are machine time.
"""
