"""Documents (证照文件): files with type, number, issuer, validity and hash, encrypted at rest."""
