"""Discuss, the pure part: the order of a thread, safe markup, local checks. No accounts, no votes, no storage."""
