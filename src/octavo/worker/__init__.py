"""The worker: claims what is to be done, does it, and stops cleanly when asked."""
