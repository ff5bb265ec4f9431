"""What is heavy: kills, many workers, large loads. Each drill prints what it saw; figures stand in docs/explanation."""
