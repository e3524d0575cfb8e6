"""Open data: the archive in the forms that other programs read.

    public data of an issue + Archive ──▶ files of each year                JSON Lines, CSV, Akoma Ntoso
                                      ──▶ a file of the whole archive       SQLite
                                      ──▶ what describes them               JSON Schema, datapackage.json

Everything starts from the same records (`publishing.data.records`), so that the forms cannot contradict each other. The
same archive gives the same bytes, the SQLite file too (for one version of the SQLite library).
"""
