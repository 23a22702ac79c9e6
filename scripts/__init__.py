"""Commands for those who work on kfacts itself."""
