"""Messages (消息触达): what the house writes to its customers, by SMS, mail and on its own pages."""
