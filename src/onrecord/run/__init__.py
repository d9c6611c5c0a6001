"""Running the pipeline over many pages on one machine.

Takes: pages and a place to put their records.
Gives: records written, and an account of every input.
Never: extract by itself: the pipeline does.
"""
