"""The store of the sandbox: objects by collection, and file contents, in an SQLite database.

The store contains nothing that is specific to OpenAI. It has one connection, which only the thread of the event loop
uses. Each request therefore reads and leaves a consistent state without locks.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

CHUNK = 1 << 20
_PIECE = 200

_SCHEMA = """
create table if not exists objects (
    seq integer primary key autoincrement,
    collection text not null,
    id text not null,
    shape text not null,
    wire text not null,
    extra text not null,
    unique (collection, id)
);
create index if not exists objects_in_order on objects (collection, seq);
create index if not exists objects_by_id on objects (id);
create table if not exists chunks (
    blob text not null,
    number integer not null,
    data blob not null,
    primary key (blob, number)
) without rowid;
"""


@dataclasses.dataclass(kw_only=True)
class Record:
    """A stored object.

    ``wire`` contains the fields that the API returns, in the schema with the name ``shape``. ``extra`` contains what the
    API does not return: fields of the request, and counters.
    """

    collection: str
    id: str
    shape: str
    wire: dict[str, Any]
    extra: dict[str, Any] = dataclasses.field(default_factory=dict)
    seq: int = 0

    @property
    def path(self) -> str:
        """Return the path of the object."""
        return f"{self.collection}/{self.id}"


class StateError(Exception):
    """The state file cannot be used. The message names the file and the reason."""


class Store:
    """An SQLite database. If ``file`` is None, the database is temporary and is deleted at the end.

    Raises:
        StateError: The file cannot be opened, or is not a database of the sandbox.
    """

    def __init__(self, file: Path | None = None) -> None:
        try:
            self._open(file)
        except sqlite3.Error as error:
            raise StateError(
                f"The state file {file} cannot be used: {error}. Choose a file in an existing folder "
                "that you can write to. If the file is not a state file of the sandbox, choose another."
            ) from error

    def _open(self, file: Path | None) -> None:
        # The empty name opens a private database on disk, so that large uploads do not fill the memory.
        self._database = sqlite3.connect(
            str(file) if file else "", isolation_level=None, check_same_thread=False
        )
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the database. The store cannot be used afterwards."""
        self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Undo all changes of the ``with`` block if the block raises an exception."""
        self._database.execute("begin")
        try:
            yield
        except BaseException:
            self._database.execute("rollback")
            raise
        self._database.execute("commit")

    def clear(self) -> None:
        """Delete all objects and file contents."""
        self._database.execute("delete from objects")
        self._database.execute("delete from chunks")

    def write_copy(self, file: Path) -> None:
        """Write all objects and file contents into a file, which `restore` reads. Replace the file if it exists.

        Raises:
            StateError: The file cannot be written.
        """
        try:
            file.unlink(missing_ok=True)
            self._database.execute("vacuum into ?", (str(file),))
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"The snapshot {file} cannot be written: {error}.") from error

    def restore(self, file: Path) -> None:
        """Replace all objects and file contents by those of a copy.

        Raises:
            StateError: The file is not a copy. The objects stay as they are.
        """
        if not file.is_file():
            raise StateError(f"{file} is not a snapshot of the sandbox: it is not a file.")
        try:
            self._database.execute("attach database ? as snapshot", (str(file),))
            try:
                with self.transaction():
                    self.clear()
                    for table in ("objects", "chunks"):
                        self._database.execute(
                            f"insert into {table} select * from snapshot.{table}"  # noqa: S608  # names from this module
                        )
            finally:
                self._database.execute("detach database snapshot")
        except sqlite3.Error as error:
            raise StateError(f"{file} is not a snapshot of the sandbox: {error}.") from error

    def insert(self, record: Record) -> Record:
        """Store a new object. It replaces an object with the same id in the collection."""
        cursor = self._database.execute(
            "insert or replace into objects (collection, id, shape, wire, extra)"
            " values (?, ?, ?, ?, ?)",
            (
                record.collection,
                record.id,
                record.shape,
                json.dumps(record.wire),
                json.dumps(record.extra),
            ),
        )
        record.seq = cursor.lastrowid or 0
        return record

    def save(self, record: Record) -> None:
        """Store the changes of a record."""
        self._database.execute(
            "update objects set wire = ?, extra = ?, shape = ? where collection = ? and id = ?",
            (
                json.dumps(record.wire),
                json.dumps(record.extra),
                record.shape,
                record.collection,
                record.id,
            ),
        )

    def get(self, collection: str, identifier: str) -> Record | None:
        """Return one object, None if it does not exist."""
        return next(self._select("where collection = ? and id = ?", (collection, identifier)), None)

    def find(self, identifier: str) -> Record | None:
        """Return the oldest object with this id in any collection, None without one."""
        return next(self._select("where id = ? order by seq limit 1", (identifier,)), None)

    def everywhere(self, identifier: str) -> list[Record]:
        """Return all objects with this id, in all collections."""
        return list(self._select("where id = ? order by seq", (identifier,)))

    def all(self, collection: str) -> list[Record]:
        """Return all objects of a collection, oldest first."""
        return list(self._select("where collection = ? order by seq", (collection,)))

    def count(self, collection: str) -> int:
        """Return the number of objects in a collection."""
        row = self._database.execute(
            "select count(*) from objects where collection = ?", (collection,)
        ).fetchone()
        return int(row[0])

    def collections(self) -> dict[str, int]:
        """Return the number of objects of each collection that is not empty."""
        rows = self._database.execute(
            "select collection, count(*) from objects group by collection"
        )
        return {str(collection): int(count) for collection, count in rows}

    def newest(
        self, collections: Iterable[str], *, limit: int, before: int | None = None
    ) -> list[Record]:
        """Return the newest objects of several collections, optionally only those before a ``seq``."""
        return list(
            self._select(
                "where collection in (select value from json_each(?)) and seq < ?"
                " order by seq desc limit ?",
                (json.dumps(list(collections)), before or 1 << 62, limit),
            )
        )

    def containing(self, text: str, *, limit: int) -> list[Record]:
        """Return the newest objects whose JSON, as the API returns it, contains a text."""
        quoted = json.dumps(text)[1:-1]
        return list(
            self._select("where instr(wire, ?) > 0 order by seq desc limit ?", (quoted, limit))
        )

    def ordered(
        self, collection: str, *, ascending: bool, beyond: int | None = None
    ) -> Iterator[Record]:
        """Yield the objects of a collection in order of creation, optionally only those after a ``seq``.

        The method reads a limited number of rows at a time, so that the caller can write to the store meanwhile.
        """
        sign, word = (">", "asc") if ascending else ("<", "desc")
        bound = beyond if beyond is not None else (0 if ascending else 1 << 62)
        while True:
            piece = list(
                self._select(
                    f"where collection = ? and seq {sign} ? order by seq {word} limit {_PIECE}",
                    (collection, bound),
                )
            )
            yield from piece
            if len(piece) < _PIECE:
                return
            bound = piece[-1].seq

    def delete(self, collection: str, identifier: str) -> bool:
        """Delete an object and all objects under its path. Return whether the object existed."""
        found = self._database.execute(
            "delete from objects where collection = ? and id = ?", (collection, identifier)
        )
        under = f"{collection}/{identifier}/"
        self._database.execute(
            "delete from objects where substr(collection || '/', 1, ?) = ?", (len(under), under)
        )
        return found.rowcount > 0

    def write_blob(self, blob: str, streams: Iterable[BinaryIO]) -> int:
        """Store the bytes of the streams, chunk by chunk. Return the number of bytes."""
        size = number = 0
        for stream in streams:
            while piece := stream.read(CHUNK):
                self._database.execute(
                    "insert or replace into chunks values (?, ?, ?)", (blob, number, piece)
                )
                number += 1
                size += len(piece)
        return size

    def move_blobs(self, sources: Sequence[str], target: str) -> None:
        """Join several blobs to one, in this order, without reading them."""
        number = 0
        for source in sources:
            rows = self._database.execute(
                "select number from chunks where blob = ? order by number", (source,)
            ).fetchall()
            for (old,) in rows:
                self._database.execute(
                    "update chunks set blob = ?, number = ? where blob = ? and number = ?",
                    (target, number, source, old),
                )
                number += 1

    def read_blob(self, blob: str) -> Iterator[bytes]:
        """Yield the bytes of a blob, chunk by chunk."""
        number = 0
        while True:
            row = self._database.execute(
                "select data from chunks where blob = ? and number = ?", (blob, number)
            ).fetchone()
            if row is None:
                return
            yield row[0]
            number += 1

    def delete_blob(self, blob: str) -> None:
        """Delete the bytes of a blob."""
        self._database.execute("delete from chunks where blob = ?", (blob,))

    def _select(self, condition: str, values: tuple[Any, ...]) -> Iterator[Record]:
        cursor = self._database.execute(
            f"select collection, id, shape, wire, extra, seq from objects {condition}",  # noqa: S608  # a condition from this module
            values,
        )
        for collection, identifier, shape, wire, extra, seq in cursor:
            yield Record(
                collection=collection,
                id=identifier,
                shape=shape,
                wire=json.loads(wire),
                extra=json.loads(extra),
                seq=seq,
            )
