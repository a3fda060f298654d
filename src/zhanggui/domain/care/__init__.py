"""Care (客服): complaints, replies, satisfaction."""
