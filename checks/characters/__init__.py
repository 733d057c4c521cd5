"""A model of official text by its characters (错别字模型): what is improbable in its place, what was likely meant."""

from checks.characters.figures import shipped
from checks.characters.model import Model, Slip

__all__ = ["Model", "Slip", "shipped"]
