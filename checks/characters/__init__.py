"""A model of the characters of official text (错别字模型): what is improbable where it stands, and what is likely meant."""

from checks.characters.figures import shipped
from checks.characters.model import Model, Slip

__all__ = ["Model", "Slip", "shipped"]
