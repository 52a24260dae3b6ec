"""The organisers' home: how the seminar stands, what failed, who helps; and giving and taking roles."""
