"""Who people are.

The first minute (`start`, `language`), invitations and roles, `settings`, what is kept about a person as a
file (`mydata`) and its deletion (`forget`), `help`, and an answer to whatever nothing else expects.
"""
