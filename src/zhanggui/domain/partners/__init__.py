"""Partners (合作方): suppliers and carriers; application, qualification, agreement."""
