"""A standalone Spark cluster on loopback, for tests and measurements: a master and workers, ended with the block.

The package of PySpark has no start scripts; `spark-class` starts what they would.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a JVM that lives for seconds is not to be optimised for hours
ALONE = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost", "SPARK_DAEMON_JAVA_OPTS": QUICK}
_SOON = 120.0


def home() -> Path:
    """Where PySpark is installed."""
    import pyspark  # noqa: PLC0415 -- an extra

    return Path(pyspark.__file__).parent


def environment(**more: str) -> dict[str, str]:
    source = str(Path(__file__).parents[1] / "src")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
    return {**kept, **ALONE, "SPARK_HOME": str(home()), "PYSPARK_PYTHON": sys.executable, **more}


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of a cluster with workers of one core and 1 GB each. folder: for its logs and work."""
    port, page = _free_port(), _free_port()
    daemons: list[subprocess.Popen[bytes]] = []
    try:
        daemons.append(_start(folder, "master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(page)))
        address = f"spark://127.0.0.1:{port}"
        _wait_for(port)
        for number in range(workers):
            daemons.append(_worker(folder, number, address))
        _wait_until_registered(folder, workers)
        yield address
    finally:
        for daemon in reversed(daemons):
            _end(daemon)


def _worker(folder: Path, number: int, address: str) -> subprocess.Popen[bytes]:
    work = folder / f"work-{number}"
    work.mkdir(parents=True, exist_ok=True)
    more = (
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        str(work),
        "--webui-port",
        "0",
        address,
    )
    return _start(folder, f"worker-{number}", *more)


def _start(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    kind = "master.Master" if name == "master" else "worker.Worker"
    command = [str(home() / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", *arguments]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            command, stdout=log, stderr=log, env=environment(SPARK_NO_DAEMONIZE="1"), start_new_session=True
        )


def _end(daemon: subprocess.Popen[bytes]) -> None:
    """A worker ends its executors when it is asked to end."""
    daemon.terminate()
    try:
        daemon.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + _SOON
    while time.monotonic() < until:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the master does not listen")


def _wait_until_registered(folder: Path, workers: int) -> None:
    until = time.monotonic() + _SOON
    while time.monotonic() < until:
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        if all("Successfully registered" in log.read_text(errors="replace") for log in logs):
            return
        time.sleep(0.2)
    raise TimeoutError("the workers do not register")


def submit(master: str, inputs: list[str], output: Path, *options: str, **more: str) -> subprocess.Popen[bytes]:
    """`spark-submit` of the script that the package has for it."""
    script = Path(__file__).parents[1] / "src" / "onrecord" / "spark" / "job.py"
    settings = {
        "spark.driver.extraJavaOptions": QUICK,
        "spark.executor.extraJavaOptions": QUICK,
        "spark.executor.memory": "512m",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
    }
    confs = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    command = [str(home() / "bin" / "spark-submit"), "--master", master, *confs, str(script)]
    return subprocess.Popen(
        [*command, *inputs, "--output", str(output), *options], env=environment(**more),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def executors(folder: Path) -> list[int]:
    """The processes of executors whose work is below a folder."""
    return processes("CoarseGrainedExecutorBackend", folder)


def readers(folder: Path) -> list[int]:
    """The processes that read pages for executors whose work is below a folder."""
    return processes("onrecord.run.pool_child", folder)


def processes(words: str, folder: Path) -> list[int]:
    return [pid for pid, command in _commands() if words in command and _works_in(pid, folder)]


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def _commands() -> Iterator[tuple[int, str]]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield int(path.parent.name), path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue


def is_here() -> bool:
    """Is there what a cluster needs?"""
    from onrecord.spark.session import why_not  # noqa: PLC0415

    return why_not() is None and shutil.which("bash") is not None
