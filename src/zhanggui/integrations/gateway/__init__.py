"""The payment gateway: our side of its signed protocol, and beside it a local stand-in that speaks it too."""
