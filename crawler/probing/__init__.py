"""Probing (可用性探测): what one round of visits is told and what it brings back, and how an answer is judged."""
