"""Fifth stage: from a publication to the pages of the site, as bytes by path."""
