"""What machines read: feeds, sitemap, web manifest, metadata of pages."""
