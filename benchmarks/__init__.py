"""What the program costs: `make bench`. Nothing here is part of the program or of its tests."""
