"""The record in a browser, and over JSON for other programs: server-rendered, usable without JavaScript.

Takes: requests, and a record to read from.
Gives: pages, JSON, feeds. What a page shows is a value object made from the record before a template sees it.
Never: HTML of an outlet; words of a report that are not escaped; an address outside of this site; a look at the record
    that is not bounded in time.
"""
