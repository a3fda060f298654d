"""Reading the words in a picture by RapidOCR, whose models for Chinese lie in its own package."""
