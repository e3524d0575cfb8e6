"""The far store: named bytes in a place that several machines reach, given as a URL of fsspec; needs the extra [cluster].

    file:///srv/gazette, s3://bucket/gazette, sftp://host/gazette …      name ──▶ bytes

It is the second level of the cache (`cache`), and the way by which workers that share no folder with a build (`cluster`) get
issues and give back what they made of them. Nothing that comes from it is believed: who reads holds it against a digest. A half
written file is therefore no danger, and nothing is locked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gazette_site.failures import cause


class FarFailed(Exception):
    """The store cannot be reached, read or written; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class FarStore:
    """A place given as a URL; small and picklable, so that it can travel to another process, which connects by itself."""

    url: str

    def get(self, name: str) -> bytes | None:
        """What lies under a name, None if nothing does. Raises FarFailed."""
        place = _opened(self.url)
        try:
            content: bytes = place.files.cat_file(place.path(name))
        except FileNotFoundError:
            return None
        except Exception as failure:  # every kind of store has failures of its own
            raise place.failed(failure) from None
        return content

    def has(self, name: str) -> bool:
        """Whether something lies there. Raises FarFailed."""
        place = _opened(self.url)
        try:
            return bool(place.files.exists(place.path(name)))
        except Exception as failure:
            raise place.failed(failure) from None

    def put(self, name: str, content: bytes) -> None:
        """Lays bytes under a name, whatever lay there. Raises FarFailed."""
        place = _opened(self.url)
        try:
            place.put(place.path(name), content)
        except Exception as failure:
            raise place.failed(failure) from None

    def remove(self, name: str = "") -> None:
        """Removes what lies under a name, without one all of the store. Raises FarFailed."""
        place = _opened(self.url)
        try:
            place.files.rm(place.path(name) if name else place.root, recursive=not name)
        except FileNotFoundError:
            pass
        except Exception as failure:
            raise place.failed(failure) from None

    def below(self, name: str) -> FarStore:
        """The store of everything whose name begins so."""
        return FarStore(f"{self.url}/{name}")

    @property
    def shown(self) -> str:
        """The URL as it may be told: without name and password."""
        kind, slashes, rest = self.url.partition("://")
        host, slash, path = rest.partition("/")
        return f"{kind}{slashes}{host.rpartition('@')[2]}{slash}{path}"


@dataclass(slots=True)
class _Place:
    """A store this process is connected to."""

    store: FarStore
    files: Any
    root: str
    made: set[str] = field(default_factory=set)
    """Folders that are there."""

    def path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def put(self, path: str, content: bytes) -> None:
        folder = path.rpartition("/")[0]
        try:
            self.files.pipe_file(path, content)
        except FileNotFoundError:
            if folder in self.made:
                raise
            self.files.makedirs(folder, exist_ok=True)
            self.made.add(folder)
            self.files.pipe_file(path, content)

    def failed(self, failure: Exception) -> FarFailed:
        why = cause(failure) if isinstance(failure, OSError) else str(failure)
        return FarFailed(f"共用的存放处 {self.store.shown} 出了问题（{why or type(failure).__name__}）")


@lru_cache(maxsize=8)
def _opened(url: str) -> _Place:
    """Connects. Raises FarFailed where that cannot be, or what is needed for it is not installed."""
    store = FarStore(url)
    try:
        from fsspec.core import url_to_fs

        files, root = url_to_fs(url)
    except ImportError as missing:
        raise FarFailed(f"连 {store.shown} 要用的程序库没有装（{missing}）") from None
    except Exception as failure:
        raise FarFailed(f"连不上共用的存放处 {store.shown}（{failure}）") from None
    return _Place(store, files, root.rstrip("/"))


def is_url(text: str) -> bool:
    """Whether a text has the form of the URL of a store."""
    kind, slashes, rest = text.partition("://")
    return bool(slashes and rest) and kind.isascii() and kind.isalnum() and text.isprintable()
