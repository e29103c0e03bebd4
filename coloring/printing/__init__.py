"""Paper: sizes, and drawings, books and mini-books as PDF files that print well."""

from coloring.printing.books import book
from coloring.printing.inks import Ink, ink
from coloring.printing.mini_books import mini_book
from coloring.printing.numbers import by_number
from coloring.printing.page import pdf
from coloring.printing.paper import PAPERS, Paper
from coloring.printing.titles import is_drawable

__all__ = ["PAPERS", "Ink", "Paper", "book", "by_number", "ink", "is_drawable", "mini_book", "pdf"]
