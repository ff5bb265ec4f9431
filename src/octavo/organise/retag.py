"""Stored articles follow what people said of hashtags, a little each turn, so that nothing else is held up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from octavo.store import hashtag_rows, hashtag_rules, work

log = logging.getLogger(__name__)


def retag(owner: str, clock: Callable[[], datetime]) -> int:
    """Go on with the oldest rule that waits; 1 where there was one. One process does this at a time."""
    rows = work.claim(hashtag_rules.KIND, hashtag_rules.STAGE, owner, clock(), 1)
    for row in rows:
        if not work.hold_lease("hashtags", owner, clock()):
            work.go_on(row.id, row.data)
            return 0
        try:
            after = hashtag_rows.apply(row.subject.partition(" ")[0], int(str(row.data.get("after", 0))))
        except Exception as error:
            log.exception("event=retag-broke subject=%s", row.subject)
            work.fail(row, error, clock())
            continue
        if after is None:
            work.finish([row.id])
            log.info("event=retagged name=%s", row.subject)
        else:
            work.go_on(row.id, {"after": after})
    return len(rows)
