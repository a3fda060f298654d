"""Governance (治理): what could go wrong and what is done about it; and those who look at everybody else."""
