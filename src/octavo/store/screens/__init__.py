"""What each page shows: one function a screen, plain frozen values out, a fixed small number of queries."""
