"""Paper: sizes, and drawings as PDF files that print well."""

from coloring.printing.paper import PAPERS, Paper, pdf, sheet

__all__ = ["PAPERS", "Paper", "pdf", "sheet"]
