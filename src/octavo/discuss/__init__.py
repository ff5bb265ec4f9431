"""Discuss: what readers may do with comments, and what happens when they do. Pages are the web's."""
