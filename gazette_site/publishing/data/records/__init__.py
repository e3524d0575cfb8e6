"""The public data as records: one definition gives the JSON, its JSON Schema and its types.

    IssueData = issue: IssueFacts, documents: DocumentData*, chronicle: EntryData*, what was left out or changed
    DocumentFile = DocumentData + issue: IssueOfDocument, corrections      beside the page of a document
    EntryLine = EntryData + issue                                          a line of chronicle.jsonl.gz

Fields stand in the order of their keys. Keys of the contract come first and have no default; a key of our own behind
them has one wherever nothing printed is a value, so that the schema does not require it. Descriptions are part of the
published schemas and speak the language of the data.
"""
