"""Discovery: pure functions from pages to proposed units and columns."""

from crawler.discovery.order import DiscoveryOrder, read_proposal, write_proposal
from crawler.discovery.proposing import propose
from crawler.discovery.roster import ListedUnit
from crawler.discovery.survey import Survey
from crawler.discovery.tasks import PRIORITY, Answer, Role, Task

__all__ = [
    "PRIORITY",
    "Answer",
    "DiscoveryOrder",
    "ListedUnit",
    "Role",
    "Survey",
    "Task",
    "propose",
    "read_proposal",
    "write_proposal",
]
