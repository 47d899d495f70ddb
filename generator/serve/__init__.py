"""A local web server for those who work on the site or its content."""
