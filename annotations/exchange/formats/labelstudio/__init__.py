"""Label Studio: its labelling configuration, and its tasks in JSON."""
