"""The clerk's commands beside `build`, a module for each: `publish`, `undo`, `diff`, `check`, `new`, `doctor`, `serve`.

Each has `run(asked) -> exit status` and raises `admission.Unusable` where nothing can be begun.
"""
