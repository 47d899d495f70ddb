"""Fifth stage: what the published files are, in the words of catalogues and search engines."""
