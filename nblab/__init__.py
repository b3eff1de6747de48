"""What lab.py is made of.

The modules cli, environment, toolchain and doctor use the standard library alone: they run on
the system's Python and make what is missing. The others run on the environment they made.
"""
