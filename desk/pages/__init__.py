"""The pages of the desk, a module a subject: each function answers one row of the route table."""
