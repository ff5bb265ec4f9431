"""Articles to hashtags, stories, related lists and search entries; and what is kept for how long."""
