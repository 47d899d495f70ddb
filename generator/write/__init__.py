"""Last stage, and the only one that writes files."""
