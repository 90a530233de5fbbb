"""The facade that front ends talk to."""
