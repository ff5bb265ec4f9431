"""The AI features over stored articles. Every answer is made of sentences quoted from them, each bound to its place."""
