"""Fourth stage: the checked reports together as a publication, and as a Data Package."""
