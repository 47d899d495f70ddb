"""For the publisher: what the published figures tell of the hidden ones. Counts only, no values.

Beside the way of the data, not on it: nothing here is written to the site.
"""
