"""A living example world, made through the same operations as everything else."""
