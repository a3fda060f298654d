"""Documents (证照文件): papers with type, number, issuer, validity and hash, sealed at rest."""
