"""The crawler: walks a portal, decides what to fetch next, seals what it saw into a run pack."""
