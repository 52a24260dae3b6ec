"""What organisers see of all plans: in words, in pictures, in tables."""
