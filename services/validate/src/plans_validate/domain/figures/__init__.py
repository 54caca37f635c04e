"""Read the figures of a plan: amounts and periods as British councils write them, and what each of them measures."""
