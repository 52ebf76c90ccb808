"""A copy opens with its key only, and what went wrong is told by its cause."""

import io
from pathlib import Path

import pytest

from otklik.base.errors import RuleBroken
from otklik.operation.backup.looking import look_into
from otklik.operation.backup.sealing import identity_from, new_identity, opened_from, recipient, sealed_into
from tests.operation.test_backup_pieces import archive_of


def sealed(content: bytes, *pairs: object) -> bytes:
    target = io.BytesIO()
    with sealed_into(target, [pair.to_public() for pair in pairs]) as stream:  # type: ignore[attr-defined]
        stream.write(content)
    return target.getvalue()


def opened(content: bytes, pair: object) -> bytes:
    with opened_from(io.BytesIO(content), pair) as stream:  # type: ignore[arg-type]
        return stream.read()


def test_a_sealed_stream_opens_with_its_key_only() -> None:
    own, other, aside = new_identity(), new_identity(), new_identity()
    shut = sealed(b"letters " * 400_000, own, aside)
    assert opened(shut, own) == opened(shut, aside) == b"letters " * 400_000
    with pytest.raises(RuleBroken, match="не подходит"):
        opened(shut, other)
    with pytest.raises(RuleBroken, match="не до конца"):
        opened(shut[:1_500_000], own)
    with pytest.raises(RuleBroken, match="испорчена"):
        opened(shut[:1_000_000] + b"?" + shut[1_000_001:], own)


class FullDisk(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:  # noqa: ARG002
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_said() -> None:
    def fill() -> None:
        with sealed_into(FullDisk(), [new_identity().to_public()]) as stream:
            for _ in range(40):
                stream.write(b"x" * 1024 * 1024)

    with pytest.raises(OSError, match="No space left"):
        fill()


def test_the_secret_key_is_not_taken_for_the_public_one(tmp_path: Path) -> None:
    pair = new_identity()
    with pytest.raises(RuleBroken, match="секретный"):
        recipient(str(pair))
    with pytest.raises(RuleBroken, match="не открытый"):
        recipient("age1nonsense")
    (tmp_path / "key").write_text(f"# words\n{pair}\n")
    assert str(identity_from(tmp_path / "key").to_public()) == str(pair.to_public())
    with pytest.raises(RuleBroken, match="не читается"):
        identity_from(tmp_path / "none")


def test_the_cause_is_told_before_what_came_of_it() -> None:
    """A wrong key leaves an empty archive: whoever reads «испорчена» would throw a good copy away."""
    own, other = new_identity(), new_identity()
    shut = sealed(archive_of(one=b"1" * 5_000_000), own)
    with pytest.raises(RuleBroken, match="не подходит"):
        look_into(io.BytesIO(shut), other)
    with pytest.raises(RuleBroken, match="не до конца"):
        look_into(io.BytesIO(shut[:2_000_000]), own)
    with pytest.raises(RuleBroken, match="не копия"):
        look_into(io.BytesIO(b"letter" * 5000), own)
    with pytest.raises(RuleBroken, match="обрывается"):
        look_into(io.BytesIO(sealed(archive_of(one=b"1" * 5000)[:3000], own)), own)
