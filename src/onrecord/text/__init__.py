"""Strings in, strings and spans out: decoding, the reading copy, quotation marks, sentences, words.

Takes: bytes or a str.
Gives: decoded text, same-length copies and spans.
Never: read disk, clock or network.
"""
