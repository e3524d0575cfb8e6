"""`python -m tools.breaking [--races N] [--kills N] [--publications N] [--damages]`: a line for each fault, a count for each kind."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tools.breaking.damages import damages
from tools.breaking.kills import kills
from tools.breaking.publications import killed_publications
from tools.breaking.races import races


def main() -> int:
    """The number of faults, at most 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--races", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--publications", type=int, default=0)
    parser.add_argument("--damages", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = [
            _races(Path(folder, "races"), asked.races) if asked.races else 0,
            _kills(Path(folder, "kills"), asked.kills) if asked.kills else 0,
            _publications(Path(folder, "publications"), asked.publications) if asked.publications else 0,
            _damages(Path(folder, "damages")) if asked.damages else 0,
        ]
    return int(any(counted))


def _races(folder: Path, count: int) -> int:
    ended: Counter[tuple[str, tuple[int, int]]] = Counter()
    wrong = 0
    for race in races(folder, count):
        ended[race.kind, race.statuses] += 1
        wrong += _told(f"{race.kind} {race.statuses}", race.faults)
    for (kind, statuses), times in sorted(ended.items()):
        print(f"  {kind:<26} statuses {statuses}: {times}")
    print(f"races: {count}, wrong: {wrong}")
    return wrong


def _kills(folder: Path, count: int) -> int:
    found: Counter[str] = Counter()
    wrong = 0
    touches = [number if number <= 20 else 20 + 9 * (number - 20) for number in range(1, count - count // 2 + 1)]
    for one in kills(folder, count // 2, touches):
        found[one.published] += 1
        wrong += _told(f"killed {one.when}, {one.published} site", one.faults)
    print(
        f"kills: {count} ({', '.join(f'{name} site {times}' for name, times in sorted(found.items()))}), wrong: {wrong}"
    )
    return wrong


def _publications(folder: Path, count: int) -> int:
    found: Counter[str] = Counter()
    wrong = 0
    touches = [1 + 173 * number for number in range(count - count // 2)]
    for one in killed_publications(folder, count // 2, touches):
        found[one.state] += 1
        wrong += _told(f"killed {one.when}, {one.state}", one.faults)
    for state, times in sorted(found.items()):
        print(f"  {state:<10} {times}")
    print(f"killed publications: {count}, wrong: {wrong}")
    return wrong


def _damages(folder: Path) -> int:
    names, wrong = set(), 0
    count = 0
    for one in damages(folder):
        names.add(one.kind)
        count += 1
        wrong += _told(f"{one.kind} of {one.entry}", one.faults)
    print(f"damages of the cache: {count} of {len(names)} kinds, wrong: {wrong}")
    return wrong


def _told(what: str, faults: tuple[str, ...]) -> bool:
    for fault in faults:
        print(f"WRONG {what}: {fault}", flush=True)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
