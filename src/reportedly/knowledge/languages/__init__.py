"""The words of a language: typed tables, one module a subject. Only English so far."""
