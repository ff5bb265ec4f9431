"""Sources to articles: files and archives read, sources polled, pages fetched, edits kept as versions."""
