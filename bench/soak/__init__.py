"""A rehearsal of months in minutes: the service's own clockwork under a clock moved by hand, real crawls of a portal
that changes from day to day, a real mail server, and outages in between."""
