"""The words of the follow-up: questions that come by themselves, and what answers them."""
