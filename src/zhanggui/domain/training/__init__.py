"""Training (培训): courses, examinations and certificates; a key post needs a certificate that is valid."""
