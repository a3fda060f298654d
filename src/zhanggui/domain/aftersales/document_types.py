"""Papers of after-sales."""

from zhanggui.mechanisms.documents.types import document_type

CASE_PICTURE = document_type("case_picture", "Picture of an after-sales case")
