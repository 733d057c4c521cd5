"""The ground floor: units, columns and their duties, configuration, calendar, and what travels between rooms."""
