"""Cases (工单): nothing that goes wrong is forgotten."""
