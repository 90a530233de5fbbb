"""Label Studio: its labelling configuration, and its tasks as it exports and imports them in JSON."""
