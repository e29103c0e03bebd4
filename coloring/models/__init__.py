"""Pages and what belongs to them."""

from coloring.models.alerts import Alert
from coloring.models.attempts import Attempt, Spending
from coloring.models.exports import Export
from coloring.models.images import Batch, IdempotencyKey, Image, Order, Partial, Reference
from coloring.models.owners import Owner
from coloring.models.pace import Pace, Turn
from coloring.models.pages import Page
from coloring.models.photos import Photo
from coloring.models.quotas import DailyCount
from coloring.models.services import ServiceFact, WorkerBeat
from coloring.models.stored import StoredPicture

__all__ = [
    "Alert",
    "Attempt",
    "Batch",
    "DailyCount",
    "Export",
    "IdempotencyKey",
    "Image",
    "Order",
    "Owner",
    "Pace",
    "Page",
    "Partial",
    "Photo",
    "Reference",
    "ServiceFact",
    "Spending",
    "StoredPicture",
    "Turn",
    "WorkerBeat",
]
