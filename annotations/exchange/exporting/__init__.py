"""From records to a target."""
