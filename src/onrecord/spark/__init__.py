"""The same reading on a cluster: pages from many files in, Parquet with the laptop's rows out.

Takes: a SparkSession and paths of archives, JSON lines, tables.
Gives: a DataFrame with one row a page; a folder of partitioned Parquet.
Never: extract by itself: `pipeline` does, in each worker; nor reach for an address: workers read what they are given.
"""

from onrecord.spark.reading import read_pages

__all__ = ["read_pages"]
