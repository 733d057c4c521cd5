"""The front door: the click commands, nothing else."""
