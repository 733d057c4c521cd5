"""The desk (工作台): where the office works through what was flagged, and units see what is theirs."""
