"""The facts that travel: frozen, past tense, one module a family."""
