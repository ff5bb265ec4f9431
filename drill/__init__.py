"""What is heavy: kills, many workers, large loads. Each drill prints what it saw; figures are kept in docs/explanation."""
