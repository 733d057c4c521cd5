"""What travels between processes (进程间传递)."""

from __future__ import annotations


class Parcel:
    """Base of a frozen dataclass of which each page takes some from one process to another: pickled as its fields are
    given to it. The way of dataclasses asks anew for the list of the fields of every object, which takes half as long
    again."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Parcel], tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])
