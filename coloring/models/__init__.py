"""Pages and what belongs to them."""

from coloring.models.alerts import Alert
from coloring.models.attempts import Attempt, Spending
from coloring.models.exports import Export
from coloring.models.owners import Owner
from coloring.models.pages import Page
from coloring.models.photos import Photo
from coloring.models.quotas import DailyCount
from coloring.models.services import ServiceFact, WorkerBeat
from coloring.models.stored import StoredPicture

__all__ = [
    "Alert",
    "Attempt",
    "DailyCount",
    "Export",
    "Owner",
    "Page",
    "Photo",
    "ServiceFact",
    "Spending",
    "StoredPicture",
    "WorkerBeat",
]
