"""The folder of a site: files not yet written, the staging folder and its swap, digests, the checker, the copy for a disk."""
