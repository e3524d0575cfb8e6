"""Builds the site from the issues: `python build.py --help`."""

from gazette_site.start import run

if __name__ == "__main__":
    run()
