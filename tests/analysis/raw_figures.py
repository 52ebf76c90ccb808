"""The monitoring computed a second time, from the raw file alone, with pandas: nothing of the product is called."""

import io
from typing import Any

import pandas as pd

GRANTED, REFUSED = "supported", "not_supported"
ANSWERED = {"satisfied", "refused", "partly", "explained", "answered"}


def frame(text: str, time_zone: str) -> pd.DataFrame:
    """The file with local quarter, result and waiting."""
    rows = pd.read_csv(io.StringIO(text), keep_default_na=False)
    local = pd.to_datetime(rows["received_at"], utc=True, format="ISO8601").dt.tz_convert(time_zone)
    rows["quarter"] = local.dt.year.astype(str) + "Q" + local.dt.quarter.astype(str)
    rows["verdict"] = rows["outcomes"].map(_verdict)
    answered, registered = pd.to_datetime(rows["answered_on"]), pd.to_datetime(rows["registered_on"])
    rows["days"] = (answered - registered).dt.days
    rows["late"] = answered > pd.to_datetime(rows["due_on"])
    return rows[rows["kind"] != "review"]


def _verdict(text: str) -> str:
    found = set(text.split("|"))
    if "in_work" in found:
        return "open"
    if GRANTED in found:
        return "partly" if REFUSED in found else "satisfied"
    if REFUSED in found:
        return "refused"
    if found == {"transferred"}:
        return "forwarded"
    if found == {"left_without_answer"}:
        return "no_answer"
    return "explained" if "explained" in found else "answered"


def channel_counts(rows: pd.DataFrame) -> dict[str, int]:
    """Appeals by channel."""
    return {str(slug): int(count) for slug, count in rows.groupby("channel").size().items()}


def question_counts(rows: pd.DataFrame, column: str) -> dict[str, int]:
    """Questions by topic or reason, «none» for those that state none."""
    exploded = rows[column].str.split("|").explode().replace("", "none")
    return {str(value): int(count) for value, count in exploded.value_counts().items()}


def waiting(rows: pd.DataFrame) -> dict[str, Any]:
    """Days over the answered, and how many of each fate."""
    done = rows[rows["verdict"].isin(ANSWERED)]
    days = done["days"]
    return {
        "mean": days.mean(),
        "median": days.median(),
        "p90": days.quantile(0.9),
        "longest": days.max(),
        "overdue": done["late"].mean(),
        "answered": len(done) / len(rows),
        "waiting": (rows["verdict"] == "open").mean(),
        "forwarded": (rows["verdict"] == "forwarded").mean(),
        "no_answer": (rows["verdict"] == "no_answer").mean(),
    }


def verdict_shares(rows: pd.DataFrame) -> dict[str, float]:
    """Share of each result."""
    return {str(value): float(share) for value, share in rows["verdict"].value_counts(normalize=True).items()}
