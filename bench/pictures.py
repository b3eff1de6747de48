"""The plots."""


def draw(sections, folder):
    pass
