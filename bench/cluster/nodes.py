"""Web and worker processes, each with a data folder of its own, and the nginx that stands before the web nodes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

NGINX = "/usr/sbin/nginx"
_CONF = """
{user}daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream otklik {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://otklik; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host localhost; proxy_connect_timeout 2s; proxy_next_upstream error timeout;
        }}
    }}
}}
"""


class Process:
    """A node's process and whatever it starts; `kill` leaves it no moment to say anything."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                command, env={**os.environ, **environment}, stdout=out, stderr=out, start_new_session=True
            )
        self.log = log

    @property
    def number(self) -> int:
        """Of the process."""
        return self._process.pid

    def kill(self) -> None:
        """`kill -9` of the whole group."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As systemd stops it; killed when it does not listen."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, how)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """What is running; the data folders lie below one folder, and no node sees another's."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, dict(environment)
        self._processes: list[Process] = []

    def web(self, name: str, port: int) -> Process:
        """One process of pages."""
        web = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error", "--workers", "1"]
        web += ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "2", "--workers-kill-timeout", "2"]
        return self._start(name, [sys.executable, *web, "otklik.config.wsgi:application"])

    def worker(self, name: str, queue: str) -> Process:
        """One worker of the queue."""
        command = ["-m", "otklik.cli", "manage", "db_worker", "--interval", "0.2", "--no-startup-delay"]
        return self._start(name, [sys.executable, *command, "--queue-name", queue])

    def proxy(self, ports: Sequence[int]) -> int:
        """nginx before the web nodes; its port."""
        port, folder = free_port(), self.folder / "nginx"
        folder.mkdir()
        servers = " ".join(f"server 127.0.0.1:{one} max_fails=1 fail_timeout=1s;" for one in ports)
        user = "user root; " if os.geteuid() == 0 else ""
        told = folder / "nginx.conf"
        told.write_text(_CONF.format(folder=folder, servers=servers, port=port, user=user), encoding="utf-8")
        command = [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(told)]
        self._keep(Process(command, {}, folder / "out.log"))
        return port

    def kill(self, number: int) -> None:
        """`kill -9` of the process of that number."""
        next(one for one in self._processes if one.number == number).kill()

    def end(self) -> None:
        """Everything that still runs."""
        for one in self._processes:
            one.kill()

    def _start(self, name: str, command: Sequence[str]) -> Process:
        data = self.folder / name
        data.mkdir(exist_ok=True)
        own = {**self.environment, "OTKLIK_DATA_DIR": str(data)}
        return self._keep(Process(command, own, self.folder / f"{name}.log"))

    def _keep(self, process: Process) -> Process:
        self._processes.append(process)
        return process


@contextmanager
def cluster(folder: Path, environment: Mapping[str, str]) -> Iterator[Cluster]:
    """Everything that was started ends with the block."""
    made = Cluster(folder, environment)
    try:
        yield made
    finally:
        made.end()


def wait_for(address: str, most: float = 120.0) -> None:
    """Until the address answers anything at all; TimeoutError else."""
    ends = time.monotonic() + most
    while time.monotonic() < ends:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own
                return
        except URLError as problem:
            if getattr(problem, "code", None) is not None:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)
