"""One reader for each form of file: bytes to records, or markup to an `Extract`."""
