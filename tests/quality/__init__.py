"""Measure how well the checks read plans: on the labelled documents and on generated variants, kind by kind."""
