"""Third stage: the observations against their own arithmetic and against the Table Schema."""
