"""`python -m gazette_site`."""

from gazette_site.start import run

if __name__ == "__main__":
    run()
