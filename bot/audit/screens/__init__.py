"""The words about what organisers did."""
