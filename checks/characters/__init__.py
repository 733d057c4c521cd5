"""A model of official text by its characters (错别字模型): what is improbable in its place, what was likely meant."""

from checks.characters.figures import shipped
from checks.characters.model import Model, Slip
from checks.characters.second_opinion import MaskedModel, SecondOpinion, SecondOpinionError

__all__ = ["MaskedModel", "Model", "SecondOpinion", "SecondOpinionError", "Slip", "shipped"]
