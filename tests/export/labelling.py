"""What Label Studio gives back for a task: its predictions as an annotation, changed or not."""

from __future__ import annotations

import json
from typing import Any

from onrecord.export.labelstudio import task_of
from onrecord.values.statement import ReportRecord

AT = "2031-01-02T03:04:05.678901Z"


class Labelled:
    """A task on its way through Label Studio."""

    def __init__(self, record: ReportRecord) -> None:
        task = json.loads(json.dumps(task_of(record)))
        self.data = task["data"]
        self.result: list[dict[str, Any]] = task["predictions"][0]["result"]
        self.annotation: dict[str, Any] = {"completed_by": {"email": "ana@example.org"}, "updated_at": AT}

    def say(self, region: str, name: str, value: str | None) -> Labelled:
        """Choose or write something for a region; None takes it back."""
        self.result = [one for one in self.result if (one.get("id"), one.get("from_name")) != (region, name)]
        if value is not None:
            kind = "choices" if name in ("kind", "mode", "force", "speaker_type", "verdict") else "textarea"
            told = {"choices": [value]} if kind == "choices" else {"text": [value]}
            self.result.append({"id": region, "from_name": name, "to_name": "text", "type": kind, "value": told})
        return self

    def delete(self, *regions: str) -> Labelled:
        self.result = [
            one
            for one in self.result
            if one.get("id") not in regions and not {one.get("from_id"), one.get("to_id")} & set(regions)
        ]
        return self

    def move(self, region: str, start: int, end: int) -> Labelled:
        for one in self.result:
            if one.get("id") == region:
                text = self.data["text"][start:end]
                one["value"] |= {"start": start, "end": end} | ({"text": text} if one["type"] == "labels" else {})
        return self

    def add(self, id_: str, part: str, start: int, end: int) -> Labelled:
        value = {"start": start, "end": end, "text": self.data["text"][start:end], "labels": [part]}
        self.result.append({"id": id_, "from_name": "part", "to_name": "text", "type": "labels", "value": value})
        return self

    def tie(self, one: str, other: str, label: str) -> Labelled:
        self.result.append({"type": "relation", "from_id": one, "to_id": other, "labels": [label]})
        return self

    def counted_in_units(self) -> Labelled:
        """As a Label Studio of before 2022 counts."""
        text = self.data["text"]
        for one in self.result:
            if "value" in one and "start" in one["value"]:
                for end in ("start", "end"):
                    before = text[: one["value"][end]]
                    one["value"][end] = len(before.encode("utf-16-le")) // 2
        return self

    def anew(self) -> Labelled:
        """As if somebody had marked everything by hand: other ids everywhere."""
        names = {one["id"]: f"x{number}" for number, one in enumerate(self.result) if "id" in one}
        for one in self.result:
            for key in ("id", "from_id", "to_id"):
                if key in one:
                    one[key] = names[one[key]]
        return self

    @property
    def task(self) -> dict[str, Any]:
        return {"data": self.data, "annotations": [{**self.annotation, "result": self.result}]}
