"""Invoices: asked for, issued through the tax platform (blue), and reversed (red) when goods come back."""
