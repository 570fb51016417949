"""Out of the house: readings and claims as JSON, CSV, Markdown, sheets for people, and the formats of scorers."""
