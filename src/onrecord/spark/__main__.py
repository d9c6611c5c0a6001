"""`python -m onrecord.spark` prints the path of the script for `spark-submit`."""

from pathlib import Path

if __name__ == "__main__":
    print(Path(__file__).with_name("job.py"))  # noqa: T201 -- what a shell asks for
