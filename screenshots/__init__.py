"""Pictures of the running application; `python -m screenshots` makes them."""
