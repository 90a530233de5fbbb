"""UIMA, as INCEpTION reads and writes it: one CAS for each article and annotator, in XMI or in JSON."""
