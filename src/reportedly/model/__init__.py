"""The vocabulary: frozen values, standard library only. See GLOSSARY.md for what each word means."""
