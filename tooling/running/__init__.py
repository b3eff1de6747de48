"""Runs of notebooks: parameters, results, and where they go."""
