"""Three workers on PostgreSQL share one import, one of them is killed: nothing is lost or doubled."""

from __future__ import annotations

import json
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from drill.instance import Instance, new_database, postgresql
from evals.common import data


def main() -> bool:
    source = str(data("allsides_stream/articles.jsonl.gz"))
    with tempfile.TemporaryDirectory() as name, postgresql(Path(name)) as server:
        instance = Instance(Path(name) / "data", new_database(server, "drill"))
        instance.run("check", "--upgrade", ok=(0, 1))
        workers = [instance.start("worker") for _ in range(3)]
        importing = instance.start("import", source)
        time.sleep(12)
        workers[0].send_signal(signal.SIGKILL)
        print("   one worker killed")
        status = importing.wait()
        for worker in workers[1:]:
            worker.send_signal(signal.SIGTERM)
        stopped = [worker.wait(30) for worker in workers[1:]]
        return _complete(instance, status, stopped)


def _complete(instance: Instance, status: int, stopped: list[int]) -> bool:
    articles = [json.loads(line)["url"] for line in instance.run("export", "articles").splitlines()]
    stories = [json.loads(line)["url"] for line in instance.run("export", "stories").splitlines()]
    doubled = [url for url, count in Counter(stories).items() if count > 1]
    missing = set(articles) - set(stories)
    print(f"   import ended with {status}, workers with {stopped}")
    print(f"   {len(articles)} articles, {len(stories)} grouped, {len(missing)} missing, {len(doubled)} doubled")
    return status == 0 and not missing and not doubled and len(articles) == len(set(articles)) and set(stopped) == {0}
