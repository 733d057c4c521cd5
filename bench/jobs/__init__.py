"""The jobs of `make bench`, a module each: `measure(rounds)` does the work, ours and the peers', and gives the rows; no
row where the job cannot be done here, which it says itself."""

JOBS = ("first_night", "quiet_night", "reading", "words", "documents", "store", "growth")
