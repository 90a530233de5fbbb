"""Parsing a scraped page: its sections, and the headline, outlet, date and keywords in them."""
