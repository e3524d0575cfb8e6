"""Publishing: the archive becomes pages, data, a search index, and a folder that is swapped in whole.

    Archive ──▶ pages, data, sitemap ──▶ staging folder ──▶ search index ──▶ site

Nothing here invents an address; every file is written by `folder.staging.Staging`.
"""
