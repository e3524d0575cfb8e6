"""Tries to break a build: races of two builds, kills at any moment, a cache damaged in every way. Each is counted and judged."""
