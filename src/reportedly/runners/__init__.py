"""Doing one thing to many items: one after another, in several processes, or on several machines."""
