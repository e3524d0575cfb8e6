"""公文: one item from its head to its last attachment, and whom and what it names."""
