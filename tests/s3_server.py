"""A server that speaks S3, started once for all tests that need one."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest


class S3Server:
    """Where it listens, and new buckets on it."""

    def __init__(self, address: str) -> None:
        self.address, self._numbers = address, count(1)

    def options(self, bucket: str) -> dict[str, Any]:
        """As `config.attachments.files_bucket` gives them."""
        return {
            "endpoint_url": self.address, "access_key": "key", "secret_key": "secret", "bucket_name": bucket,
            "location": "files", "region_name": "us-east-1", "verify": None,
        }  # fmt: skip

    def bucket(self) -> str:
        """A new empty one."""
        import boto3

        name = f"otklik-{next(self._numbers)}"
        client = boto3.client(
            "s3", endpoint_url=self.address, aws_access_key_id="key", aws_secret_access_key="secret",
            region_name="us-east-1",
        )  # fmt: skip
        client.create_bucket(Bucket=name)
        return name


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """Listening on a free port."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield S3Server(f"http://{host}:{port}")
    server.stop()
