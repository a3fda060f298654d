"""Controls (合规控制): nothing is claimed without evidence."""
