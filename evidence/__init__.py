"""The store: schema and migrations, run packs, WARC access, identity of findings, the run ledger, the audit chain."""
