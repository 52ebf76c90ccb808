"""A large file is read by a process of its own: one processor maps rows while the other one stores them.

The job goes to its standard input as a pickle; frames come back: a letter, the length, the content. The reader ends
when its pipe breaks, so that nothing is left over when the import is killed.
"""

import gc
import marshal
import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from otklik.importers.contract import UnreadableFile
from otklik.importers.mapping import MappingError
from otklik.intake.bulk.packing import Messages
from otklik.intake.bulk.reading import Chunk, Job, read_chunks
from otklik.intake.bulk.telling import Plain

#: A smaller file is read faster than a process starts.
LARGE_BYTES = 4 << 20
JOB, CHUNK, REASON, REFUSED, END = b"j", b"c", b"r", b"x", b"e"
_HEAD = struct.Struct("<cQ")
AddReason = Callable[[str], str | None]


class ReaderStopped(RuntimeError):  # noqa: N818 - tells what happened
    """The reader's process ended before its file did; its own words stand in the log."""


def is_large(path: Path) -> bool:
    """Whether the file is read by a process of its own."""
    return path.stat().st_size >= LARGE_BYTES


def told_by(chunk: Chunk) -> dict[str, Plain]:
    """What the rows of a chunk say of the states of their cases."""
    told: dict[str, Plain] = marshal.loads(chunk.told) if isinstance(chunk.told, bytes) else chunk.told  # noqa: S302 - ours
    return told


@contextmanager
def chunks_of(job: Job, add_reason: AddReason) -> Iterator[Iterator[Chunk]]:
    """Chunks of the file. `add_reason` gives the id of a reason that the catalogue lacks, None when it stays out.

    UnreadableFile (also where the mapping does not fit) and ReaderStopped.
    """
    if not is_large(job.path):
        yield read_chunks(job, add_reason)
        return
    command = [sys.executable, "-m", "otklik.intake.bulk.reader"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:  # noqa: S603 - ours
        try:
            assert reader.stdin is not None  # noqa: S101 - asked for above
            assert reader.stdout is not None  # noqa: S101
            _send(reader.stdin, pickle.dumps(job), JOB)
            yield _received(reader.stdin, reader.stdout, add_reason)
        finally:
            reader.kill()


def _received(to_reader: IO[bytes], from_reader: IO[bytes], add_reason: AddReason) -> Iterator[Chunk]:
    """Frames as chunks; the next one is fetched while the database takes in the last one."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(_frame, from_reader)
        while True:
            kind, content = coming.result()
            if kind == REASON:
                _send(to_reader, (add_reason(content) or "").encode())
            elif kind == REFUSED:
                raise UnreadableFile(content)
            elif kind == END:
                return
            coming = pool.submit(_frame, from_reader)
            if kind == CHUNK:
                yield content


def _frame(stream: IO[bytes]) -> tuple[bytes, Any]:
    """Letter and content: a chunk, or text."""
    head = stream.read(_HEAD.size)
    kind, length = _HEAD.unpack(head) if len(head) == _HEAD.size else (END, 1)
    content = stream.read(length)
    if len(content) < length:
        raise ReaderStopped("Файл не дочитан: процесс чтения остановился.")
    if kind == CHUNK:
        messages, rejected, skipped, told = marshal.loads(content)  # noqa: S302 - from our own process
        return kind, Chunk(messages and Messages(*messages), rejected, skipped, told)
    return kind, content if kind == JOB else content.decode()


def _send(stream: IO[bytes], content: bytes, kind: bytes = END) -> None:
    stream.write(_HEAD.pack(kind, len(content)))
    stream.write(content)
    stream.flush()


def main() -> None:
    """The reader's process: one job, then its end."""
    from_import, to_import = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever prints, prints beside the frames
    job: Job = pickle.loads(_frame(from_import)[1])  # noqa: S301 - from our own process
    gc.disable()  # rows hold no cycles; looking for them takes a tenth of the time

    def ask(title: str) -> str | None:
        _send(to_import, title.encode("utf-8", "replace"), REASON)
        return _frame(from_import)[1] or None

    try:
        for messages, rejected, skipped, told in read_chunks(job, ask):
            packed = told and marshal.dumps(told)  # unpacked only where some of the chunk is known
            _send(to_import, marshal.dumps((messages and tuple(messages), rejected, skipped, packed)), CHUNK)
        _send(to_import, b"")
    except (UnreadableFile, MappingError) as wrong:
        _send(to_import, str(wrong).encode(), REFUSED)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        os._exit(1)
