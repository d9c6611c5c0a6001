"""The outside comes in: files, folders, standard input, web archives.

Takes: paths.
Gives: Page or Skipped, one at a time.
Never: look inside a report, or reach the network.
"""
