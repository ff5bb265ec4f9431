"""Explain, the pure part: key points, answers, timeline, coverage, grounding. No model from outside, no storage."""
