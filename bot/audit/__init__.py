"""What organisers did, for organisers: who, what and when, as a list and as a file."""
