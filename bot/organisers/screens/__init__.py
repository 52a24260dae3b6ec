"""What organisers see of the seminar, of what failed, and of each other."""
