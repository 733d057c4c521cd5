"""Registers (登记簿) in the store: entries, disputes and the documents that prove them; nothing is overwritten."""
