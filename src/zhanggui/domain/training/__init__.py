"""Training (培训): courses, examinations, certificates; a key post needs a valid certificate."""
