"""Papers of the warehouse."""

from zhanggui.mechanisms.documents.types import document_type

STOCK_PAPER = document_type("stock_paper", "Paper of a goods document")
