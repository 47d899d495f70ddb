"""First stage: from files under ``content/`` to values. Nothing here knows what a figure means."""
