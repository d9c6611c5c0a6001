"""The script for `spark-submit`: what stands behind it is what stands behind `onrecord spark read`, or `group`.

spark-submit [its options] .../onrecord/spark/job.py INPUT... --output DIR
spark-submit [its options] .../onrecord/spark/job.py group DIR
"""

import runpy
import sys
from pathlib import Path


def main() -> None:
    """Run the command. The script's own folder is no place to import from: it was put first, and hides other names."""
    here = Path(__file__).resolve().parent
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != here]
    command = [] if sys.argv[1:2] and sys.argv[1] in ("read", "group") else ["read"]
    sys.argv[:] = ["onrecord", "spark", *command, *sys.argv[1:]]
    runpy.run_module("onrecord", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
