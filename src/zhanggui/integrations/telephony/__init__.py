"""The telephone system: it tells of calls and takes orders; and a stand-in that plays calls."""
