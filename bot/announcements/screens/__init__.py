"""Everything that organisers and recipients see of an announcement."""
