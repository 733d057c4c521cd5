"""The night's plan: what runs when and in which order, recovery after a crash, one night at a time."""
