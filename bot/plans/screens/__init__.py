"""What people see of plans."""
