"""The words about changes of the programme: findings, what changes, whom it reaches."""
