"""Pictures of the running application, made by `python -m screenshots`."""
