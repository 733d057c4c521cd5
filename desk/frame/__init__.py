"""Evidence made fit to be seen (证据展示): pure functions from archived bytes and stored texts to safe views."""
