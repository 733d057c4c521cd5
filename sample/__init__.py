"""A made-up county portal with planted, labelled faults, served on loopback: demonstration and end-to-end truth."""
