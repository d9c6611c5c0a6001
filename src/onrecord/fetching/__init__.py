"""The only door to the network: one address is fetched, checked at every step and bounded in everything.

Takes: an http or https address.
Gives: Fetched, or Refused with the reason and what to do.
Never: reach an address inside the reader's own network unasked, follow a redirect unchecked, read without a limit.
"""
