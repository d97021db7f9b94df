"""The store of the sandbox: objects by collection, and file contents, in an SQLite database.

The store contains nothing that is specific to OpenAI. It has one connection, which only the thread of the event loop
uses. Each request therefore reads and leaves a consistent state without locks.

A committed transaction survives the end of the process, also with SIGKILL: SQLite has written it into the log beside the file.
It survives the end of the machine after the next checkpoint, since the store does not wait for the disk.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from openai_sandbox.state_errors import DAMAGED, StateError, explained

CHUNK = 1 << 20
_LARGEST_PIECE = 500
_COLUMNS = "collection, id, shape, wire, extra"
_TABLES = {"chunks", "objects"}
_WAIT_FOR_LOCK = 1.0
"""The number of seconds for which a new sandbox waits until one that is stopping has closed the file."""

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


class Store:
    """An SQLite database. If ``file`` is None, the database is temporary and is deleted at the end.

    Raises:
        StateError: The file cannot be opened, is damaged, is in use, or is not a database of the sandbox.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._name = f"The state file {file}" if file else "The temporary state of the sandbox"
        # The empty name opens a private database on disk, so that large uploads do not fill the memory.
        try:
            self._database = sqlite3.connect(
                str(file) if file else "",
                isolation_level=None,
                check_same_thread=False,
                timeout=_WAIT_FOR_LOCK,
            )
        except sqlite3.Error as error:
            raise self.explained(error) from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._database.close()
            raise self.explained(error) from error
        except StateError:
            self._database.close()
            raise

    def _prepare(self) -> None:
        # Only one sandbox at a time opens a file. Otherwise each would miss the changes of the other in its answers.
        self._database.execute("pragma main.locking_mode = exclusive")
        tables = {
            name
            for (name,) in self._database.execute(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            )
        }
        if tables and not tables >= _TABLES:
            raise StateError(
                f"{self._name} cannot be used: it is a database of another program. Choose another file."
            )
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        self._database.executescript(_SCHEMA)
        # A quarter of a second for 100,000 objects. Contents of files can be large, so they are not checked.
        found = self._database.execute("pragma quick_check(objects)").fetchone()[0]
        if found != "ok":
            raise StateError(f"{self._name} cannot be used: {found.splitlines()[-1]}. {DAMAGED}")

    def explained(self, error: sqlite3.Error | StateError) -> StateError:
        """Return an error of SQLite with the name of the file, and with what to do."""
        return explained(error, self._name)

    def close(self) -> None:
        """Close the database. The store cannot be used afterwards."""
        self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep the changes of the ``with`` block together: all of them are stored, or none if the block raises an exception.

        A transaction in another one is a part of it.

        Raises:
            StateError: The changes cannot be stored, for example because the disk is full. None of them is stored.
        """
        if self._has_transaction():
            yield
            return
        try:
            self._database.execute("begin")
            yield
            self._database.execute("commit")
        except BaseException as error:
            if self._has_transaction():  # SQLite itself rolls back after some errors
                self._database.execute("rollback")
            if isinstance(error, sqlite3.DatabaseError):
                raise self.explained(error) from error
            raise

    def _has_transaction(self) -> bool:
        return self._database.in_transaction

    def clear(self) -> None:
        """Delete all objects and file contents."""
        with self.transaction():
            self._database.execute("delete from objects")
            self._database.execute("delete from chunks")

    def write_copy(self, file: Path) -> None:
        """Write all objects and file contents into a file, which `restore` reads. Replace the file if it exists.

        Raises:
            StateError: The file cannot be written.
        """
        part = file.with_name(
            f"{file.name}.part"
        )  # an incomplete copy does not replace a complete one
        try:
            part.unlink(missing_ok=True)
            self._database.execute("vacuum into ?", (str(part),))
            part.replace(file)
        except (OSError, sqlite3.Error) as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
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
        except (sqlite3.Error, StateError) as error:
            raise StateError(f"{file} is not a snapshot of the sandbox: {error}.") from error

    def insert(self, record: Record) -> Record:
        """Store a new object. It replaces an object with the same id in the collection."""
        cursor = self._database.execute(
            f"insert or replace into objects ({_COLUMNS}) values (?, ?, ?, ?, ?)",  # noqa: S608  # a constant
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

    def rows(self) -> list[tuple[Any, ...]]:
        """Return all objects as rows for `insert_rows`."""
        return self._database.execute(f"select {_COLUMNS} from objects order by seq").fetchall()  # noqa: S608  # a constant

    def insert_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Store new objects. This takes less time than `insert`, because the rows contain JSON already."""
        self._database.executemany(f"insert into objects ({_COLUMNS}) values (?, ?, ?, ?, ?)", rows)  # noqa: S608  # a constant

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

    def ids(self, collection: str, *, prefix: str) -> list[str]:
        """Return the ids of the objects of a collection that begin with ``prefix``."""
        rows = self._database.execute(
            "select id from objects where collection = ? and id >= ? and substr(id, 1, ?) = ?",
            (collection, prefix, len(prefix), prefix),
        )
        return [str(identifier) for (identifier,) in rows]

    def with_text(self, collection: str, text: str) -> Iterator[Record]:
        """Yield the objects of a collection, oldest first, whose JSON contains a text in upper or lower case.

        Only the JSON of these objects is parsed.
        """
        quoted = json.dumps(text.lower())[1:-1]
        condition = "where collection = ? and instr(lower(wire), ?) > 0 order by seq"
        # SQLite compares letters that are not in ASCII only as they are written.
        return self._select(condition, (collection, quoted if text.isascii() else ""))

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
        self, collection: str, *, ascending: bool, beyond: int | None = None, piece: int = 20
    ) -> Iterator[Record]:
        """Yield the objects of a collection in order of creation, optionally only those after a ``seq``.

        The method reads ``piece`` rows, then more, so that the caller can write to the store meanwhile, and the first rows of
        many cost as little as those of a few.
        """
        sign, word = (">", "asc") if ascending else ("<", "desc")
        bound = beyond if beyond is not None else (0 if ascending else 1 << 62)
        while True:
            found = list(
                self._select(
                    f"where collection = ? and seq {sign} ? order by seq {word} limit ?",
                    (collection, bound, piece),
                )
            )
            yield from found
            if len(found) < piece:
                return
            bound, piece = found[-1].seq, min(2 * piece, _LARGEST_PIECE)

    def delete(self, collection: str, identifier: str) -> bool:
        """Delete an object and all objects under its path. Return whether the object existed."""
        found = self._database.execute(
            "delete from objects where collection = ? and id = ?", (collection, identifier)
        )
        # The character after "/" is "0". A range uses the index, unlike a pattern.
        path = f"{collection}/{identifier}"
        self._database.execute(
            "delete from objects where collection = ? or (collection > ? and collection < ?)",
            (path, f"{path}/", f"{path}0"),
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
            f"select {_COLUMNS}, seq from objects {condition}",  # noqa: S608  # a condition from this module
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
