"""The same reading on a cluster: pages from many files in, Parquet with the laptop's rows out; and the same groups.

Takes: a SparkSession and paths of archives, JSON lines, tables.
Gives: a DataFrame with one row a page; a folder of partitioned Parquet; copies, families, occasions across its reports.
Never: extract or compare by itself: `pipeline`, `matching` and `grouping` do, in each worker; nor reach for an address:
workers read what they are given.
"""

from onrecord.spark.groups import group_tables
from onrecord.spark.reading import read_pages

__all__ = ["group_tables", "read_pages"]
