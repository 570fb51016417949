"""One shared test a kind of part; each implementation is a parameter of it."""
