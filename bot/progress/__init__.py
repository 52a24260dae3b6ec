"""Organisers read how the plans go: by club, country and topic, what is late, and who has fallen silent."""
