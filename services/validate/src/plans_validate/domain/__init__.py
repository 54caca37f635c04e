"""Own the thinking of validate: what a document is, where its plan lies, and what the letter asks of it."""
