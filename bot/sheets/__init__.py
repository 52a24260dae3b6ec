"""Workbooks that strangers send, opened within bounds; what their rows mean is for the feature that asks."""
