"""The figures of one size as Markdown: index runs, query times by mode and by kind, and where morgue is behind."""
import re
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from measure import quantile

OURS, HTML, BARE = "morgue", "morgue, HTML", "morgue, words only"
MODES = {"page": "Ranked page", "facets": "Ranked page and facets of all matches", "snippets": "Ranked page and ten snippets"}


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def ratio(theirs, ours):
    """How many times as much as morgue."""
    return f"{theirs / ours:.2f}" if ours else "-"


def baseline(measured):
    """morgue with everything on, or what comes first if it was left out."""
    return OURS if OURS in measured else next(iter(measured))


def index_table(corpus, runs):
    ours = runs[baseline(runs)]
    return table(["index", "CPU s", "× morgue", "wall s", "articles / CPU s", "peak MB", "bytes / byte of text", "× morgue"],
                 [[name, f"{run.cpu:.1f}", ratio(run.cpu, ours.cpu), f"{run.wall:.1f}", f"{corpus.articles / run.cpu:,.0f}",
                   f"{run.peak_mb:.0f}", f"{run.size / corpus.text_bytes:.2f}", ratio(run.size, ours.size)]
                  for name, run in runs.items()])


def of_mode(times, mode):
    return {name: taken for (name, asked), taken in times.items() if asked == mode}


def mode_table(mode, times):
    measured = of_mode(times, mode)
    ours = measured[baseline(measured)]
    rows = []
    for name, taken in measured.items():
        wall, cpu = ([quantile(values, share) for share in (.5, .95, .99)] for values in (taken.wall, taken.cpu))
        rows.append([name, *(f"{value:,.0f}" for value in wall), ratio(wall[0], quantile(ours.wall, .5)),
                     *(f"{value:,.0f}" for value in cpu), ratio(cpu[0], quantile(ours.cpu, .5)), str(taken.rounds)])
    return table([f"{MODES[mode]}, µs", "p50", "p95", "p99", "× morgue", "CPU p50", "p95", "p99", "× morgue", "rounds"], rows)


def kind_table(mode, times, kinds):
    """CPU time at the median by kind of query; `kinds` has one entry a query."""
    measured = of_mode(times, mode)
    rows = []
    for kind in dict.fromkeys(kinds):
        places = [place for place, of_query in enumerate(kinds) if of_query == kind]
        rows.append([kind, *(f"{statistics.median(taken.cpu[place] for place in places):,.0f}" for taken in measured.values())])
    return table([f"{MODES[mode]}, CPU p50 in µs by kind", *measured], rows)


def losses(runs, times, resident):
    """What morgue needs more of than a peer, and how much more."""
    def behind(what, figures):
        ours = figures.get(OURS)
        cheaper = sorted((figure, name) for name, figure in figures.items()
                         if ours and figure < ours and not name.startswith(OURS))
        return [what + " (" + ", ".join(f"{ours / figure:.1f} × {name}" for figure, name in cheaper) + ")"] if cheaper else []

    found = []
    for what, figure in (("CPU of indexing", lambda run: run.cpu), ("memory of indexing", lambda run: run.peak_mb),
                         ("bytes of the index", lambda run: run.size)):
        found += behind(what, {name: figure(run) for name, run in runs.items()})
    for mode, title in MODES.items():
        for share in (.5, .95, .99):
            found += behind(f"{title.lower()}, CPU p{share * 100:.0f}",
                            {name: quantile(taken.cpu, share) for name, taken in of_mode(times, mode).items()})
    return found + behind("memory of searching", resident)


# What is wanted (docs/MEASUREMENTS.md): engine whose figure is divided, engine that it is divided by, what, and how much at least.
WANTED = [("omindex", BARE, "CPU of indexing", 5), ("scriptindex", BARE, "CPU of indexing", 3),
          ("omindex", HTML, "wall time of indexing, everything on, from HTML", 2),
          ("omindex", HTML, "CPU of indexing, everything on, from HTML", 2),
          ("Lucene 8", OURS, "page", 3), ("Xapian", OURS, "page", 3), ("Lucene 8", OURS, "facets", 2.3), ("Xapian", OURS, "facets", 10),
          ("Lucene 8", OURS, "snippets", 4), ("Xapian", OURS, "snippets", 4)]


def goal_table(runs, times):
    rows = []
    for peer, ours, what, wanted in WANTED:
        if what in MODES:
            if (peer, what) not in times or (ours, what) not in times:
                continue
            wall, cpu = (quantile(getattr(times[peer, what], clock), .5) / quantile(getattr(times[ours, what], clock), .5)
                         for clock in ("wall", "cpu"))
            rows.append([f"{peer} / {ours}: {MODES[what].lower()}, p50", f"{wanted}", f"{wall:.2f} (CPU {cpu:.2f})"])
        elif peer in runs and ours in runs:
            figures = [run.wall if what.startswith("wall") else run.cpu for run in (runs[peer], runs[ours])]
            rows.append([f"{peer} / {ours}: {what}", f"{wanted}", f"{figures[0] / figures[1]:.2f}"])
    return table(["times as much as morgue", "wanted", "measured"], rows) if rows else ""


def report(corpus, runs, times, resident, kinds):
    made = ", perturbed copies" if corpus.synthetic else ""
    parts = [f"### {corpus.articles:,} articles, {corpus.text_bytes / 1e6:.1f} MB of text{made}\n"]
    if runs:
        parts.append(index_table(corpus, runs))
    if times:
        parts += [mode_table(mode, times) for mode in MODES]
        parts.append(kind_table("page", times, kinds))
        parts.append("Resident memory after all queries, MB: " +
                     ", ".join(f"{name} {megabytes:.0f}" for name, megabytes in resident.items()) + ".\n")
    parts.append(goal_table(runs, times))
    behind = losses(runs, times, resident)
    parts.append("Where morgue needs more than others: " + ("; ".join(behind) if behind else "nowhere") + ".\n")
    return "\n".join(filter(None, parts))


def parse_count(text):
    """14000, 14k, 1.1M"""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([kM]?)", text)
    if not match:
        raise ValueError(text)
    return round(float(match[1]) * {"": 1, "k": 1_000, "M": 1_000_000}[match[2]])
