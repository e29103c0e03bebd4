"""Pages and what belongs to them."""

from coloring.models.owners import Owner
from coloring.models.pages import Page
from coloring.models.photos import Photo
from coloring.models.quotas import DailyCount
from coloring.models.services import ServiceFact, WorkerBeat

__all__ = ["DailyCount", "Owner", "Page", "Photo", "ServiceFact", "WorkerBeat"]
