"""The tax platform that issues electronic invoices (数电票), by signed JSON; and a stand-in of our own."""
