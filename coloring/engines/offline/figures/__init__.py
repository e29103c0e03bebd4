"""Figures drawn by code: whole heroes that the library of drawings lacks, as large closed areas."""

from __future__ import annotations

from coloring.engines.offline.figures import dinosaurs, machines, people, places

MARKUP: dict[str, str] = people.MARKUP | dinosaurs.MARKUP | machines.MARKUP | places.MARKUP
