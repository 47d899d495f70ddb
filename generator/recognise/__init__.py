"""Second stage: from a grid of cells to observations, by the code lists and what the rows are."""
