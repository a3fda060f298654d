"""What can be done about suppliers' assessments and violations: one verb a file."""
