"""The pages of assessments and violations: for the house, for suppliers, for everybody, for programs."""
