"""One reader for each form of file: bytes to records, records to what an article is made of."""
