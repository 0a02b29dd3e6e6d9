"""Exports read by the programs they are made for, in an environment of their own."""
