"""Broadcast (播出): channels, programmes, slots, goods on air and their quotas."""
