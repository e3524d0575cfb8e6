"""Linking: issues become one archive in which every record has its permanent address.

issues ──▶ order, gaps ──▶ addresses, anchors ──▶ months, lists, register ──▶ Archive
"""

from gazette_site.linking.archive import Archive, Url
from gazette_site.linking.link import link

__all__ = ["Archive", "Url", "link"]
