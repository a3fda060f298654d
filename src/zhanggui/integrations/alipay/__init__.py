"""Alipay: our side by python-alipay-sdk, and a local stand-in of the other side."""
