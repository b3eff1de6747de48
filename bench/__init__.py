"""Measurements of the library against other stacks; bench/run.py is the command."""
