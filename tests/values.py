"""Values for a parameter, drawn from what its notebook allows."""

import math

_HUGE = {"int": "2147483647", "long": "9223372036854775807L", "double": "1e308"}


def limits(parameter):
    """(least, largest) of a parameter that has a range, or None."""
    pair = parameter.allowed
    return tuple(map(float, pair)) if isinstance(pair, tuple) and pair else None


def choices(parameter):
    """The Java literals of a parameter that names its values."""
    if parameter.type == "boolean":
        return ["true", "false"]
    return [f'"{word}"' for word in parameter.allowed]


def ends(parameter):
    """Both ends of a range, or every choice; empty where any number goes."""
    if parameter.type in ("boolean", "String"):
        return choices(parameter)
    return [literal(parameter.type, x) for x in limits(parameter) or ()]


def drawn(parameter, random):
    """A random valid value; spread over the decades of a wide positive range."""
    if parameter.type in ("boolean", "String"):
        return random.choice(choices(parameter))
    low, high = limits(parameter) or (-(10**6), 10**12)
    if low > 0 and high / low >= 50:
        return literal(parameter.type, math.exp(random.uniform(math.log(low), math.log(high))))
    return literal(parameter.type, random.uniform(low, high))


def invalid(parameter):
    """Values that must be refused: of another type, and, where there is a range, outside it."""
    if parameter.type == "String":
        return ['"no such choice"', "null", "7"]
    if parameter.type == "boolean":
        return ['"yes"']
    found = ['"three"']
    if pair := limits(parameter):
        low, high = pair
        step = 1 if parameter.type in ("int", "long") else (high - low) / 1000
        found += [literal(parameter.type, low - step), literal(parameter.type, high + step)]
        found += [_HUGE[parameter.type]]
        if parameter.type == "double":
            found += ["Double.NaN", "Double.NEGATIVE_INFINITY"]
    return found


def literal(java_type, x):
    """The number as Java writes it."""
    if java_type == "double":
        return repr(float(f"{x:.6g}"))
    return f"{round(x)}L" if java_type == "long" else str(round(x))
