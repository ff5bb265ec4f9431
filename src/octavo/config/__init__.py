"""Settings: read from the environment, checked, and handed to Django. Nothing below reads the environment."""
