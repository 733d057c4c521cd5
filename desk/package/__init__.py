"""The evidence package (证据包): what proves a finding, in one zip that anybody can read and check."""

from desk.package.building import Contents, build_package
from desk.package.parts import Part, exhibit_parts

__all__ = ["Contents", "Part", "build_package", "exhibit_parts"]
