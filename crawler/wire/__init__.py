"""What goes over the wire (线上): borders, politeness, names, times, and the archive that keeps every exchange."""
