"""The program `plans`: it knows no service, only the entry-point groups they fill."""
