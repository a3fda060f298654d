"""Messaging (消息): templates, consent at the last moment, mail and SMS, the outcome of each."""
