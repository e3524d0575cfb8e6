"""Addresses that stay: the ledger of all that were ever published, redirects, and the gate that holds a build against them."""
