"""JupyterLab as lab.py opens it."""
