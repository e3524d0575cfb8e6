"""What all pages share: the site as they see it, addresses, environment, head, assets."""
