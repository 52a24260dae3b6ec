"""Pictures for a phone: what was counted, and how it grew."""
