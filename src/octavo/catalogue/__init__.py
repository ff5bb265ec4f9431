"""The starter catalogue: well-known publishers' feeds as data, and packs of them. Knows no database and no network."""
