"""Characters that people take for one another (易混字): of the same or nearly the same sound, of a like shape."""

from functools import cache

from wordlists.confusables.shapes import same_shape
from wordlists.confusables.sounds import near_sound, readings, same_sound

__all__ = ["alike", "near_sound", "readings", "same_shape", "same_sound"]


@cache
def alike(right: str, written: str) -> bool:
    """Whether `written` sounds or looks like `right`, as far as the tables know."""
    return written in same_sound(right) or written in near_sound(right) or written in same_shape(right)
