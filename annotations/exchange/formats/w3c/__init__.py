"""The W3C's Web Annotation Data Model (Recommendation of 2017), in JSON-LD."""
