"""What people see of themselves: the door, the settings, their data, help."""
