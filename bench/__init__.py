"""Speed and memory, as ratios to what users would pick instead, in one run on one machine."""
