"""Characters that people take for one another (易混字): of the same or nearly the same sound, of a like shape."""

from checks.confusables.shapes import same_shape
from checks.confusables.sounds import near_sound, readings, same_sound

__all__ = ["near_sound", "readings", "same_shape", "same_sound"]
