"""The sections of a scraped page."""
