"""Articles as JSON lines, for the programs that measure: what `morgue inspect` prints and what `morgue index` reads."""
import calendar
import dataclasses
import json
import subprocess


@dataclasses.dataclass
class Article:
    id: str
    headline: str
    body: str
    published: str = ""
    source: str = ""
    section: str = ""
    countries: list = dataclasses.field(default_factory=list)  # codes, of countries in focus
    people: list = dataclasses.field(default_factory=list)
    organisations: list = dataclasses.field(default_factory=list)

    @property
    def text_bytes(self):
        return len(self.headline.encode()) + len(self.body.encode())

    def to_json(self):
        fields = {name: value for name, value in dataclasses.asdict(self).items() if value}
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def in_focus(entities, name):
    """`morgue inspect` lists objects, what is written here lists strings."""
    return [entity if isinstance(entity, str) else entity[name] for entity in entities or []
            if isinstance(entity, str) or entity.get("focus")]


def opening(dateline):
    """A dateline as papers print it: `morgue inspect` takes it out of the body, and countries are known by it."""
    if not dateline:
        return ""
    month, day = map(int, dateline["day"].split("-")) if "day" in dateline else (0, 0)
    where_and_when = ", ".join(filter(None, (dateline.get("place"), f"{calendar.month_name[month]} {day}" if day else "")))
    agency = f"({dateline['agency']})" if "agency" in dateline else ""
    return " ".join(filter(None, (where_and_when, agency))) + " - "


def parse(line):
    fields = json.loads(line)
    return Article(
        id=str(fields["id"]), headline=fields.get("headline") or fields.get("title") or "",
        body=opening(fields.get("dateline")) + (fields.get("body") or fields.get("text") or ""),
        published=fields.get("published") or fields.get("date") or "",
        source=fields.get("source") or "", section=fields.get("section") or "",
        countries=in_focus(fields.get("countries"), "code"), people=in_focus(fields.get("people"), "name"),
        organisations=in_focus(fields.get("organisations"), "name"))


def read(path):
    """The articles of a file, .zst too if zstd is there, one after the other."""
    if str(path).endswith(".zst"):
        with subprocess.Popen(["zstd", "-dcq", str(path)], stdout=subprocess.PIPE) as process:
            yield from map(parse, process.stdout)
        return
    with open(path, "rb") as lines:
        yield from map(parse, lines)
