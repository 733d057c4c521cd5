"""What every side-by-side measurement shares: spending measured, rounds interleaved, peers installed, one table."""
