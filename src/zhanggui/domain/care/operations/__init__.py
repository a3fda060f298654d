"""What can be done in customer care. Replies, findings and closing are verbs of the case mechanism."""
