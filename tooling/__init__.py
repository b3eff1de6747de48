"""What lab.py is made of.

The modules that cli imports use the standard library alone: they run on the system's Python and
make what is missing. The others run on the environment they made.
"""
