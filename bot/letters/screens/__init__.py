"""Words about letters: for whoever writes one, for organisers, and for their group."""
