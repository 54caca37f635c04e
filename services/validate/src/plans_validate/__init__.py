"""Check a plan: read the document, find the plan in it, and say what it does with the words that show it."""
