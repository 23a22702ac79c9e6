"""Linking inside one article, rule by rule; `kfacts.link` puts the rules together."""
