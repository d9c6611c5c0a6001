"""What a program for web annotations gives back for a page: its annotations, changed or not."""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.iris import statement_name
from onrecord.export.webannotation import FIELDS, OF, page_of
from onrecord.values.statement import ReportRecord

AT = "2031-01-02T03:04:05Z"
WHO = {"creator": {"type": "Person", "name": "Ana"}, "modified": AT}


class Annotated:
    """A page on its way through another program."""

    def __init__(self, record: ReportRecord) -> None:
        self.page: dict[str, Any] = json.loads(json.dumps(page_of(record)))
        self.text: str = self.page[OF]["report"]["text"]

    def item(self, statement: str) -> dict[str, Any]:
        return next(one for one in self.page["items"] if one["id"] == statement_name(statement))

    def target(self, start: int, end: int) -> dict[str, Any]:
        quote = {"type": "TextQuoteSelector", "exact": self.text[start:end], "prefix": "", "suffix": ""}
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"source": "https://news.example/1", "selector": [quote, position]}

    def move(self, statement: str, *places: list[int]) -> Annotated:
        self.item(statement).update(WHO, target=[self.target(*place) for place in places])
        return self

    def say(self, statement: str, **fields: object) -> Annotated:
        item = self.item(statement)
        next(one for one in item["body"] if FIELDS in one)[FIELDS].update(fields)
        item.update(WHO)
        return self

    def delete(self, statement: str) -> Annotated:
        self.page["items"].remove(self.item(statement))
        return self

    def add(self, *places: list[int], **more: object) -> Annotated:
        item = {"id": "https://notes.example/7", "type": "Annotation", "target": [self.target(*one) for one in places]}
        self.page["items"].append(item | WHO | more)
        return self

    @property
    def lines(self) -> list[str]:
        return [json.dumps(self.page)]
